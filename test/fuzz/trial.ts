import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanFeed } from '../../src/clean/clean.ts'
import { ParseError } from '../../src/errors.ts'
import type { Channel, Item } from '../../src/model/model.ts'
import { parse } from '../../src/read/parse.ts'
import { findActive } from '../clean/markup/active.ts'
import { createRandom, mutate } from './mutation.ts'

/** One document through reading and cleaning, held against what must never happen. */

const channel: Channel = {
  id: 'fuzz',
  title: 'Fuzz',
  description: 'Fuzz',
  language: 'en',
  tag: 'fuzz.example,2015',
  hosts: ['fuzz.example'],
  linkTo: 'original',
  agency: 'ARA News',
  sources: [],
}

/** The longest that a document of this corpus's size may take. */
const MOST_MILLISECONDS = 2_000
const folder = fileURLToPath(new URL('../fixtures/', import.meta.url))

/** Every document among the fixtures. */
export function loadCorpus(): Uint8Array[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => /\.(xml|json|txt|html|opml|rss|atom|bin)$/.test(name))
    .map((name) => readFileSync(join(folder, name)))
}

/**
 * Mutates the corpus `count` times and reads what comes of it.
 * @throws Error with seed and number of the first document that breaks a promise, and the document itself
 */
export function runTrials(count: number, seed: number, onProgress: (done: number) => void = () => {}): number {
  const corpus = loadCorpus()
  let read = 0
  for (let n = 0; n < count; n++) {
    const random = createRandom(seed + n)
    const pick = () => corpus[Math.floor(random() * corpus.length)] ?? new Uint8Array()
    const bytes = mutate(pick(), pick(), random)
    const fault = findFault(bytes)
    if (typeof fault === 'string')
      throw new Error(`Mutation ${seed + n}: ${fault}\n${Buffer.from(bytes).toString('base64').slice(0, 20_000)}`)
    if (fault) read++
    onProgress(n + 1)
  }
  return read
}

/** Whether the document could be read, or a sentence about what went wrong. */
function findFault(bytes: Uint8Array): boolean | string {
  const start = performance.now()
  try {
    const items = cleanFeed(
      parse(bytes, { url: 'https://fuzz.example/feed' }),
      { url: 'https://fuzz.example/feed' },
      { channel, source: 'fuzz' },
    )
    const took = performance.now() - start
    if (took > MOST_MILLISECONDS) return `took ${took.toFixed(0)} ms`
    return items.map(findUnsafe).find((fault) => fault !== undefined) ?? true
  } catch (error) {
    if (error instanceof ParseError && error.message !== '') return false
    return `threw ${error instanceof Error ? error.stack : String(error)}`
  }
}

function findUnsafe(item: Item): string | undefined {
  const { content, identities } = item
  const active = findActive(content.contentHtml)
  if (active.length > 0) return `left ${active.join(', ')} in the content`
  if (identities.length === 0) return 'gave an item without identity'
  const texts = [content.title, content.summary, content.contentText, ...content.authors.map(({ name }) => name)]
  if (texts.some((text) => !text.isWellFormed() || /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)))
    return 'left a character that XML does not allow'
  const urls = [content.url, content.image?.url, ...content.attachments.map(({ url }) => url)].filter(
    (url) => url !== undefined,
  )
  const bad = urls.find((url) => !/^https?:\/\//.test(url))
  return bad === undefined ? undefined : `left the address ${bad}`
}
