/** One thing to measure: does its work once for each call. */
export type Contender = { readonly name: string; readonly run: () => unknown }

/** Times a second, by contender. */
export type Rates = ReadonlyMap<string, number>

/**
 * Runs the contenders in turns, so that whatever else the machine does meets all of them alike,
 * and takes the median of the rounds. A contender that throws gets no rate.
 */
export async function measure(contenders: readonly Contender[], rounds = 9, milliseconds = 250): Promise<Rates> {
  const samples = new Map<string, number[]>()
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) {
      const rate = await sample(contender, milliseconds, round === 0)
      if (rate === undefined) continue
      samples.set(contender.name, [...(samples.get(contender.name) ?? []), rate])
    }
  }
  return new Map([...samples].map(([name, rates]) => [name, median(rates)]))
}

async function sample({ name, run }: Contender, milliseconds: number, isFirst: boolean): Promise<number | undefined> {
  const start = performance.now()
  let times = 0
  try {
    do {
      await run()
      times++
    } while (performance.now() - start < milliseconds)
  } catch (error) {
    if (isFirst) console.log(`  ${name} fails: ${String(error).split('\n')[0]?.slice(0, 100)}`)
    return undefined
  }
  return (times * 1000) / (performance.now() - start)
}

/** The middle one. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Prints a line for each contender, fastest first. */
export function printRates(title: string, rates: Rates, unit: string): void {
  console.log(`\n${title}`)
  for (const [name, rate] of [...rates].toSorted((a, b) => b[1] - a[1])) {
    console.log(`  ${name.padEnd(36)} ${rate.toFixed(1).padStart(10)} ${unit}`)
  }
}

/** Prints a ratio beside its floor and says whether it was met. */
export function isMet(what: string, ratio: number, floor: number): boolean {
  const met = ratio >= floor
  console.log(`  ${met ? 'met   ' : 'MISSED'} ${what}: ${ratio.toFixed(2)} (floor ${floor})`)
  return met
}
