/**
 * `node bench/agree/agree.ts FOLDER [--decided]`: reads every document under a folder as a preview does and as Universal Feed
 * Parser does, and compares each field that a JSON Feed shows. Prints what differs, what of that is decided
 * (`decided.ts`, docs/notes/read.md), with `--decided` each of those too, and how many fields agree.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanFeed } from '../../src/clean/clean.ts'
import { withOwnAddresses } from '../../src/clean/identity/base.ts'
import { ParseError } from '../../src/errors.ts'
import { parseHtml } from '../../src/html/bounded.ts'
import { isElement, isText, type Node, type Parent, rawAttribute } from '../../src/html/tree.ts'
import type { Channel } from '../../src/model/model.ts'
import type { JsonFeed, JsonItem } from '../../src/publish/json.ts'
import { toJsonPreview } from '../../src/publish/preview.ts'
import { parse } from '../../src/read/parse.ts'
import { finish } from '../../src/steps.ts'
import { BASE, type Difference, toDecision } from './decided.ts'

type Rich = { readonly value: string; readonly type: string | null } | null
type Facts = Readonly<Record<'id' | 'link' | 'language' | 'icon' | 'logo' | 'image', string | null>> &
  Readonly<Record<'title' | 'subtitle' | 'summary', Rich>> &
  Readonly<Record<'published' | 'updated' | 'created', number | null>> &
  Readonly<Record<'authors' | 'tags' | 'enclosures', readonly (string | null)[]>> & {
    readonly content: readonly Rich[]
  }
type Answer = { readonly path: string; readonly url: string; readonly feed: Facts; readonly entries: readonly Facts[] }
type Row = readonly [field: string, ours: string, theirs: string]

const CHANNEL: Channel = {
  id: 'real',
  title: 'Real feeds',
  description: '',
  language: 'en',
  tag: 'feeds.example,2015',
  hosts: ['feeds.example'],
  linkTo: 'original',
  sources: [],
}

function main([folder, ...options]: readonly string[]): boolean {
  if (folder === undefined) throw new Error('Usage: node bench/agree/agree.ts FOLDER [--decided]')
  const script = fileURLToPath(new URL('agree.py', import.meta.url))
  const python = process.env.PYTHON ?? '/usr/bin/python3'
  const { stdout, stderr, error } = spawnSync(python, [script, folder, BASE], { maxBuffer: 4e9 })
  if (error || /No module named/.test(String(stderr))) {
    console.log(
      `Universal Feed Parser is not there (Debian: python3-feedparser): ${error?.message ?? String(stderr).trim()}`,
    )
    return true
  }
  const decided = new Map<string, number>()
  let [fields, open, documents] = [0, 0, 0]
  for (const line of String(stdout).split('\n').filter(Boolean)) {
    const answer = JSON.parse(line) as Answer
    const rows = compare(answer)
    documents++
    fields += rows.length
    for (const difference of toDifferences(answer, rows)) {
      const decision = toDecision(difference)
      if (decision === undefined) open++
      else decided.set(decision, (decided.get(decision) ?? 0) + 1)
      if (decision === undefined || options.includes('--decided'))
        console.log(render(relative(folder, answer.path), difference, decision))
    }
  }
  const sum = [...decided.values()].reduce((a, b) => a + b, 0)
  for (const [decision, count] of [...decided].toSorted((a, b) => b[1] - a[1])) console.log(`${count}\t${decision}`)
  const share = (part: number) => ((100 * part) / fields).toFixed(2)
  console.log(
    `${documents} documents, ${fields} fields: ${share(fields - open - sum)} % agree, ${share(fields - open)} % agree or are decided.`,
  )
  return open <= fields / 100
}

function toDifferences({ feed, entries }: Answer, rows: readonly Row[]): Difference[] {
  const isPodcast = entries.some(({ enclosures }) => enclosures.length > 0)
  return rows
    .filter(([, ours, theirs]) => ours !== theirs)
    .map(([field, ours, theirs]) => {
      const entry = entries[Number(/\d+/.exec(field)?.[0] ?? -1)] ?? feed
      const [, mine = '', other = ''] = rows.find(([name]) => name === field.replace(/\.\w+$/, '.text')) ?? []
      return { field, ours, theirs, text: [mine, other], summary: toSeen(toHtml(entry.summary)).text, isPodcast }
    })
}

function render(name: string, { field, ours, theirs }: Difference, decision: string | undefined): string {
  let at = 0
  while (at < ours.length && ours[at] === theirs[at]) at++
  const [a, b] = [ours, theirs].map((text) => JSON.stringify(text.slice(Math.max(0, at - 30), at + 120)))
  return `${name} ${field}${decision === undefined ? '' : ` (${decision})`}\n    ours   ${a}\n    theirs ${b}`
}

/** Where items of one document are one story, each of ours is compared with the first that has its address. */
function compare({ path, url, feed, entries }: Answer): Row[] {
  const ours = toPreview(readFileSync(path), url)
  const rows: Row[] = [...compareFeed(ours, feed), ['entries', String(ours.items.length), String(entries.length)]]
  const isWhole = ours.items.length === entries.length
  for (const [at, item] of ours.items.entries()) {
    const entry = isWhole ? entries[at] : entries.find(({ link }) => toAddress(link) === toAddress(item.url))
    if (entry) rows.push(...compareItem(`entries[${entries.indexOf(entry)}].`, item, entry))
  }
  return rows.filter(([, a, b]) => a !== '' || b !== '')
}

function toPreview(bytes: Uint8Array, url: string): JsonFeed {
  const origin = { url, contentLocation: url, contentType: 'application/xml' }
  try {
    const feed = parse(bytes, origin)
    return finish(toJsonPreview(withOwnAddresses(feed, origin), cleanFeed(feed, origin, { channel: CHANNEL }), url))
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return { version: 'https://jsonfeed.org/version/1.1', title: '', items: [] }
  }
}

function compareFeed(ours: JsonFeed, theirs: Facts): Row[] {
  return [
    ['title', toLine(ours.title), toSeen(toHtml(theirs.title)).text],
    ['description', toLine(ours.description), toSeen(toHtml(theirs.subtitle)).text],
    ['link', toAddress(ours.home_page_url), toAddress(theirs.link)],
    ['language', ours.language ?? '', theirs.language ?? ''],
    ['icon', toAddress(ours.icon), toAddress(theirs.icon ?? theirs.logo ?? theirs.image)],
    ['authors', toList((ours.authors ?? []).map(({ name, url }) => name ?? url)), toList(theirs.authors)],
  ].map(([name = '', a = '', b = '']) => [`feed.${name}`, a, b] as const)
}

function compareItem(path: string, ours: JsonItem, theirs: Facts): Row[] {
  const main = theirs.content[0]?.value ? theirs.content[0] : theirs.summary
  const [mine, other] = [toSeen(ours.content_html ?? ''), toSeen(toHtml(main))]
  const isSummed = main !== theirs.summary && theirs.summary !== null && theirs.summary.value !== main?.value
  const rows: (readonly [string, string, string])[] = [
    ['id', theirs.id ? ours.id : '', theirs.id ?? ''],
    ['link', toAddress(ours.url), toAddress(theirs.link)],
    ['title', toLine(ours.title), toSeen(toHtml(theirs.title)).text],
    ['text', mine.text, other.text],
    ['links', mine.links.join(' '), other.links.join(' ')],
    ['images', mine.images.join(' '), other.images.join(' ')],
    // Where a list is text its items have marks.
    ['summary', isSummed ? toUnmarked(ours.summary) : '', isSummed ? toSeen(toHtml(theirs.summary)).text : ''],
    ['published', toSecond(ours.date_published), String(theirs.published ?? theirs.created ?? '')],
    ['updated', toSecond(ours.date_modified), String(theirs.updated ?? '')],
    ['authors', toList((ours.authors ?? []).map(({ name, url }) => name ?? url)), toList(theirs.authors)],
    ['tags', toList(ours.tags ?? []), toList(theirs.tags)],
    [
      'enclosures',
      toList((ours.attachments ?? []).map(({ url }) => toAddress(url))),
      toList(theirs.enclosures.map(toAddress)),
    ],
    ['image', theirs.image ? toAddress(ours.image) : '', toAddress(theirs.image)],
  ]
  return rows.map(([name, a, b]) => [path + name, a, b] as const)
}

type Seen = { readonly text: string; readonly links: string[]; readonly images: string[] }

/** What readers see of HTML. */
function toSeen(html: string): Seen {
  const seen = { text: '', links: [] as string[], images: [] as string[] }
  walk(parseHtml(html).root, seen)
  return { ...seen, text: toLine(seen.text) }
}

const APART = /^(?:p|div|br|li|tr|td|th|h\d|blockquote|hr|pre|table|ul|ol|dl|dt|dd|figure|figcaption)$/

function walk(parent: Parent, seen: { text: string; links: string[]; images: string[] }): void {
  for (const node of parent.childNodes as readonly Node[]) {
    if (isText(node)) seen.text += node.value
    if (!isElement(node) || node.tagName === 'script' || node.tagName === 'style') continue
    const [href, src] = [rawAttribute(node, 'href'), rawAttribute(node, 'src')]
    if (node.tagName === 'a' && href) seen.links.push(toAddress(href))
    if (node.tagName === 'img' && src) seen.images.push(toAddress(src))
    const gap = APART.test(node.tagName) ? ' ' : ''
    seen.text += gap
    walk(node, seen)
    seen.text += gap
  }
}

function toHtml(text: Rich | undefined): string {
  const toEscaped = (value: string) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  return text?.value ? (text.type === 'text/plain' ? toEscaped(text.value) : text.value) : ''
}

function toLine(text: string | undefined): string {
  return (text ?? '').replaceAll('&nbsp;', ' ').replace(/\s+/g, ' ').trim()
}

function toUnmarked(summary: string | undefined): string {
  return toLine((summary ?? '').replace(/(^|\n)\s*(?:•|\d{1,3}\.) /g, '$1'))
}

function toAddress(url: string | null | undefined): string {
  return url ? (URL.parse(url)?.href ?? url) : ''
}

function toSecond(date: string | undefined): string {
  return date === undefined ? '' : String(Math.floor(Date.parse(date) / 1000))
}

function toList(names: readonly (string | null | undefined)[]): string {
  return [...new Set(names.map((name) => toLine(name ?? '')).filter((name) => name !== ''))].join(' | ')
}

process.exitCode = main(process.argv.slice(2)) ? 0 : 1
