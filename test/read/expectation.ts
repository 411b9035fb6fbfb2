/** What a fixture says of itself: one sentence, what HTTP said, and what is to be read. */
import type { DocumentOrigin } from '../../src/model/document.ts'

export type Expectation = {
  readonly about: string
  readonly origin: DocumentOrigin
  /** Part of the sentence of the error, when the document is none. */
  readonly error?: string
  /** `items[0].title.value` → value; undefined where there is none. */
  readonly facts: readonly (readonly [path: string, value: unknown])[]
}

export type Fixture = { readonly bytes: Uint8Array; readonly expectation: Expectation }

/**
 * Of an XML document: a comment in its head. Of JSON: the member `_expect`. Of text: lines beginning with `#? `,
 * which are cut out. Bytes are looked at one by one, so that any encoding will do; zeros of UTF-16 are skipped.
 */
export function readFixture(name: string, bytes: Uint8Array): Fixture {
  const latin = toLatin(bytes.filter((byte) => byte !== 0))
  if (name.endsWith('.txt')) return readTextFixture(bytes, latin)
  if (name.endsWith('.json')) return { bytes, expectation: readMember(latin) }
  const comment = /<!--\s*expect:\s*([\s\S]*?)-->/.exec(latin)
  if (!comment) throw new Error(`${name} says nothing of what is expected.`)
  return { bytes, expectation: readLines((comment[1] ?? '').split('\n')) }
}

/** One character a byte; TextDecoder's latin1 is windows-1252. */
function toLatin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

function readTextFixture(bytes: Uint8Array, latin: string): Fixture {
  const head = /^(?:#\? [^\n]*\n)+/.exec(latin)?.[0] ?? ''
  const lines = head.split('\n').map((line) => line.slice(3))
  return { bytes: bytes.subarray(head.length), expectation: readLines(lines) }
}

/** Expectations are in UTF-8, or in ASCII where their document is not. */
function readLines(latin: readonly string[]): Expectation {
  const bytes = Uint8Array.from(latin.join('\n'), (character) => character.charCodeAt(0))
  const lines = new TextDecoder().decode(bytes).split('\n')
  const [about = '', ...rest] = lines.map((line) => line.trim()).filter((line) => line !== '')
  const headers = rest.flatMap((line) => {
    const match = /^(content-type|content-location|content-language|url|timeZone): (.*)$/.exec(line)
    return match ? [[toField(match[1] ?? ''), match[2] ?? ''] as const] : []
  })
  const times = rest.flatMap((line) => /^readAt: (\d+)$/.exec(line)?.[1] ?? [])
  const facts = rest.flatMap((line) => {
    const match = /^([\w.[\]-]+) = (.*)$/.exec(line)
    return match ? [[match[1] ?? '', match[2] === 'undefined' ? undefined : JSON.parse(match[2] ?? '')] as const] : []
  })
  if (headers.length + times.length + facts.length !== rest.length || facts.length === 0) {
    throw new Error(`An expectation that can't be understood: ${lines.join(' | ')}`)
  }
  const error = facts.find(([path]) => path === 'error')?.[1]
  return {
    about,
    origin: { ...Object.fromEntries(headers), ...(times.length === 0 ? {} : { readAt: Number(times[0]) }) },
    facts: facts.filter(([path]) => path !== 'error'),
    ...(error === undefined ? {} : { error: String(error) }),
  }
}

function toField(header: string): string {
  return header.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function readMember(latin: string): Expectation {
  const start = latin.indexOf('"_expect"')
  const lines = /"_expect"\s*:\s*\[([\s\S]*?)\n\s*\]/.exec(latin.slice(start))?.[1]
  if (start < 0 || lines === undefined) throw new Error('A JSON fixture has no member "_expect".')
  return readLines(JSON.parse(`[${lines}]`) as string[])
}

/** The value at `items[0].title.value`. */
export function valueAt(value: unknown, path: string): unknown {
  let at: unknown = value
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    if (at === undefined || at === null) return undefined
    at = (at as Record<string, unknown>)[step]
  }
  return at
}
