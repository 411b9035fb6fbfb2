/** Drafts and scheduled stories: written, read, edited, published once whatever breaks off, and told to nobody before. */
import { describe, expect, test } from 'vitest'
import { StoreError } from '../../src/errors.ts'
import { writtenDraft } from '../../src/model/draft.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { type Db, pass, type SqlValue } from '../../src/store/db.ts'
import { toFullValue } from '../members/values.ts'
import { BASE, DAY, type DraftJson, HOUR, iso, type Json, NEWS, NOW, openDesk, SPORT, STORY } from './drafted.ts'

const open = (db: Db = openDatabase(':memory:'), channels = [NEWS, SPORT], clock = { now: NOW }) =>
  openDesk(db, channels, clock)

describe('a draft', () => {
  test('is written, read, edited, published under the code that it had, and is no draft then', async () => {
    const { ask, list, titles, clock } = open()
    const { status, headers, json } = await ask('POST', '/api/drafts', { ...STORY, channel: 'sport', note: 'Wait.' })
    const { code } = json._ara
    expect([status, headers.get('location')]).toEqual([201, `${BASE}/api/drafts/${code}`])
    expect(json).toMatchObject({ ...STORY, channel: 'sport', note: 'Wait.', _ara: { state: 'draft' } })
    expect(json).toMatchObject({ _ara: { short_url: `${BASE}/s/${code}` } })
    clock.now += DAY
    const edit = { title: 'The bridge is open', note: null, tags: ['Bridge'], _ara: { dateline: 'Kobane' } }
    const edited = await ask('PATCH', `/api/drafts/${code}`, edit)
    expect(edited).toMatchObject({ status: 200, json: { ...STORY, title: edit.title, tags: ['Bridge'] } })
    expect(edited.json).not.toHaveProperty('note')
    expect(await list()).toEqual([edited.json])
    const published = await ask('POST', `/api/drafts/${code.toUpperCase()}/publish`)
    expect(published).toMatchObject({ status: 201, json: { title: edit.title, _ara: { code, channel: 'sport' } } })
    expect([await list(), await titles()]).toEqual([[], [edit.title]])
    expect((await ask('POST', `/api/drafts/${code}/publish`)).status).toBe(404)
  })

  test.each(['text/plain', 'text/markdown'])('of %s keeps what it says when one member is edited', async (type) => {
    const { ask } = open()
    const text =
      '---\ndate: 2015-06-04\nslug: the-dock\ntags: [Dock]\n---\nThe dock opens\n\nIt opened **again** on Friday.\n'
    const { json } = await ask('POST', '/api/drafts', text, type)
    const { code } = json._ara
    const { json: edited } = await ask('PATCH', `/api/drafts/${code}`, { title: 'The dock is open' })
    const { date_modified: _, _ara: __, title: ___, ...rest } = json
    expect(edited).toMatchObject({ ...rest, title: 'The dock is open' })
    const { json: item } = await ask('POST', `/api/drafts/${code}/publish`)
    expect(item).toMatchObject({ tags: ['Dock'], _ara: { permalink: `${BASE}/2015/06/the-dock/` } })
  })

  test('has every member that a posted item has, and is published with them', async () => {
    const { publish_at: _, note: __, channel: ___, ...posted } = toFullValue(writtenDraft, { id: 'urn:x:1' }) as Json
    const given = await open().ask('POST', '/api/items', posted)
    expect(given.status).toBe(201)
    const { ask, write } = open()
    const code = await write({ ...posted, title: 'Another' })
    const back = (await ask('GET', `/api/drafts/${code}`)).json
    await ask('PATCH', `/api/drafts/${code}`, { ...back, title: posted.title })
    const { json } = await ask('POST', `/api/drafts/${code}/publish`)
    const withoutNames = ({ _ara, ...rest }: DraftJson) => ({ ...rest, _ara: { ..._ara, code: '', short_url: '' } })
    expect(withoutNames(json)).toEqual(withoutNames(given.json))
  })

  test('is refused by the field that is wrong', async () => {
    const { ask, write, list } = open()
    const code = await write(STORY)
    for (const [json, field] of [
      [{ ...STORY, publish_at: 'soon' }, 'publish_at'],
      [{ ...STORY, publish_at: iso(-HOUR) }, 'publish_at'],
      [{ ...STORY, publish_at: 5 }, 'publish_at'],
      [{ ...STORY, note: 5 }, 'note'],
      [{ ...STORY, titel: 'x' }, 'titel'],
      [{ ...STORY, channel: 'none' }, 'channel'],
      [{ ...STORY, image: 'dock.png' }, 'image'],
    ] as const) {
      expect(await ask('POST', '/api/drafts', json), field).toMatchObject({ status: 422, json: { field } })
      expect(await ask('PATCH', `/api/drafts/${code}`, json), field).toMatchObject({ status: 422, json: { field } })
    }
    expect((await ask('POST', '/api/drafts', { publish_at: iso(DAY) })).status).toBe(422)
    expect((await ask('PATCH', `/api/drafts/${code}`, {})).status).toBe(422)
    expect((await ask('PATCH', `/api/drafts/${code}`, { title: null, content_text: null })).status).toBe(422)
    expect((await ask('POST', '/api/drafts', '<p>', 'text/html')).status).toBe(415)
    expect(await list()).toMatchObject([STORY])
  })

  test('is listed a page at a time, by state and channel, with the token alone', async () => {
    const { ask, write, list, service } = open()
    for (let number = 0; number < 5; number++) {
      const at = number % 2 === 0 ? {} : { publish_at: iso(DAY), channel: 'sport' }
      await write({ ...STORY, title: `Story ${number}`, ...at })
    }
    const first = (await ask('GET', '/api/drafts?limit=3')).json as unknown as Json & { next_url: string }
    // Made meanwhile, it moves nothing.
    await write({ ...STORY, title: 'Story 5' })
    const second = (await ask('GET', first.next_url)).json
    const all = [first, second].flatMap(({ items }) => (items as DraftJson[]).map(({ title }) => title))
    expect([all, second.next_url]).toEqual([[4, 3, 2, 1, 0].map((number) => `Story ${number}`), undefined])
    expect((await list('?state=scheduled')).map(({ title }) => title)).toEqual(['Story 3', 'Story 1'])
    expect(await list('?channel=sport&state=draft')).toEqual([])
    for (const query of ['state=live', 'channel=none', 'limit=0', 'before=x'])
      expect((await ask('GET', `/api/drafts?${query}`)).status, query).toBe(400)
    for (const path of ['/api/drafts', '/api/drafts/none', `/api/drafts/${(await list())[0]?._ara.code}`])
      expect((await service.app.request(path)).status).toBe(401)
  })

  test('is the one that is there where it is sent again, and no other where it only begins so', async () => {
    const { ask, list } = open()
    const statuses = []
    for (const text of ['It was.', 'It was.', 'It was not.'])
      statuses.push((await ask('POST', '/api/drafts', { title: 'Untitled', content_text: text })).status)
    expect([statuses, (await list()).length]).toEqual([[201, 200, 201], 2])
    const item = { id: 'urn:a', ...STORY, date_published: iso(DAY) }
    expect((await ask('POST', '/api/items', item)).status).toBe(201)
    expect(await ask('POST', '/api/items', { ...item, title: 'Other' })).toMatchObject({
      status: 200,
      json: { title: 'Other' },
    })
    expect((await list()).length).toBe(3)
  })

  test('is none where the story is public already, or was taken back', async () => {
    const { ask, list } = open()
    const item = { id: 'urn:a', ...STORY }
    const { json } = await ask('POST', '/api/items', item)
    for (const later of [item, json]) {
      const answer = await ask('POST', '/api/items', { ...later, date_published: iso(DAY) })
      expect(answer).toMatchObject({
        status: 422,
        json: { detail: expect.stringMatching(/public.*: withdraw it first/) },
      })
    }
    expect((await ask('POST', '/api/drafts', item)).status).toBe(422)
    await ask('DELETE', `/api/items/${json._ara.code}`, { reason: 'Wrong' })
    expect((await ask('POST', '/api/drafts', item)).status).toBe(409)
    expect(await list()).toEqual([])
  })

  test('has a code that nothing else gets, not even when it is deleted', async () => {
    const { ask, write, db } = open()
    const code = await write(STORY)
    const { json: other } = await ask('POST', '/api/items', { ...STORY, title: 'A' })
    const alias = { item: other.id, alias: code }
    expect((await ask('POST', '/api/links', alias)).status).toBe(409)
    expect(await ask('DELETE', `/api/drafts/${code}`)).toMatchObject({ status: 200, json: { code, state: 'deleted' } })
    expect((await ask('POST', '/api/links', alias)).status).toBe(409)
    // What would be the code of a story is one longer where a draft has it.
    const { json: posted } = await open().ask('POST', '/api/items', STORY)
    await db.run('INSERT INTO reserved_codes (code) VALUES (?)', posted._ara.code)
    const { json: item } = await ask('POST', '/api/items', STORY)
    expect(item._ara.code).toMatch(new RegExp(`^${posted._ara.code}.$`))
  })
})

describe('a scheduled story', () => {
  test('is published in the order of the times, dated so, and told of as news though nobody ran the service', async () => {
    const { write, service, clock, titles, ask } = open()
    for (const [title, offset] of [
      ['C', 3 * HOUR],
      ['A', HOUR],
      ['B', 2 * HOUR],
      ['D', 30 * DAY],
    ] as const)
      await write({ ...STORY, title, publish_at: iso(offset) })
    expect(await service.nextDue()).toBe(NOW + HOUR)
    expect(await service.publishDue()).toBe(0)
    clock.now += 5 * DAY
    expect(await service.publishDue(2)).toBe(2)
    expect(await service.publishDue()).toBe(1)
    expect((await titles()).toSorted()).toEqual(['A', 'B', 'C'])
    const { changes } = (await ask('GET', '/api/changes')).json as unknown as {
      changes: { quiet: boolean; item: string }[]
    }
    expect(changes.map(({ quiet }) => quiet)).toEqual([false, false, false])
    const { json } = await ask('GET', `/api/items/${encodeURIComponent(changes[0]?.item ?? '')}`)
    expect([json.title, json.date_published]).toEqual(['A', iso(HOUR)])
    expect(await service.nextDue()).toBe(NOW + 30 * DAY)
  })

  test('that is published before its time is of now, and an old one is history', async () => {
    const { ask, write } = open()
    const early = await ask('POST', '/api/items', { ...STORY, date_published: iso(DAY) })
    expect(early.json).toMatchObject({ publish_at: iso(DAY), _ara: { state: 'scheduled' } })
    const { json } = await ask('POST', `/api/drafts/${early.json._ara.code}/publish`)
    expect(json.date_published).toBe(iso(0))
    const old = await write({ ...STORY, title: 'Old', date_published: iso(-30 * DAY) })
    await ask('POST', `/api/drafts/${old}/publish`)
    const { changes } = (await ask('GET', '/api/changes')).json as unknown as { changes: { quiet: boolean }[] }
    expect(changes.map(({ quiet }) => quiet)).toEqual([false, true])
  })

  test('can be put off, and be a draft again', async () => {
    const { ask, write, service, clock, list } = open()
    const code = await write({ ...STORY, publish_at: iso(HOUR) })
    await ask('PATCH', `/api/drafts/${code}`, { publish_at: iso(DAY) })
    clock.now += 2 * HOUR
    expect(await service.publishDue()).toBe(0)
    expect((await ask('PATCH', `/api/drafts/${code}`, { publish_at: null })).json._ara.state).toBe('draft')
    clock.now += 9 * DAY
    expect([await service.publishDue(), (await list()).length]).toEqual([0, 1])
  })

  test('is published once by several who try at once, and by a clock that jumps', async () => {
    const db = openDatabase(':memory:')
    const clock = { now: NOW }
    const desks = [0, 1, 2].map(() => open(db, [NEWS, SPORT], clock))
    const [desk] = desks
    for (let number = 0; number < 8; number++)
      await desk?.write({ ...STORY, title: `S${number}`, publish_at: iso(HOUR) })
    clock.now += DAY
    const published = await Promise.all(desks.map(({ service }) => service.publishDue()))
    clock.now -= 2 * DAY
    await desk?.service.publishDue()
    clock.now += 3 * DAY
    await desk?.service.publishDue()
    expect(published.reduce((sum, some) => sum + some, 0)).toBe(8)
    expect(await db.all('SELECT kind, count(*) AS n FROM changes GROUP BY kind')).toEqual([{ kind: 'create', n: 8 }])
    expect(await db.all('SELECT max(revision) AS n FROM items')).toEqual([{ n: 1 }])
    expect(await desk?.list()).toEqual([])
  })

  test('is whole or not there, and is published once, wherever it breaks off', async () => {
    for (let left = 0; left < 12; left++) {
      const db = openDatabase(':memory:')
      const { write, clock, service, titles, list } = open(db)
      const code = await write({ ...STORY, publish_at: iso(HOUR) })
      clock.now += HOUR
      await open(toBreaking(db, left), [NEWS, SPORT], clock)
        .service.publishDue()
        .catch((error: unknown) => expect(error).toBeInstanceOf(StoreError))
      expect((await titles()).length + (await list()).length).toBe(1)
      await service.publishDue()
      expect([await titles(), await list()]).toEqual([[STORY.title], []])
      expect(await db.all('SELECT code, revision FROM items')).toEqual([{ code, revision: 1 }])
    }
  })

  test('that can not be published is a draft again, which the editor is told; the others are published', async () => {
    const db = openDatabase(':memory:')
    const { write } = open(db)
    const code = await write({ ...STORY, title: 'Gone', channel: 'sport', publish_at: iso(HOUR) })
    await write({ ...STORY, publish_at: iso(2 * HOUR) })
    const { service, titles, list, ask } = open(db, [NEWS], { now: NOW + DAY })
    expect(await service.publishDue()).toBe(1)
    expect(await titles()).toEqual([STORY.title])
    expect(await list()).toMatchObject([{ title: 'Gone', _ara: { state: 'draft' } }])
    const [fault] = await db.all<{ sentence: string }>('SELECT * FROM faults')
    expect(JSON.stringify(fault)).toContain(
      `The draft ${code} could not be published, and waits for you: There is no channel named sport.`,
    )
    expect((await ask('POST', `/api/drafts/${code}/publish`)).status).toBe(422)
    expect((await ask('PATCH', `/api/drafts/${code}`, { channel: 'news' })).status).toBe(200)
    expect((await ask('POST', `/api/drafts/${code}/publish`)).status).toBe(201)
  })
})

/** A database whose process ends after so many calls. */
function toBreaking(db: Db, calls: number): Db {
  let left = calls
  const spend = () => {
    if (left-- <= 0) throw new StoreError('The process was killed.')
  }
  return {
    ...pass(db),
    all: async <T>(sql: string, ...values: SqlValue[]) => {
      spend()
      return db.all<T>(sql, ...values)
    },
    batch: async (statements) => {
      spend()
      return db.batch(statements)
    },
  }
}

describe('a file that is not public', () => {
  const text = (line: string, title = 'The dock opens') => `---\n${line}\n---\n${title}\n\nThe dock was opened again.\n`

  test('is one draft, which follows it, and keeps its code when it is public', async () => {
    const { file, list, titles, ask } = open()
    await file('dock.md', text('draft: true'))
    const code = (await list())[0]?._ara.code
    await file('dock.md', text('draft: true', 'Another headline'))
    await file('dock.md', text('draft: true', 'Another headline'))
    expect(await list()).toMatchObject([{ title: 'Another headline', _ara: { code, file: 'dock.md', revision: 2 } }])
    await file('pier.md', text('draft: true', 'Another headline'), ['dock.md'])
    expect(await list()).toMatchObject([{ _ara: { code, file: 'pier.md' } }])
    for (const [method, path] of [
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/publish'],
    ] as const)
      expect((await ask(method, `/api/drafts/${code}${path}`, { title: 'x' })).status).toBe(409)
    expect(await file('pier.md', text('draft: false', 'Another headline'))).toBeUndefined()
    expect([await titles(), await list()]).toEqual([['Another headline'], []])
    expect((await ask('GET', `/api/items/${code}`)).status).toBe(200)
    // What is public is not hidden by a file.
    const left = await file('pier.md', text('draft: true', 'Another headline'))
    expect([left?.sentence, await list()]).toEqual([expect.stringMatching(/not taken in\.$/), []])
  })

  test('is published by the tick, and then by nobody again', async () => {
    const { file, list, service, clock, db } = open()
    const scheduled = text(`date: ${iso(HOUR)}`)
    await file('dock.md', scheduled)
    const code = (await list())[0]?._ara.code
    clock.now += HOUR
    expect(await service.publishDue()).toBe(1)
    expect(await file('dock.md', scheduled)).toBeUndefined()
    expect(await db.all('SELECT code, revision, owner FROM items')).toEqual([{ code, revision: 1, owner: 'archive' }])
  })

  test('of several gives what is public, and a draft for each of the others; what is gone is none', async () => {
    const { file, list, titles, service } = open()
    const item = (n: number, draft: boolean) => ({
      id: `urn:${n}`,
      title: `Story ${n}`,
      content_text: `It is ${n}.`,
      draft,
    })
    const feed = (...items: readonly object[]) =>
      JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'A', items })
    await file('a.json', feed(item(1, false), item(2, true), item(3, true)))
    expect([await titles(), (await list()).map(({ title }) => title)]).toEqual([['Story 1'], ['Story 3', 'Story 2']])
    await file('a.json', feed(item(1, false), item(3, true)))
    await file('b.md', text('draft: true'))
    expect((await list()).map(({ title }) => title)).toEqual(['The dock opens', 'Story 3'])
    await service.forgetFiles(['b.md'])
    expect((await list()).map(({ title }) => title)).toEqual(['The dock opens'])
  })
})
