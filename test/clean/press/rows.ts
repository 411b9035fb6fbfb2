/**
 * Stories by rows, as test/fixtures/press has them: `language ¦ head ¦ foot ¦ name: value ¦ name: value`. Lines are
 * parted by ⏎; the lede begins at ‖; `-` is a lede without anything before it; a line of the foot behind `=` stays.
 */

import { readFileSync } from 'node:fs'
import { cleanFeed } from '../../../src/clean/clean.ts'
import type { Channel, Item, ParsedFeed } from '../../../src/model/model.ts'

export type Row = {
  readonly row: string
  readonly head: string
  readonly foot: string
  readonly said: readonly string[]
}

const CHANNEL: Channel = {
  id: 'ara-news',
  title: 'ARA News',
  description: '',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net'],
  linkTo: 'permalink',
  agency: 'ARA News',
  sources: [],
}
const LEDE = '‖The council met in the town hall on Monday and agreed on all of its points.'
const MIDDLE =
  'Nothing else was decided, and whoever had come to listen went home before the rain began in the evening.'

export function readRows(name: string): Row[] {
  const text = readFileSync(new URL(`../../fixtures/press/${name}.txt`, import.meta.url), 'utf8')
  return text
    .split('\n')
    .filter((row) => row !== '' && !row.startsWith('#'))
    .map(toRow)
}

function toRow(row: string): Row {
  const [, head = '', foot = '', ...said] = row.split('¦').map((part) => part.trim())
  return { row, head: head === '-' ? LEDE : head, foot, said }
}

/** What a row says of its story, and what is found in it; the same where all is right. */
export function toSaidAndFound({ head, foot, said }: Row): [Record<string, string>, Record<string, string>] {
  const [above = '', lede = ''] = head.split('‖')
  const below = toLines(foot)
  const lines = [...toLines(above + lede), MIDDLE, ...below.map((line) => line.replace(/^= /, ''))]
  const stays = [lede, MIDDLE, ...below.filter((line) => line.startsWith('= ')).map((line) => line.slice(2))]
  const found = toFound(toItem(lines))
  const pairs = said.map((pair) => [pair.split(':', 1)[0] ?? '', pair.replace(/^[^:]*: ?/, '')])
  const names = pairs.map(([name = '']) => name)
  return [
    { ...Object.fromEntries(pairs), text: stays.join('\n\n') },
    Object.fromEntries([...names, 'text'].map((name) => [name, found[name] ?? 'no such name'])),
  ]
}

function toLines(text: string): string[] {
  return text
    .split('⏎')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function toItem(lines: readonly string[]): Item | undefined {
  const html = lines.map((line) => `<p>${line.replaceAll('<', '&lt;')}</p>`).join('\n')
  const item = {
    url: 'http://aranews.net/2014/10/story/',
    title: { value: 'The council has met', type: 'text' },
    content: { value: html, type: 'html' },
    authors: [],
    categories: [],
    attachments: [],
    pictures: [],
  } as const
  const feed: ParsedFeed = { format: 'rss', authors: [], hubs: [], hints: {}, warnings: [], items: [item] }
  return cleanFeed(feed, {}, { channel: CHANNEL })[0]
}

function toFound(item: Item | undefined): Record<string, string> {
  const content = item?.content
  const join = (values: readonly string[] | undefined, by: string) => (values ?? []).join(by)
  return {
    dateline: content?.dateline ?? '',
    places: join(
      content?.places.map(({ slug }) => slug),
      ' ',
    ),
    agency: content?.agency ?? '',
    source: content?.source ?? '',
    authors: join(
      content?.authors.map(({ name }) => name),
      ', ',
    ),
    contributors: join(
      content?.contributors.map(({ name }) => name),
      ', ',
    ),
    text: content?.contentText ?? '',
  }
}
