import { describe, expect, test } from 'vitest'
import type { Channel, Received } from '../../src/model/model.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'
import { COMMON_PARTS } from './parts.ts'

/** Nothing that is handed in is public before its time: by API and by file it is a draft till then, by import left out. */

const NOW = Date.UTC(2015, 5, 10, 12)
const SECOND = 1_000
const DAY = 86_400_000

const channel: Channel = {
  id: 'ara-news',
  title: 'ARA News',
  description: 'News',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net'],
  linkTo: 'permalink',
  agency: 'ARA News',
  sources: [],
}

const iso = (offset: number) => new Date(NOW + offset).toISOString()
const BODY = 'The bridge opens\n\nThe bridge over the river was opened again on Friday, after a year of work.\n'
const matter = (lines: string) => `---\n${lines}\n---\n${BODY}`
const json = { title: 'The bridge opens', content_text: 'The bridge over the river was opened again on Friday.' }

function open() {
  const clock = { now: NOW }
  const warned: string[] = []
  const db = openDatabase(':memory:')
  const service = createService({
    db,
    fetch: async () => new Response('', { status: 404 }),
    channels: [channel],
    config: { baseUrl: 'https://feeds.example', apiToken: 'token', allowPrivate: [] },
    ...COMMON_PARTS,
    log: { info: () => {}, warn: (_, facts) => void warned.push(JSON.stringify(facts)), error: () => {} },
    now: () => clock.now,
  })
  const call = async (method: string, path: string, type: string, body: string) => {
    const headers = { authorization: 'Bearer token', 'content-type': type }
    const response = await service.app.request(path, { method, headers, body })
    return { status: response.status, json: (await response.json()) as Record<string, never> }
  }
  const post = (type: string, body: string) => call('POST', '/api/items', type, body)
  const stored = async () => {
    const [row] = await db.all<{ n: number }>(
      'SELECT (SELECT count(*) FROM items) + (SELECT count(*) FROM changes) AS n',
    )
    return row?.n
  }
  const drafts = async () => {
    const response = await service.app.request('/api/drafts', { headers: { authorization: 'Bearer token' } })
    return ((await response.json()) as { items: Record<string, never>[] }).items
  }
  const file = (name: string, text: string) => service.takeFile(name, new TextEncoder().encode(text))
  return { clock, warned, db, service, call, post, stored, file, drafts }
}

/** Front matter, and the key that it is held for. */
const HELD: readonly (readonly [string, string])[] = [
  [`date: ${iso(DAY)}`, 'date'],
  ['date: 2015-06-11', 'date'],
  ['date: 2015-06-10 13:00', 'date'],
  ['date: 2015-06-10T12:30:00+00:00', 'date'],
  [`updated: ${iso(DAY)}`, 'date'],
  ['draft: true', 'draft'],
  ['Draft: yes', 'Draft'],
  ['params:\n  draft: true', 'draft'],
  ['extra: {publish_at: 2015-06-11}', 'publish_at'],
  ['<<: {status: private}', 'status'],
  ['meta: [{draft: true}]', 'draft'],
  ['draft: "true"', 'draft'],
  ['draft:', 'draft'],
  ['draft: maybe', 'draft'],
  ['draft: [false]', 'draft'],
  ['is_draft: 1', 'is_draft'],
  ['taslak: evet', 'taslak'],
  ['Entwurf: ja', 'Entwurf'],
  ['brouillon: oui', 'brouillon'],
  ['borrador: sí', 'borrador'],
  ['مسودة: نعم', 'مسودة'],
  ['مسوّدة: نعم', 'مسوّدة'],
  ['پیش‌نویس: بله', 'پیشنویس'],
  ['ڕەشنووس: بەڵێ', 'ڕەشنووس'],
  ['reşnivîs: erê', 'reşnivîs'],
  ['durum: taslak', 'durum'],
  ['veröffentlicht: nein', 'veröffentlicht'],
  ['yayınlandı: hayır', 'yayınlandı'],
  ['params:\n  extra: {taslak: true}', 'taslak'],
  ['published: false', 'published'],
  [`published: ${iso(DAY)}`, 'published'],
  ['publish: no', 'publish'],
  ['status: draft', 'status'],
  ['status: future', 'status'],
  ['status: private', 'status'],
  ['status: Pending', 'status'],
  ['status: something else', 'status'],
  ['post_status: auto-draft', 'post_status'],
  ['visibility: private', 'visibility'],
  [`publish_at: ${iso(DAY)}`, 'publish_at'],
  ['publishDate: 2015-07-01', 'publishDate'],
  ['publishDate: 9999-12-31', 'publishDate'],
  ['date: 9999-12-31', 'date'],
  ['date: 2999-01-01T00:00:00Z', 'date'],
  ['publishdate: soon', 'publishdate'],
  ['date_published: 2015-07-01', 'date_published'],
  ['embargo: until Friday', 'embargo'],
  ['private: true', 'private'],
  ['hidden: true', 'hidden'],
  ['password: open', 'password'],
  ['expiryDate: 2015-07-01', 'expiryDate'],
  ['expires: 2014-01-01', 'expires'],
  [`date: 2015-06-01\ndraft: false\npublishDate: ${iso(DAY)}`, 'publishDate'],
  [`date: ${iso(DAY)}\ndraft: true`, 'draft'],
]

const PLAIN: readonly string[] = [
  'params:\n  draft: false',
  'event: {state: Aleppo, draft: true}',
  'draft: false',
  'draft: "no"',
  'taslak: hayır',
  'Entwurf: nein',
  'مسودة: لا',
  'durum: yayınlandı',
  'veröffentlicht: ja',
  'published: true',
  'published: 2015-06-01',
  'status: publish',
  'status: Published',
  'status: published\ndraft: false',
  'publishDate: 2015-06-01\ndate: 2015-06-02',
  'publish_at:',
  'publishDate: 0001-01-01T00:00:00Z',
  'expiryDate:',
  'private: false',
  'password: ""',
  `date: ${iso(60 * SECOND)}`,
  `publishDate: ${iso(60 * SECOND)}`,
  'layout: post\nweight: 3\ndescription: draft: is a word here too'.replace('draft: is', 'draft is'),
]

/** A draft, which waits for somebody or for its time, and no story. */
const DRAFT = {
  status: 201,
  json: { _ara: { state: expect.stringMatching(/^(?:draft|scheduled)$/) } },
}

describe('a story text', () => {
  test.each(HELD)('with %j is a draft', async (lines) => {
    const { post, stored, db, clock, service } = open()
    const answer = await post('text/plain', matter(lines))
    expect(answer).toMatchObject(DRAFT)
    const at = Date.parse(answer.json.publish_at ?? '')
    expect(answer.json).toMatchObject({ _ara: { state: Number.isNaN(at) ? 'draft' : 'scheduled' } })
    expect([await stored(), await db.all('SELECT * FROM faults')]).toEqual([0, []])
    expect((await post('text/plain', matter(lines))).status).toBe(200)
    clock.now = Number.isNaN(at) ? NOW + 10_000 * DAY : at
    expect(await service.publishDue()).toBe(Number.isNaN(at) ? 0 : 1)
  })

  test.each(HELD)('in a file with %j is a draft, and the sentence says why', async (lines, field) => {
    const { file, stored, drafts } = open()
    const left = await file('a.txt', matter(lines))
    expect(left?.sentence).toMatch(new RegExp(`^${field} (is|does not) `))
    expect(left?.sentence).toMatch(/: (?:then the story is published|while it says so, the story is a draft)\.$/)
    expect(await stored()).toBe(0)
    const [draft, ...more] = await drafts()
    expect([draft?._ara, more]).toMatchObject([{ file: 'a.txt', state: left?.until ? 'scheduled' : 'draft' }, []])
    expect(draft?.publish_at && Date.parse(draft.publish_at)).toBe(left?.until)
  })

  test('of a feed that is handed in with the year 9999 is not taken in either', async () => {
    const { file, stored } = open()
    const items = [{ ...json, id: '1', date_published: '9999-12-31T00:00:00Z' }]
    const feed = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'A', items })
    expect((await file('a.json', feed))?.sentence).toMatch(/^date_published is 9999-12-31/)
    const rss = '<item><title>A</title><pubDate>Fri, 31 Dec 9999 23:59:59 GMT</pubDate></item>'
    const text = `<?xml version="1.0"?><rss version="2.0"><channel><title>A</title>${rss}</channel></rss>`
    expect((await file('a.xml', text))?.sentence).toMatch(/^date_published is 9999-12-31/)
    expect(await stored()).toBe(0)
  })

  test('is told of without what may not be known yet', async () => {
    const { file } = open()
    for (const line of ['embargo: until the arrest is announced', 'password: open', 'status: ask Azad first']) {
      const left = await file('a.txt', matter(line))
      expect(left?.sentence).toMatch(/^\w+ does not plainly say that the story is public: /)
    }
  })

  test.each(PLAIN)('with %j is public', async (lines) => {
    const { post, file } = open()
    expect(await file('a.txt', matter(lines))).toBeUndefined()
    expect((await post('text/plain', matter(lines).replace('Friday', 'Monday'))).status).toBe(201)
  })

  test('with front matter of another kind, or a date that is a list, is refused: it would be public as it stands', async () => {
    const { post, stored } = open()
    for (const start of ['+++', ';;;', '---toml', '---JSON']) {
      const answer = await post('text/plain', `${start}\ndraft = true\n${start}\n${BODY}`)
      expect(answer.json.detail).toMatch(/^The story’s front matter is no YAML/)
    }
    for (const start of ['---yaml', '--- # written by hand']) {
      expect((await open().post('text/plain', matter('draft: true').replace('---', start))).status).toBe(201)
    }
    for (const text of [matter('- title: A\n- draft: true'), `title: A story\ndraft: true\n\n${BODY}`]) {
      expect(await open().post('text/plain', text)).toMatchObject(DRAFT)
    }
    expect((await post('text/plain', matter('date: [2015-07-01]'))).json.detail).toMatch(/date that is no date/)
    expect(await stored()).toBe(0)
    expect((await post('text/plain', `Draft: what the new law says\n\n${BODY}`)).status).toBe(201)
  })

  test.each([
    ['a line of four hyphens', '----\ndraft: true\n----', 'draft'],
    ['a dash that was corrected', '—\ndraft: true\n—', 'draft'],
    ['a fence', '```\n---\ndraft: true\n---\n```', 'draft'],
    ['a blank line behind its start', '----\n\ndraft: true\n\n----', 'draft'],
    ['equals signs', '%%%\ndraft = true\n%%%', 'draft'],
    ['one line', 'Status: draft', 'status'],
    ['one line without a blank', 'draft:true', 'draft'],
    ['a date alone', `Embargo: ${iso(DAY)}`, 'embargo'],
    ['a title and a date', `Title: A story\nDate: ${iso(DAY)}`, 'date'],
    ['a mark of direction', '---\n\u200edraft: true\n---', 'draft'],
    ['marks of direction everywhere', `\u200f---\n\u200edate: ${iso(DAY)}\n\u200f---`, 'date'],
    ['two parts', '---\ntitle: A story\n---\ndraft: true\n---', 'draft'],
  ])('whose fields have %s is heeded', async (_, fields, field) => {
    const { post, file, stored } = open()
    const text = `${fields}\n\n${BODY}`
    expect(await post('text/plain', text)).toMatchObject(DRAFT)
    expect((await file('a.txt', text))?.sentence).toMatch(new RegExp(`^${field} is `))
    expect(await stored()).toBe(0)
  })

  test.each(['draft:true', 'draft = true', 'draft：true', 'draft:\u00a0true', 'title:A\ndate:2015-07-01'])(
    'whose front matter is %j has none, and is refused: without it the story would be public',
    async (lines) => {
      const { post, stored } = open()
      const answer = await post('text/plain', matter(lines))
      expect([answer.status, answer.json.detail]).toEqual([
        422,
        expect.stringMatching(/front matter (has no fields|is no YAML)/),
      ])
      expect(await stored()).toBe(0)
    },
  )

  test('with lines of words and colons that say nothing of it is public', async () => {
    const { post } = open()
    for (const lines of [
      'Live: the vote in Erbil',
      'Date: 2015-06-04\nPlace: Kobane',
      '***',
      'https://a.example/draft',
      'Embargo: what the new sanctions mean',
    ]) {
      expect((await post('text/plain', `${lines}\n\n${BODY} (${lines})`)).status, lines).toBe(201)
    }
  })

  test('waits for the later of the two days that its date may be', async () => {
    const { file } = open()
    for (const date of ['06/11/2015', '11/06/2015']) {
      const answer = await open().post('text/plain', matter(`date: ${date}`))
      expect(answer, date).toMatchObject({
        ...DRAFT,
        json: { publish_at: expect.stringMatching(/^2015-(?:11-06|06-11)T/) },
      })
    }
    const left = await file('a.txt', matter('date: 05/07/2015 10:00'))
    expect(left?.sentence).toMatch(/^date may be 2015-07-05T10:00:00\.000Z: write it so, with the year first/)
    expect(await file('b.txt', matter('date: 05/05/2015'))).toBeUndefined()
    expect(await file('c.txt', matter('date: 02/06/2015'))).toBeUndefined()
  })
})

describe('an editor’s clock', () => {
  test.each([
    [60 * SECOND, 201],
    [60 * SECOND + 1, 422],
  ])('that is %d ms ahead', async (offset, status) => {
    const { post, call } = open()
    const answer = await post('application/json', JSON.stringify({ ...json, date_published: iso(offset) }))
    expect(answer.status).toBe(201)
    // What is taken as now is dated now.
    if (status === 201) expect(answer.json.date_published).toBe(iso(0))
    else expect(answer).toMatchObject({ ...DRAFT, json: { publish_at: iso(offset) } })
    const { json: there } = await post('text/plain', BODY)
    const path = `/api/items/${encodeURIComponent(there.id ?? '')}`
    const patch = JSON.stringify({ date_published: iso(offset), title: 'Another headline of it' })
    const patched = await call('PATCH', path, 'application/json', patch)
    expect(patched.status).toBe(status === 201 ? 200 : 422)
    expect(patched.json).toMatchObject(status === 201 ? { date_published: iso(0) } : { field: 'date_published' })
  })
})

describe('a JSON item', () => {
  test.each<[object, string]>([
    [{ date_published: iso(DAY) }, 'date_published'],
    [{ date_published: '2015-06-11' }, 'date_published'],
    [{ date_published: '2015-06-10T15:00:00+01:00' }, 'date_published'],
    [{ date_modified: iso(DAY) }, 'date_modified'],
    [{ draft: true }, 'draft'],
    [{ draft: 'true' }, 'draft'],
    [{ draft: null }, 'draft'],
    [{ draft: {} }, 'draft'],
    [{ Draft: 1 }, 'Draft'],
    [{ published: false }, 'published'],
    [{ status: 'draft' }, 'status'],
    [{ status: 'future' }, 'status'],
    [{ publish_at: iso(DAY) }, 'publish_at'],
    [{ publish_at: iso(DAY), date_published: iso(-DAY) }, 'publish_at'],
    [{ publishAt: 'tomorrow' }, 'publishAt'],
    [{ embargo_until: iso(DAY) }, 'embargo_until'],
    [{ expires: iso(DAY) }, 'expires'],
    [{ _ara: { draft: true } }, '_ara.draft'],
    [{ _ara: { status: 'pending' } }, '_ara.status'],
    [{ _ara: { publish_at: iso(DAY) } }, '_ara.publish_at'],
  ])('with %j is a draft, for %s says so', async (members) => {
    const { post, stored } = open()
    const body = JSON.stringify({ ...json, ...members })
    const answer = await post('application/json', body)
    expect(answer).toMatchObject(DRAFT)
    expect((await post('application/json', body)).status).toBe(200)
    expect(await stored()).toBe(0)
  })

  test.each(['soon', '0001-01-01T00:00:00Z', 5])('whose publish_at is %j is refused', async (date) => {
    const { post, stored, drafts } = open()
    const body = JSON.stringify({ ...json, draft: true, publish_at: date })
    expect(await post('application/json', body)).toMatchObject({ status: 422, json: { field: 'publish_at' } })
    expect([await stored(), await drafts()]).toEqual([0, []])
  })

  test.each<object>([
    { draft: false },
    { published: true, status: 'publish' },
    { publish_at: iso(-DAY), date_published: iso(-DAY) },
    { publish_at: null },
    { _ara: { status: 'published', dateline: 'Kobane' } },
    { tags: ['draft'], _other: { draft: true } },
  ])('with %j is public', async (members) => {
    const { post } = open()
    expect((await post('application/json', JSON.stringify({ ...json, ...members }))).status).toBe(201)
  })

  test('has its date in UTC where no zone is said, wherever the machine stands', async () => {
    const zone = process.env.TZ
    try {
      for (const TZ of ['Asia/Baghdad', 'America/New_York']) {
        process.env.TZ = TZ
        const { post, call } = open()
        const body = (date: string) => JSON.stringify({ ...json, date_published: date })
        const { json: later } = await open().post('application/json', body('2015-06-10T12:02:00'))
        expect(later.publish_at).toBe('2015-06-10T12:02:00.000Z')
        const { json: item } = await post('application/json', body('2015-06-10T11:00:00'))
        expect(item.date_published).toBe('2015-06-10T11:00:00.000Z')
        const patch = (date: string) =>
          call('PATCH', `/api/items/${encodeURIComponent(item.id ?? '')}`, 'application/json', body(date))
        expect((await patch('2015-06-10T12:02:00')).status).toBe(422)
        expect((await patch('2015-06-10T10:00:00')).json.date_published).toBe('2015-06-10T10:00:00.000Z')
      }
    } finally {
      process.env.TZ = zone
    }
  })

  test('that this service gave out is taken back', async () => {
    const { post } = open()
    const { json: item } = await post('application/json', JSON.stringify(json))
    expect((await post('application/json', JSON.stringify(item))).status).toBeLessThan(300)
  })

  test('that is public is not moved into the future', async () => {
    const { post, call, db } = open()
    const { json: item } = await post('application/json', JSON.stringify({ ...json, date_published: iso(-DAY) }))
    const before = await db.all('SELECT * FROM items')
    const path = `/api/items/${encodeURIComponent(item.id ?? '')}`
    for (const body of [
      { date_published: iso(DAY) },
      { draft: true },
      { status: 'draft' },
      { _ara: { draft: true } },
    ]) {
      const answer = await call('PATCH', path, 'application/json', JSON.stringify({ title: 'Other', ...body }))
      expect(answer).toMatchObject({
        status: 422,
        json: { field: expect.stringMatching(/^(date_published|(_ara\.)?draft|status)$/) },
      })
    }
    expect(await db.all('SELECT * FROM items')).toEqual(before)
  })
})

const rss = (...dates: readonly number[]) =>
  `<rss version="2.0"><channel><title>A</title>${dates
    .map(
      (date, n) =>
        `<item><guid>${n}</guid><title>Story ${n} of it</title><pubDate>${new Date(date).toUTCString()}</pubDate></item>`,
    )
    .join('')}</channel></rss>`

const feed = (...items: readonly object[]) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'A',
    items: items.map((item, n) => ({
      id: `urn:${n}`,
      title: `Story ${n} of it`,
      content_text: `It is story ${n}.`,
      ...item,
    })),
  })

const atom = (within: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:b="http://schemas.google.com/blogger/2018"><title>A</title><id>urn:f</id>
    <entry><id>urn:1</id><title>A story of it</title><updated>${iso(-DAY)}</updated>${within}</entry></feed>`

describe('an entry of Atom', () => {
  test.each([
    ['<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control>', 'app:draft'],
    ['<control xmlns="http://www.w3.org/2007/app"><draft>yes</draft></control>', 'app:draft'],
    ['<x:control xmlns:x="http://purl.org/atom/app#"><x:draft> YES </x:draft></x:control>', 'app:draft'],
    ['<b:status>DRAFT</b:status>', 'blogger:status'],
  ])('with %s is a draft', async (within, field) => {
    const { post, file, stored } = open()
    expect(await post('text/plain', atom(within))).toMatchObject(DRAFT)
    expect((await file('a.xml', atom(within)))?.sentence).toMatch(new RegExp(`^${field} is `))
    expect(await stored()).toBe(0)
  })

  test.each([
    '<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>no</app:draft></app:control>',
    '<b:status>LIVE</b:status>',
  ])('with %s is public', async (within) => {
    expect((await open().post('text/plain', atom(within))).status).toBe(201)
  })
})

describe('a document of several', () => {
  test.each([
    ['a feed', rss(NOW - DAY, NOW + DAY), /^Item 2 of the document: date_published is 2015-06-11/],
    ['a JSON Feed', feed({}, { draft: true }), /^Item 2 of the document: draft is true\. A draft is posted by itself/],
    [
      'a WordPress draft',
      JSON.stringify([{ title: { rendered: 'A' }, link: 'https://a.example/', status: 'draft' }]),
      /^A post was left out because it is not public: draft\.$/,
    ],
  ])('that is posted: %s is refused whole', async (_, text, detail) => {
    const { post, stored } = open()
    const answer = await post('text/plain', text)
    expect(answer).toMatchObject({ status: 422, json: { detail: expect.stringMatching(detail) } })
    expect(await stored()).toBe(0)
  })

  test('that is a file gives what is public, and the rest when its time has come', async () => {
    const { file, service, clock, db } = open()
    const titles = async () => {
      const { items } = (await (await service.app.request('/feed.json')).json()) as { items: { title: string }[] }
      return items.map(({ title }) => title).sort()
    }
    const text = rss(NOW - DAY, NOW + DAY, NOW + 2 * DAY)
    const left = await file('a.xml', text)
    expect(left).toEqual({
      sentence: expect.stringMatching(/^item 2 \(and 1 more\) is left out: date_published is 2015-06-11/),
      until: NOW + DAY,
    })
    expect(await titles()).toEqual(['Story 0 of it'])
    clock.now += DAY
    expect(await file('a.xml', text)).toMatchObject({ until: NOW + 2 * DAY })
    expect(await titles()).toEqual(['Story 0 of it', 'Story 1 of it'])
    await service.refuseFile('a.xml', 'x')
    await service.holdFile('a.xml', 'y')
    expect(await db.all('SELECT subject FROM faults')).toEqual([{ subject: 'held:a.xml' }])
    await service.forgetFiles(['a.xml'])
    clock.now += DAY
    expect(await file('a.xml', text)).toBeUndefined()
    expect([await titles(), await db.all('SELECT * FROM faults')]).toMatchObject([{ length: 3 }, []])
  })
})

describe('an import', () => {
  const received = (guid: string, fields: object): Received => ({
    item: {
      guid,
      title: { value: `Story ${guid}`, type: 'text' },
      authors: [],
      categories: [],
      attachments: [],
      pictures: [],
      ...fields,
    },
    context: {},
  })

  test('leaves out what is not public, says so, and takes the rest', async () => {
    const { call, service, stored } = open()
    const items = [
      received('a', { published: NOW - DAY }),
      received('b', { published: NOW + DAY }),
      received('c', { draft: true }),
      received('d', { created: NOW + DAY }),
      received('e', { hold: { field: 'draft', says: 'is true' } }),
      received('f', { published: NOW + 60 * SECOND, draft: false }),
    ]
    const { json: answer } = await call('POST', '/api/import', 'application/json', JSON.stringify({ items }))
    expect(answer).toEqual({
      added: 2,
      updated: 0,
      unchanged: 0,
      held: [
        expect.stringMatching(/^“Story b” was left out: date_published is 2015-06-11/),
        '“Story c” was left out: draft is true.',
        expect.stringMatching(/^“Story d” was left out/),
        '“Story e” was left out: draft is true.',
      ],
    })
    expect(await stored()).toBe(4)
    const page = await (await service.app.request('/feed.json')).text()
    expect(page).not.toMatch(/Story [bcde]/)
  })

  test('keeps nothing of what was said about being public', async () => {
    const { db, service } = open()
    const text = feed({ date_published: iso(-DAY), publish_at: iso(-DAY) })
    const [item] = service.readFile('a.json', new TextEncoder().encode(text))
    if (item === undefined) throw new Error('There is no item.')
    expect(item.item).toHaveProperty('hold')
    expect(await service.takeReceived([item])).toMatchObject([{ outcome: 'added' }])
    expect(await service.takeReceived([item])).toMatchObject([{ outcome: 'unchanged' }])
    expect(await db.all("SELECT received ->> '$.item.hold' AS hold FROM revisions")).toEqual([{ hold: null }])
  })
})
