/**
 * Readers that people use, subscribed to a service while its newsroom corrects, retitles, retracts, erases and
 * restores stories: what each shows then, against the table in expected.ts. One that is not on this machine is
 * reported as skipped, with the command that installs it.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EVERY_FORMAT, type Format } from '../../src/publish/formats.ts'
import { makeFolder } from '../node/process.ts'
import {
  ACTS,
  type Act,
  type Desk,
  FATES,
  type Fate,
  FIRST_TEXT,
  NEW_HEADLINE,
  NEW_TEXT,
  openDesk,
  REASON,
  toHeadline,
  toId,
} from './desk.ts'
import { EXPECTED, type Expected, type Sight } from './expected.ts'
import { isInstalled, type Line, makeHome, type Reader, type Subscription } from './reader.ts'

type When = 'subscribed' | Act
const TIMES: readonly When[] = ['subscribed', ...ACTS]

const folder = makeFolder()
const here = EXPECTED.filter(({ reader }) => isInstalled(reader)).map(({ reader }) => reader)
const subscriptions = new Map<Reader, Subscription>()
/** What each reader showed of each feed after each act. */
const shown = new Map<string, readonly Line[]>()
const published = new Map<Format, readonly Published[]>()
let desk: Desk

type Published = { readonly id: string; readonly title?: string }

beforeAll(async () => {
  desk = await openDesk(folder)
  for (const reader of here) subscriptions.set(reader, await subscribe(reader))
  for (const when of TIMES) {
    if (when !== 'subscribed') await desk.act(when)
    // Whoever shows what came afterwards has taken in what came before.
    await desk.post({ title: `News after ${when}`, content_text: `What came after ${when}.` })
    await Promise.all(here.map((reader) => look(reader, when)))
    if (when === 'subscribed') await note()
  }
})

afterAll(async () => {
  for (const subscription of subscriptions.values()) await subscription.stop()
  await desk?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function subscribe(reader: Reader): Promise<Subscription> {
  const home = join(folder, reader.packages.split(' ')[0] ?? '')
  mkdirSync(home)
  return reader.subscribe(makeHome(home), desk.feeds)
}

async function look(reader: Reader, when: When): Promise<void> {
  const subscription = subscriptions.get(reader)
  await subscription?.refresh(`News after ${when}`)
  for (const format of reader.formats) {
    shown.set(`${reader.name} ${format} ${when}`, subscription?.show(format) ?? [])
  }
}

/** What the service had published when they subscribed. */
async function note(): Promise<void> {
  const { items } = (await (await fetch(desk.feeds.json)).json()) as { readonly items: readonly Published[] }
  for (const format of EVERY_FORMAT) published.set(format, items)
}

/** What a line says of a story. */
function toSight({ title, text }: Line): Sight | undefined {
  const says: Readonly<Record<Sight, boolean>> = {
    'new headline': title === NEW_HEADLINE && text.includes(FIRST_TEXT),
    'new text': title === toHeadline('correct') && text.includes(NEW_TEXT) && !text.includes(FIRST_TEXT),
    notice: /^Retracted\b/.test(title) && text.includes(REASON) && !text.includes(FIRST_TEXT),
    first: /^The bridge/.test(title) && text.includes(FIRST_TEXT) && !text.includes(NEW_TEXT),
  }
  return (Object.keys(says) as Sight[]).find((sight) => says[sight])
}

function toWords(title: string | null): string {
  return (title ?? '').split(/\s+/).join(' ')
}

function listSights({ name }: Reader, format: Format, when: When, fate: Fate) {
  const lines = shown.get(`${name} ${format} ${when}`) ?? []
  return lines.filter(({ id }) => id === toId(fate)).map((line) => toSight(line) ?? line)
}

function toTitle({ reader }: Expected): string {
  return here.includes(reader) ? reader.name : `${reader.name} is not here (apt-get install -y ${reader.packages})`
}

for (const expected of EXPECTED) {
  const { reader, shows, dropsUntitled = [], takesForHtml = [] } = expected
  describe.skipIf(!here.includes(reader)).each(reader.formats)(`${toTitle(expected)}, %s`, (format) => {
    test('every story is there once, under its headline', () => {
      const stories = (published.get(format) ?? []).filter(({ title }) => title || !dropsUntitled.includes(format))
      const lines = shown.get(`${reader.name} ${format} subscribed`) ?? []
      expect(lines.map(({ id }) => id).toSorted()).toEqual(stories.map(({ id }) => id).toSorted())
      const titled = stories.filter(({ title }) => title)
      const titles = new Map(lines.map(({ id, title }) => [id, toWords(title)]))
      const toShown = ({ title = '' }: Published) =>
        takesForHtml.includes(format) ? title.replace(/<[^>]*>/, '') : title
      expect(titled.map(({ id }) => titles.get(id))).toEqual(titled.map((story) => toWords(toShown(story))))
    })

    test.each(ACTS)('%s', (act) => {
      expect(listSights(reader, format, act, act)).toEqual(shows[format]?.[act])
    })

    test('nothing moves but what was touched, and nothing moves back', () => {
      const last = FATES.map((fate) => [fate, listSights(reader, format, 'restore', fate)])
      expect(Object.fromEntries(last)).toEqual({ ...shows[format], keep: ['first'] })
      const first = FATES.map((fate) => listSights(reader, format, 'subscribed', fate))
      expect(first).toEqual(FATES.map(() => ['first']))
    })
  })
}
