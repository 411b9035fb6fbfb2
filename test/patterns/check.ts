/**
 * No text that reaches an expression of `src` can make it take more than the time of its length: every one is proved
 * or fuzzed by recheck. What recheck finds polynomial, or cannot decide, must stand in `bounded.ts` with the most
 * characters that reach it and why; what is exponential ends this with 1 in any case, and so does an entry of
 * `bounded.ts` without an expression. What runs out of time counts as undecided.
 */
import { check, type Diagnostics } from 'recheck'
import { BOUNDED, type Bounded } from './bounded.ts'
import { collectPatterns, type Pattern } from './collect.ts'

const LONG = 30_000
/** For exceptions, which may stay undecided: the exponential one that was here showed in 0.1 s, but nothing promises it. */
const SHORT = 2_000

const used = new Set<Bounded>()
const patterns = await collectPatterns()
const known = new Map<string, Diagnostics>()
const faults: string[] = []
// One after the other: a limit of time counts from when recheck is asked.
for (const pattern of patterns) {
  const fault = await judge(pattern)
  if (fault !== undefined) faults.push(fault)
}
for (const entry of BOUNDED.filter((each) => !used.has(each))) {
  faults.push(`${entry.path}: nothing that begins with ${entry.begins} is there, yet it stands in bounded.ts.`)
}
for (const fault of faults) console.error(fault)
console.log(`${patterns.length} expressions checked, ${used.size} exceptions.`)
process.exit(faults.length > 0 ? 1 : 0)

async function judge(pattern: Pattern): Promise<string | undefined> {
  const entry = BOUNDED.find(({ path, begins }) => path === pattern.path && pattern.source.startsWith(begins))
  if (entry) used.add(entry)
  const found = await diagnose(pattern, entry ? SHORT : LONG)
  if (found.status === 'safe') return undefined
  const isDeadly = found.status === 'vulnerable' && found.complexity.type === 'exponential'
  return entry && !isDeadly ? undefined : `${pattern.path}:${pattern.line}: ${describe(found)}: /${pattern.source}/`
}

async function diagnose({ source, flags }: Pattern, timeout: number): Promise<Diagnostics> {
  const found = known.get(`${source}/${flags}`) ?? (await check(source, flags, { timeout }))
  known.set(`${source}/${flags}`, found)
  return found
}

function describe(found: Diagnostics): string {
  if (found.status === 'vulnerable') return `${found.complexity.summary}, shown by ${found.attack.pattern}`
  return found.status === 'unknown' ? `undecided (${found.error.kind})` : found.status
}
