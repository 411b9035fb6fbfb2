import { cleanItem } from '../../src/clean/clean.ts'
import type { Content, Person } from '../../src/model/content.ts'
import type { Channel, ParsedItem, StoredItem } from '../../src/model/model.ts'
import { createRandom } from '../fuzz/mutation.ts'
import { toItem } from './view.ts'

/** Made-up stories with everything in them that text may hold, the same for the same seed. */
export type Dice = {
  /** Between 0 and 1, without 1. */
  readonly roll: () => number
  readonly pick: <T>(choices: readonly T[]) => T
}

export function createDice(seed: number): Dice {
  const roll = createRandom(seed)
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[Math.floor(roll() * choices.length)]
    if (choice === undefined) throw new Error('There is nothing to pick from.')
    return choice
  }
  return { roll, pick }
}

const WORDS = [
  'Kobane',
  'القامشلي',
  'هەولێر',
  'Qamişlo',
  'नेपाल',
  '中文',
  '🏔️👨‍👩‍👧',
  '𠮷',
  '&',
  '&amp;',
  '&lt;b&gt;',
  '&#x41;',
  '&nosuch;',
  '<',
  '< 5 >',
  '<b>bold</b>',
  '</title>',
  ']]>',
  '<![CDATA[',
  '-->',
  '"quoted"',
  "'single'",
  '“typographic” – —',
  '→',
  '«isolate»',
  '•',
  '\u00a0',
  '\ufeff',
  '\\u0041 \\n \\',
  '%20 % 100',
  'a\tb',
  'line\nbreak',
  'return\r\nfeed\rend',
  '\u2028\u2029',
  '__proto__',
]

/** What no document may hold. */
const FORBIDDEN = [
  '\0',
  '\u0001',
  '\b',
  '\f',
  '\v',
  '\u001f',
  '\u007f',
  '\u0085',
  '\u009f',
  '\ud800',
  '\udc00',
  '\ufffe',
  '\uffff',
  '\ufdd0',
]

/** Some words; `evil` ones among them where asked for. */
export function toWords({ roll, pick }: Dice, most: number, evil = 0): string {
  const words = Array.from({ length: Math.floor(roll() * most) }, () => (roll() < evil ? pick(FORBIDDEN) : pick(WORDS)))
  return words.join(roll() < 0.9 ? ' ' : '')
}

const URLS = [
  'https://aranews.net/2015/06/story/',
  'https://aranews.net/?a=1&b=2',
  'https://example.org/x|y{z}^`"<>',
  'https://example.org/کورد/ê?q=ş',
  'http://example.org:8080/#part',
  'https://xn--mgbh0fb.example/',
]

function toPeople(dice: Dice, evil: number): Person[] {
  return Array.from({ length: Math.floor(dice.roll() * 4) }, () => ({
    name: toWords(dice, 4, evil),
    ...(dice.roll() < 0.4 ? { url: dice.pick(URLS) } : {}),
  })).filter(({ name }) => name.trim() !== '')
}

/** A story as received, to be cleaned. */
export function toParsed(dice: Dice): ParsedItem {
  const { roll, pick } = dice
  const text = (most: number) => toWords(dice, most, 0.05)
  const paragraphs = Array.from({ length: Math.ceil(roll() * 5) }, () => `<p>${text(30).replaceAll('<', '&lt;')}</p>`)
  const at = Date.UTC(2014, 0, 1) + Math.floor(roll() * 5e10)
  return {
    title: { value: text(8), type: 'text' },
    ...(roll() < 0.8 ? { summary: { value: text(20), type: 'text' as const } } : {}),
    content: { value: `${paragraphs.join('\n')}<p><a href="${pick(URLS)}">link</a> ]]&gt; end</p>`, type: 'html' },
    authors: toPeople(dice, 0.05),
    contributors: toPeople(dice, 0.05),
    categories: Array.from({ length: Math.floor(roll() * 4) }, () => ({
      name: text(3) || 'Syria',
      ...(roll() < 0.3 ? { scheme: pick(URLS) } : {}),
    })),
    attachments: Array.from({ length: Math.floor(roll() * 3) }, (_, n) => ({
      url: `https://aranews.net/files/talk${n}.${pick(['mp3', 'ogg', 'mp4', 'pdf'])}?x=1&y=${n}`,
      ...(roll() < 0.5 ? { type: pick(['audio/mpeg', 'video/mp4', 'application/pdf']) } : {}),
      ...(roll() < 0.5 ? { size: 1 + Math.floor(roll() * 1e6) } : {}),
    })),
    pictures:
      roll() < 0.6
        ? [
            {
              url: 'https://aranews.net/p.jpg?a=1&b=2',
              type: 'image/jpeg',
              width: 640,
              height: 480,
              caption: text(5),
              credit: text(3),
            },
          ]
        : [],
    ...(roll() < 0.8 ? { language: pick(['en', 'ar', 'ckb', 'kmr', 'tr']) } : {}),
    url: pick(URLS),
    ...(roll() < 0.3 ? { externalUrl: pick(URLS) } : {}),
    published: at,
    ...(roll() < 0.5 ? { modified: at + 86_400_000 } : {}),
    ...(roll() < 0.4 ? { comments: pick(URLS), commentsFeed: pick(URLS), commentCount: Math.floor(roll() * 50) } : {}),
    ...(roll() < 0.3 ? { origin: { title: text(3), url: pick(URLS), id: 'urn:paper:1' } } : {}),
    ...(roll() < 0.3 ? { rights: `© ${text(3)}` } : {}),
    ...(roll() < 0.3 ? { location: { latitude: 37.05, longitude: 41.22, name: text(2) || 'Qamishli' } } : {}),
  }
}

/** A story as the store holds it after cleaning. */
export function toCleaned(dice: Dice, row: number, channel: Channel): StoredItem {
  const { content } = cleanItem({ item: toParsed(dice), context: {} }, { channel })
  return toStored(content, row)
}

export function toStored(content: Content, row: number): StoredItem {
  const published = content.published ?? 0
  return toItem(
    {},
    {
      row,
      content,
      id: `tag:aranews.net,2013:${row}`,
      key: row.toString(16).padStart(64, '0'),
      code: row.toString(32).padStart(6, '0'),
      permalink: `/2015/06/story-${row}/`,
      firstSeen: published + 1000,
      updated: content.modified ?? published,
    },
  )
}

/** A story that nobody cleaned: every text may hold anything. */
export function toDirty(dice: Dice, row: number): StoredItem {
  const { roll, pick } = dice
  const text = (most: number) => toWords(dice, most, 0.3)
  const item = toCleaned(dice, row, EMPTY)
  const words = { dateline: text(3), agency: text(2), source: text(4), caption: text(4), credit: text(2) }
  return {
    ...item,
    ...(roll() < 0.2 ? { state: 'retracted' as const, reason: text(5) } : {}),
    content: {
      ...item.content,
      ...words,
      title: text(8),
      summary: text(20),
      contentHtml: text(60),
      contentText: text(60),
      authors: toPeople(dice, 0.3),
      categories: [{ name: text(3), scheme: text(2), label: text(2) }],
      attachments: [{ url: pick(URLS), type: text(1), title: text(3), size: 5, duration: 61 }],
      rights: text(3),
      origin: { title: text(3), url: pick(URLS), id: text(1) },
    },
  }
}

const EMPTY: Channel = {
  id: 'ara-news',
  title: 'ARA News',
  description: '',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['reader.example'],
  linkTo: 'original',
  sources: [],
}
