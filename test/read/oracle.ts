/**
 * Compares this reader with Universal Feed Parser over the fixtures: `node test/read/oracle.ts [name]`.
 * Needs Python's feedparser on the machine (Debian: python3-feedparser); no part of `npm test`.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { toAbsoluteAddress } from '../../src/clean/identity/url.ts'
import { ParseError } from '../../src/errors.ts'
import type { Person, Text } from '../../src/model/content.ts'
import type { DocumentOrigin } from '../../src/model/document.ts'
import type { ParsedFeed, ParsedItem } from '../../src/model/model.ts'
import { parse } from '../../src/read/parse.ts'
import { readFixture } from './expectation.ts'

type Rich = { readonly value: string; readonly type: string | null } | null
type Entry = {
  readonly id: string | null
  readonly link: string | null
  readonly title: Rich
  readonly summary: Rich
  readonly content: readonly Rich[]
  readonly published: number | null
  readonly updated: number | null
  readonly authors: readonly { readonly name: string | null; readonly email: string | null }[]
  readonly tags: readonly (string | null)[]
  readonly enclosures: readonly { readonly href: string | null }[]
  readonly comments: string | null
}
type Answer = {
  readonly name: string
  readonly error?: string
  readonly feed: Entry
  readonly entries: readonly Entry[]
}

const FOLDER = new URL('../fixtures/read/', import.meta.url)

function main(wanted: string | undefined): void {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.xml') && (!wanted || name.includes(wanted)))
  const jobs = names.map((name) => {
    const { expectation } = readFixture(name, readFileSync(new URL(name, FOLDER)))
    return { name, path: fileURLToPath(new URL(name, FOLDER)), start: 0, headers: toHeaders(expectation.origin) }
  })
  const script = fileURLToPath(new URL('oracle.py', import.meta.url))
  const input = jobs.map((job) => JSON.stringify(job)).join('\n')
  const { stdout, stderr } = spawnSync('/usr/bin/python3', ['-W', 'ignore', script], { input, maxBuffer: 1e9 })
  if (stderr.length > 0) console.error(String(stderr))
  let fields = 0
  let different = 0
  for (const line of String(stdout).split('\n').filter(Boolean)) {
    const answer = JSON.parse(line) as Answer
    if (answer.error !== undefined) {
      console.log(`${answer.name} makes the other fail: ${answer.error}`)
      continue
    }
    const rows = compare(answer)
    fields += rows.length
    for (const [path, ours, theirs] of rows) {
      if (JSON.stringify(ours) === JSON.stringify(theirs)) continue
      different++
      console.log(`${answer.name} ${path}\n    ours   ${JSON.stringify(ours)}\n    theirs ${JSON.stringify(theirs)}`)
    }
  }
  console.log(`${fields - different} of ${fields} fields agree`)
}

function toHeaders({ contentType, contentLocation, contentLanguage, url }: DocumentOrigin): Record<string, string> {
  const location = contentLocation ? new URL(contentLocation, url).href : url
  return {
    ...(contentType ? { 'content-type': contentType } : { 'content-type': 'application/xml' }),
    ...(location ? { 'content-location': location } : {}),
    ...(contentLanguage ? { 'content-language': contentLanguage } : {}),
  }
}

type Row = readonly [path: string, ours: unknown, theirs: unknown]

function compare(answer: Answer): Row[] {
  const { bytes, expectation } = readFixture(answer.name, readFileSync(new URL(answer.name, FOLDER)))
  let feed: ParsedFeed
  try {
    feed = parse(bytes, expectation.origin)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return [['entries', 0, answer.entries.length]]
  }
  const base = expectation.origin.contentLocation ?? expectation.origin.url
  const rows: Row[] = [['entries', feed.items.length, answer.entries.length]]
  rows.push(['feed.title', feed.title?.value ?? null, answer.feed.title?.value ?? null])
  for (const [at, entry] of answer.entries.entries()) {
    const item = feed.items[at]
    if (item) rows.push(...compareItem(`entries[${at}]`, item, entry, item.base ?? base))
  }
  return rows.filter(([, ours, theirs]) => ours !== null || theirs !== null)
}

function compareItem(path: string, item: ParsedItem, entry: Entry, base: string | undefined): Row[] {
  const url = item.url && base ? (toAbsoluteAddress(item.url, base) ?? item.url) : item.url
  return [
    [`${path}.id`, item.guid ?? null, entry.id || null],
    [`${path}.link`, url ?? null, entry.link || null],
    [`${path}.title`, item.title?.value ?? null, entry.title?.value || null],
    [`${path}.text`, toText(item.content ?? item.summary), entry.content[0]?.value || entry.summary?.value || null],
    [`${path}.published`, toSecond(item.published), entry.published],
    [`${path}.updated`, toSecond(item.modified), entry.updated],
    [`${path}.authors`, item.authors.map(toName), unique(entry.authors.map((one) => one.name ?? one.email ?? ''))],
    [`${path}.tags`, unique(item.categories.map(({ name }) => name)), unique(entry.tags.map((tag) => tag ?? ''))],
    [`${path}.enclosures`, item.attachments.map((one) => one.url), entry.enclosures.map(({ href }) => href)],
    [`${path}.comments`, item.comments ?? null, entry.comments || null],
  ]
}

/** The other knows no fractions of a second. */
function toSecond(time: number | undefined): number | null {
  return time === undefined ? null : Math.floor(time / 1000) * 1000
}

function toText(text: Text | undefined): string | null {
  return text?.value ?? null
}

function toName({ name, email }: Person): string {
  return name || (email ?? '')
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name) => name !== ''))]
}

main(process.argv[2])
