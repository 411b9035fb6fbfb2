/**
 * What is read of many documents, one line each: name, hash of its bytes, hash of what its items are cleaned to. Run
 * (`node test/upgrade/facts.ts`), it writes down what today's rules read.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cleanItem, toReceived } from '../../src/clean/clean.ts'
import { RULES, withoutRules } from '../../src/clean/identity/fingerprint.ts'
import { ParseError } from '../../src/errors.ts'
import { parsePage } from '../../src/extract/page.ts'
import { toTextHash } from '../../src/model/hash.ts'
import { parse } from '../../src/read/parse.ts'
import { toBytes, toDocuments, toFiles } from './documents.ts'
import { channel } from './house.ts'

const FIXTURES = new URL('../fixtures/', import.meta.url)
const FILE = new URL('upgrade/facts.txt', FIXTURES)
const URL_OF_ALL = 'https://feeds.test/documents/feed'

/** `bytes` → `facts`, by name. */
export type Facts = ReadonlyMap<string, readonly [bytes: string, facts: string]>

/** What was written down, and the version of the rules that read it. */
export function loadFacts(): { readonly rules: number; readonly facts: Facts } {
  const [head = '', ...lines] = readFileSync(FILE, 'utf8').trim().split('\n')
  const rows = lines.map((line) => line.split(' '))
  return {
    rules: Number(head.replace('rules ', '')),
    facts: new Map(rows.map(([name = '', bytes = '', facts = '']) => [name, [bytes, facts]])),
  }
}

/** What today's rules read. */
export function readFacts(): Facts {
  return new Map(listDocuments().map(([name, bytes]) => [name, [toShort(bytes.join()), toFactsOf(name, bytes)]]))
}

function listDocuments(): [string, Uint8Array][] {
  const files = ['read', 'stories'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, FIXTURES)).map((name): [string, Uint8Array] => [
      `${folder}/${name}`,
      readFileSync(new URL(`${folder}/${name}`, FIXTURES)),
    ]),
  )
  const documents = [...toDocuments(0)].map(([url, document]): [string, Uint8Array] => [url, toBytes(document)])
  const stories = [...toFiles()].map(([name, text]): [string, Uint8Array] => [name, new TextEncoder().encode(text)])
  return [...files, ...documents, ...stories]
}

function toFactsOf(name: string, bytes: Uint8Array): string {
  const source = channel.sources.find(({ url }) => url === name)
  const origin = { url: source?.url ?? URL_OF_ALL, ...(name.endsWith('.txt') ? { contentType: 'text/plain' } : {}) }
  try {
    const feed = source?.page === undefined ? parse(bytes, origin) : parsePage(bytes, origin, source.page)
    const items = toReceived(feed, origin, { channel }).map((received) => cleanItem(received, { channel }))
    return toShort(
      JSON.stringify(items.map(({ received, ...item }) => ({ ...item, fingerprint: withoutRules(item.fingerprint) }))),
    )
  } catch (error) {
    if (error instanceof ParseError) return 'none'
    throw error
  }
}

function toShort(text: string): string {
  return toTextHash(text).slice(0, 12)
}

if (import.meta.main) {
  const lines = [...readFacts()].map(([name, [bytes, facts]]) => `${name} ${bytes} ${facts}`)
  writeFileSync(FILE, `rules ${RULES}\n${lines.join('\n')}\n`)
}
