/**
 * Breaks the fixtures at random and reads what is left: `node test/read/fuzz.ts 100000 [seed]`.
 * Whatever the document, there is a feed or a ParseError, within two seconds, and what is read can be stored.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { ParseError } from '../../src/errors.ts'
import { parse } from '../../src/read/parse.ts'

const FOLDER = new URL('../fixtures/read/', import.meta.url)
const SLOWEST = 2000

/** Bits of documents that readers stumble over. */
const BITS = `< > & ; " ' / = <![CDATA[ ]]> <!-- --> <? ?> <!DOCTYPE <!ENTITY ]> <item> </item> <entry> </entry> <title>
  </title> <description> </channel> </rss> <content type="xhtml"> xmlns="" xmlns:dc="x" xml:base="//" &#0; &#x110000;
  &amp; &nbsp; __proto__ { } [ ] , : null 1e999 --- \u0000 \ufeff \ud800 \u202e é ك`.split(/[ \n]+/)

/** A number generator that gives the same row for the same seed (mulberry32). */
function newRandom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

type Random = ReturnType<typeof newRandom>

function mutate(bytes: Uint8Array, others: readonly Uint8Array[], random: Random): Uint8Array {
  const at = random(bytes.length + 1)
  const to = Math.min(bytes.length, at + 1 + random(40))
  switch (random(6)) {
    case 0:
      return bytes.subarray(0, at)
    case 1:
      return join(bytes.subarray(0, at), bytes.subarray(to))
    case 2:
      return join(bytes.subarray(0, at), Uint8Array.of(random(256)), bytes.subarray(at + 1))
    case 3:
      return join(bytes.subarray(0, to), bytes.subarray(at))
    case 4: {
      const other = others[random(others.length)] ?? bytes
      const from = random(other.length)
      return join(bytes.subarray(0, at), other.subarray(from, from + random(200)), bytes.subarray(at))
    }
    default: {
      const bit = new TextEncoder().encode((BITS[random(BITS.length)] ?? '').repeat(1 + random(3)))
      return join(bytes.subarray(0, at), bit, bytes.subarray(at))
    }
  }
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export type Outcome = { readonly feeds: number; readonly errors: number; readonly slowest: number }

/** Reads `count` broken documents. @throws Error naming the seed and number of the document that was not survived */
export function fuzz(count: number, seed: number): Outcome {
  const documents = readdirSync(FOLDER).map((name) => new Uint8Array(readFileSync(new URL(name, FOLDER))))
  const random = newRandom(seed)
  const outcome = { feeds: 0, errors: 0, slowest: 0 }
  for (let number = 0; number < count; number++) {
    let bytes: Uint8Array = documents[random(documents.length)] ?? new Uint8Array()
    for (let rounds = 1 + random(4); rounds > 0; rounds--) bytes = mutate(bytes, documents, random)
    const start = performance.now()
    if (readOne(bytes, `seed ${seed}, document ${number}`)) outcome.feeds++
    else outcome.errors++
    outcome.slowest = Math.max(outcome.slowest, performance.now() - start)
  }
  return outcome
}

function readOne(bytes: Uint8Array, name: string): boolean {
  try {
    const feed = parse(bytes, { url: 'http://example.org/feed' })
    JSON.stringify(feed)
    return true
  } catch (error) {
    if (error instanceof ParseError && error.message.length > 10) return false
    throw new Error(`${name} was not survived.`, { cause: error })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const outcome = fuzz(Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 1))
  console.log(outcome)
  if (outcome.slowest > SLOWEST) process.exitCode = 1
}
