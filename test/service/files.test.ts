import { describe, expect, test } from 'vitest'
import { StoreError } from '../../src/errors.ts'
import type { Channel } from '../../src/model/model.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'
import type { Db } from '../../src/store/db.ts'
import { COMMON_PARTS } from './parts.ts'

/** Files of the folder that are taken in together: it comes to the same as one after the other. */

const channel: Channel = {
  id: 'ara-news',
  title: 'ARA News',
  description: 'News',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net'],
  linkTo: 'permalink',
  sources: [],
}
const other: Channel = { ...channel, id: 'ara-kurdi', title: 'ARA Kurdî', tag: 'aranews.net,2014', hosts: [] }
const NOW = Date.UTC(2026, 10, 30, 12)
const TEXT = 'The bridge over the river was opened again on Friday, after a year of work by all of the town.'

function open(wrap: (db: Db) => Db = (db) => db) {
  const clock = { now: NOW }
  const service = createService({
    db: wrap(openDatabase(':memory:')),
    fetch: async () => new Response('', { status: 404 }),
    channels: [channel, other],
    config: { baseUrl: 'https://feeds.example', apiToken: 'token', allowPrivate: [] },
    ...COMMON_PARTS,
    now: () => clock.now,
  })
  const list = async () => {
    const response = await service.app.request('https://feeds.example/feed.json?limit=200')
    const { items } = (await response.json()) as { items: Story[] }
    return items.map(({ title, url, content_text, _ara }) => ({ title, url, content_text, revision: _ara.revision }))
  }
  return { clock, service, list }
}

type Story = {
  readonly title: string
  readonly url: string
  readonly content_text: string
  readonly _ara: { readonly revision: number }
}

const toGiven = ([name, text]: readonly [string, string]) => ({ name, bytes: new TextEncoder().encode(text) })

const FILES: readonly (readonly [string, string])[] = [
  ['a-old.txt', `---\ndate: 2015-06-01\n---\nThe first bridge opens\n\nFirst. ${TEXT}`],
  ['b-new.txt', `The second bridge opens\n\nSecond. ${TEXT}`],
  ['c-broken.txt', '---\ndate: never\n---\nNo date\n\nNothing.'],
  ['d-new.txt', `The third bridge opens\n\nThird. ${TEXT}`],
  // Begins as another does: it is that story, with more of it.
  ['e-longer.txt', `The second bridge opens\n\nSecond. ${TEXT}\n\nAnd on Saturday it was closed again.`],
  ['f-draft.txt', `---\ndraft: true\n---\nThe fourth bridge opens\n\nFourth. ${TEXT}`],
  ['g-empty.txt', ''],
  ['h-other.txt', `---\nchannel: ara-kurdi\n---\nThe fifth bridge opens\n\nFifth. ${TEXT}`],
  ['i-old.txt', `---\ndate: 2015-06-02\n---\nThe sixth bridge opens\n\nSixth. ${TEXT}`],
  ['j-same-name.txt', `---\ndate: 2015-06-02\n---\nThe sixth bridge opens\n\nAnother sixth. ${TEXT}`],
  ['k-nowhere.txt', `---\nchannel: nowhere\n---\nThe seventh bridge opens\n\nSeventh. ${TEXT}`],
]

describe('files that are taken in together', () => {
  test('are the stories, in the order and with the revisions, that they are one after the other', async () => {
    const [together, apart] = [open(), open()]
    const taken = await together.service.takeFiles(FILES.map(toGiven))
    const outcomes: string[] = []
    for (const { name, bytes } of FILES.map(toGiven)) {
      apart.clock.now += 1_000
      const work = apart.service.takeFile(name, bytes)
      outcomes.push(await work.then((held) => (held === undefined ? 'taken' : 'held')).catch(() => 'refused'))
    }
    expect(taken.map(({ outcome }) => outcome)).toEqual(outcomes)
    expect(outcomes.filter((one) => one === 'refused').length).toBe(3)
    const stories = await together.list()
    expect(stories).toEqual(await apart.list())
    expect(stories.map(({ title, revision }) => `${title} ${revision}`)).toEqual([
      'The fifth bridge opens 1',
      'The third bridge opens 1',
      'The second bridge opens 2',
      'The sixth bridge opens 1',
      'The sixth bridge opens 1',
      'The first bridge opens 1',
    ])
  })

  test('again, changed and renamed, are revised as they are one after the other', async () => {
    const [together, apart] = [open(), open()]
    const changed = FILES.map(([name, text]) => ({
      ...toGiven([name === 'd-new.txt' ? 'renamed.txt' : name, name === 'a-old.txt' ? `${text}\n\nIt holds.` : text]),
      context: name === 'd-new.txt' ? { former: [name] } : {},
    }))
    for (const { service } of [together, apart]) {
      for (const { name, bytes } of FILES.map(toGiven)) await service.takeFile(name, bytes).catch(() => undefined)
    }
    await together.service.takeFiles(changed)
    for (const { name, bytes, context } of changed) {
      await apart.service.takeFile(name, bytes, context).catch(() => undefined)
    }
    const stories = await together.list()
    expect(stories).toEqual(await apart.list())
    expect(stories.length).toBe(6)
    expect(stories.at(-1)?.revision).toBe(2)
  })

  test('one that the database refuses keeps no other out', async () => {
    const refusing = (db: Db): Db => ({
      all: (sql, ...values) => db.all(sql, ...values),
      first: (sql, ...values) => db.first(sql, ...values),
      run: (sql, ...values) => db.run(sql, ...values),
      batch: async (statements) => {
        if (JSON.stringify(statements).includes('third bridge')) throw new StoreError('It can not be stored.')
        return db.batch(statements)
      },
    })
    const { service, list } = open(refusing)
    const files = FILES.slice(0, 4).map(toGiven)
    expect((await service.takeFiles(files)).map(({ outcome }) => outcome)).toEqual([
      'taken',
      'taken',
      'refused',
      'refused',
    ])
    expect((await list()).map(({ title }) => title)).toEqual(['The second bridge opens', 'The first bridge opens'])
  })

  test('stand in full archive documents', async () => {
    const { service } = open()
    const toStory = (n: number) => `---\ndate: 2015-06-01\n---\nStory ${n} of the river\n\n${n} ${TEXT}`
    const files = Array.from({ length: 100 }, (_, n) => toGiven([`${n}.txt`, toStory(n)]))
    await service.takeFiles(files)
    const ask = async (number: number) =>
      (await service.app.request(`https://feeds.example/archive/${number}.json`)).status
    expect([await ask(1), await ask(2), await ask(3)]).toEqual([200, 200, 404])
  })
})
