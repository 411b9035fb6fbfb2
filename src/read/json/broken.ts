/**
 * JSON that JSON.parse refuses, as generators and hands write it: cut off at the end, commas too many or missing,
 * comments, line breaks and quotation marks in strings, single quotes, names without quotes, calls around it, NaN.
 * Linear in time; every list and object is closed where the text ends.
 */

/** `isWhole`: the text did not end in the middle; what it ended in is left out of the list that it stands in. */
type BrokenJson = { readonly value: unknown; readonly isWhole: boolean }

/** Nobody's feed is deeper; beyond it the text is given up. */
const DEEPEST = 100

type Reader = { readonly text: string; at: number; depth: number; isWhole: boolean }

/** Reads the first object or list in a text; undefined where there is none or it can't be made out. */
export function parseBrokenJson(text: string): BrokenJson | undefined {
  const start = text.search(/[{[]/)
  if (start < 0) return undefined
  const reader: Reader = { text, at: start, depth: 0, isWhole: true }
  const value = readValue(reader)
  return value === NOTHING ? undefined : { value, isWhole: reader.isWhole }
}

/** No value can be read here. */
const NOTHING = Symbol('nothing')

function readValue(reader: Reader): unknown {
  skipBlanks(reader)
  const character = reader.text[reader.at]
  if (character === '{') return readNested(reader, readObject)
  if (character === '[') return readNested(reader, readList)
  if (character === '"' || character === "'") return readQuoted(reader, character)
  return readWord(reader)
}

function readNested(reader: Reader, read: (reader: Reader) => unknown): unknown {
  if (reader.depth >= DEEPEST) return NOTHING
  reader.depth++
  reader.at++
  const value = read(reader)
  reader.depth--
  return value
}

/** What the end of the text cuts off stays in an object, as far as it goes: most of a feed is in its unfinished list. */
function readObject(reader: Reader): unknown {
  const members: [string, unknown][] = []
  while (isBefore(reader, '}')) {
    const name = readValue(reader)
    skipBlanks(reader)
    if (typeof name !== 'string' && typeof name !== 'number') return end(reader, name, Object.fromEntries(members))
    if (reader.text[reader.at] === ':') reader.at++
    const value = readValue(reader)
    if (value === NOTHING) return end(reader, value, Object.fromEntries(members))
    if (reader.isWhole || typeof value === 'object') members.push([String(name), value])
  }
  return Object.fromEntries(members)
}

/** What the end of the text cuts off is left out of a list: half an item is none. */
function readList(reader: Reader): unknown {
  const values: unknown[] = []
  while (isBefore(reader, ']')) {
    const value = readValue(reader)
    if (value === NOTHING) return end(reader, value, values)
    if (reader.isWhole) values.push(value)
  }
  return values
}

/** At the end of the text, what there is; before it, nothing: this is no JSON. */
function end(reader: Reader, value: unknown, collected: unknown): unknown {
  if (value === NOTHING && reader.at < reader.text.length) return NOTHING
  reader.isWhole = false
  return collected
}

/** Whether another value comes before the bracket; commas, one or many or none, only stand between. */
function isBefore(reader: Reader, bracket: string): boolean {
  for (skipBlanks(reader); reader.text[reader.at] === ','; skipBlanks(reader)) reader.at++
  if (reader.at >= reader.text.length) reader.isWhole = false
  else if (reader.text[reader.at] !== bracket) return true
  else reader.at++
  return false
}

/** A quotation mark ends a string where punctuation of JSON or the end follows it. */
function readQuoted(reader: Reader, quote: string): string {
  const { text } = reader
  const start = reader.at + 1
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === quote && /[,:\]}]/.test(text[skipFrom(text, at + 1)] ?? ',')) {
      reader.at = at + 1
      return decode(text.slice(start, at))
    }
  }
  reader.at = text.length
  reader.isWhole = false
  return decode(text.slice(start))
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', ''],
  ['f', ''],
])

function decode(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\(?:u([0-9a-f]{4})|([\s\S]))/gi, (_, code: string | undefined, character: string) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (ESCAPES.get(character) ?? character),
  )
}

/** A number, `true`, `false`, or a name without quotes; `null`, `NaN` and `undefined` are null. */
function readWord(reader: Reader): unknown {
  const pattern = /[\w$.+-]{1,100}/y
  pattern.lastIndex = reader.at
  const [word] = pattern.exec(reader.text) ?? []
  if (word === undefined) return NOTHING
  reader.at += word.length
  if (/^(?:null|NaN|undefined|-?Infinity)$/.test(word)) return null
  if (word === 'true' || word === 'false') return word === 'true'
  const number = Number(word)
  return Number.isNaN(number) ? word : number
}

function skipBlanks(reader: Reader): void {
  for (;;) {
    reader.at = skipFrom(reader.text, reader.at)
    const mark = reader.text.slice(reader.at, reader.at + 2)
    if (mark !== '//' && mark !== '/*') return
    const close = reader.text.indexOf(mark === '//' ? '\n' : '*/', reader.at + 2)
    reader.at = close < 0 ? reader.text.length : close + (mark === '//' ? 1 : 2)
  }
}

function skipFrom(text: string, from: number): number {
  let at = from
  while (at < text.length && /[\s\ufeff]/.test(text.charAt(at))) at++
  return at
}
