/** The pages of test/fixtures/pages with the truth that stands in their heads and beside them. */
import { readdirSync, readFileSync } from 'node:fs'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom/worker'
import { parse, serialize } from 'parse5'

const FOLDER = new URL('../fixtures/pages/', import.meta.url)

export type Fixture = {
  readonly name: string
  readonly bytes: Uint8Array
  /** The story as a reader would copy it: a line for each paragraph. */
  readonly truth: string
  /** The lines of the head: `title`, `author`, `published` … */
  readonly expected: ReadonlyMap<string, string>
}

export function loadFixtures(): Fixture[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => loadFixture(name))
}

function loadFixture(name: string): Fixture {
  const bytes = readFileSync(new URL(name, FOLDER))
  const truth = readFileSync(new URL(name.replace('.html', '.txt'), FOLDER), 'utf8')
  return { name: name.replace('.html', ''), bytes, truth, expected: readHead(bytes) }
}

/** The comment that the file begins with; it is ASCII or in the page's own encoding. */
function readHead(bytes: Uint8Array): Map<string, string> {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4_000))
  const encoding = /^encoding: (\S+)/m.exec(start)?.[1] ?? 'utf-8'
  const head = new TextDecoder(encoding).decode(bytes.subarray(0, 4_000)).split('-->')[0] ?? ''
  const lines = [...head.matchAll(/^(\w+): ?(.*)$/gm)]
  return new Map(lines.map((line) => [line[1] ?? '', (line[2] ?? '').trim()]))
}

export function toAddress(fixture: Fixture): string {
  return fixture.expected.get('url') ?? `https://pages.example/${fixture.name}`
}

/** Words in lower case; signs of scripts without blanks are words of their own. */
export function toWords(text: string): string[] {
  return (
    text
      .toLowerCase()
      .match(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|[\p{L}\p{M}\p{N}]+/gu)
      ?.flatMap(splitIdeographs) ?? []
  )
}

function splitIdeographs(word: string): string[] {
  return /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(word) ? [...word] : [word]
}

/** F1 of the words of a text against the truth. */
export function toF1(text: string, truth: string): number {
  const [have, want] = [toWords(text), toWords(truth)]
  const left = new Map<string, number>()
  for (const word of want) left.set(word, (left.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of have) {
    const count = left.get(word) ?? 0
    if (count > 0) shared++
    left.set(word, count - 1)
  }
  return (2 * shared) / (have.length + want.length)
}

/** The text of HTML with blanks between its blocks. */
export function toText(html: string): string {
  const blocks = html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(
      /<\/?(?:p|div|li|ul|ol|h\d|td|th|tr|table|blockquote|figure|figcaption|br|section|article|dd|dt|dl|cite|pre|header|footer|time|aside)\b[^>]*>/g,
      '$& ',
    )
  const { document } = parseHTML(`<!doctype html><html><body>${blocks}</body></html>`)
  return document.body.textContent ?? ''
}

/** What Readability alone makes of a page, on the tree that the HTML standard makes of it. */
export function readAlone(fixture: Fixture): string {
  const encoding = fixture.expected.get('encoding') ?? 'utf-8'
  const { document } = parseHTML(serialize(parse(new TextDecoder(encoding).decode(fixture.bytes))))
  return toText(new Readability(document).parse()?.content ?? '')
}
