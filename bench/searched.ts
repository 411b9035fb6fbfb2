/**
 * Stories whose words are as common as those of news (Zipf), in two scripts, with subjects and places, for what searches
 * cost. A story is always made the same.
 */
import { EACH, KEY, type Texts } from './stored.ts'

/** Words of a text, and of each vocabulary; the commonest is in nearly every story, the last in a handful. */
const LENGTH = 150
export const VOCABULARY = 40_000
export const TAGS = 300
/** Milliseconds from one story to the next: a million are ten years. */
const APART = 300_000
const LATIN = 'ba de ki lo mu na pe ri so tu ve za'.split(' ')
const ARABIC = 'با دي كو لا مو نا بي را سو تا فا زا'.split(' ')
/** By ranks at which news have them. */
const PLACES: ReadonlyMap<number, readonly [latin: string, arabic: string]> = new Map([
  [60, ['syria', 'سوريا']],
  [200, ['kobani', 'كوباني']],
  [900, ['kobane', 'كوبانى']],
  [5_000, ['makhmur', 'مخمور']],
])

/** The word at a rank: commonest first. */
export function toCommonWord(rank: number, script: 'latin' | 'arabic'): string {
  const place = PLACES.get(rank)
  if (place !== undefined) return place[script === 'latin' ? 0 : 1]
  const parts = script === 'latin' ? LATIN : ARABIC
  return [...rank.toString(12).padStart(3, '0')].map((digit) => parts[Number.parseInt(digit, 12)]).join('')
}

/** Even odds over the ranks' logarithm are Zipf's law. */
export function toRank(random: number, most: number): number {
  return Math.floor((most + 1) ** random) - 1
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function isArabic(id: number): boolean {
  return id % 5 < 2
}

function toText(id: number): string {
  const random = createRandom(id)
  const script = isArabic(id) ? 'arabic' : 'latin'
  return Array.from({ length: LENGTH }, () => toCommonWord(toRank(random(), VOCABULARY), script)).join(' ')
}

function toTag(id: number): string {
  return `tag-${toRank(createRandom(-id)(), TAGS)}`
}

function toContentText(id: number): string {
  const text = toText(id)
  return JSON.stringify({
    title: text.split(' ', 8).join(' '),
    summary: text.slice(0, 200),
    contentHtml: `<p>${text}</p>`,
    contentText: text,
    authors: [{ name: 'Egid Yousef' }],
    contributors: [],
    categories: [{ name: toTag(id) }],
    attachments: [],
    direction: isArabic(id) ? 'rtl' : 'ltr',
    language: isArabic(id) ? 'ar' : 'en',
    places: [],
  })
}

const AT = `(:start + id * ${APART})`

export const SEARCHED: Texts = {
  functions: {
    text_of: (id) => toText(Number(id)),
    content_of: (id) => toContentText(Number(id)),
    tag_of: (id) => toTag(Number(id)),
    lang_of: (id) => (isArabic(Number(id)) ? 'ar' : 'en'),
  },
  items: `${EACH} INSERT INTO items (id, key, public_id, channel, owner, permalink, code, position, first_seen, updated,
      revision, fingerprint, shown)
    SELECT id, ${KEY}, 'https://site.example/?p=' || id, :channel, 'import',
      strftime('/%Y/%m/', ${AT} / 1000, 'unixepoch') || 'story-' || id || '/',
      printf('%06x', id), ${AT}, ${AT}, ${AT}, 1, ${KEY}, json_set(content_of(id), '$.published', ${AT}) FROM n`,
  found: [
    `${EACH} INSERT INTO facets (kind, value, position, item, label, channel)
     SELECT 'tag', tag_of(id), ${AT}, id, tag_of(id), :channel FROM n`,
    `${EACH} INSERT INTO facets (kind, value, position, item, label, channel)
     SELECT 'lang', lang_of(id), ${AT}, id, lang_of(id), :channel FROM n`,
    `${EACH} INSERT INTO search (rowid, title, text) SELECT id, '', text_of(id) FROM n`,
  ],
}
