/** Preloaded by `compare.ts`: the clock stands still and what is made at random is the same in each run. */
import { webcrypto } from 'node:crypto'

const NOW = Date.UTC(2026, 10, 30, 12)

Date.now = () => NOW
const RealDate = Date
globalThis.Date = class extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(NOW)
    else super(...(given as [number]))
  }
} as DateConstructor

let seed = 1

function next(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

// Who asks first differs from run to run.
Math.random = () => 0.5
webcrypto.getRandomValues = ((values: Uint8Array) => {
  for (let at = 0; at < values.length; at++) values[at] = Math.floor(next() * 256)
  return values
}) as typeof webcrypto.getRandomValues
webcrypto.randomUUID = () => {
  const digits = Array.from({ length: 32 }, () => Math.floor(next() * 16).toString(16)).join('')
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5') as ReturnType<Crypto['randomUUID']>
}
