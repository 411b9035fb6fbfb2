/** Nothing is lost between what a caller sends and what is stored; one act is one revision, and no change is none. */
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'
import { COMMON_PARTS } from './parts.ts'

const BASE = 'https://feeds.example'
const PAGE = 'https://site.example/2015/06/bridge/'
const common = { description: 'News', language: 'en', hosts: [], linkTo: 'permalink', sources: [] } as const

type Item = {
  readonly id: string
  readonly detail?: string
  readonly field?: string
  readonly title: string
  readonly content_html: string
  readonly image?: string
  readonly attachments?: readonly { readonly url: string }[]
  readonly _ara: { readonly [name: string]: unknown; readonly code: string; readonly permalink: string }
}
type Answer = { readonly status: number; readonly item: Item }

function open() {
  let now = Date.UTC(2015, 5, 10, 12)
  const { app } = createService({
    db: openDatabase(':memory:'),
    fetch: async () => new Response(''),
    channels: [
      { ...common, id: 'news', title: 'News', tag: 'news.example,2013' },
      { ...common, id: 'sport', title: 'Sport', tag: 'sport.example,2014' },
    ],
    config: { baseUrl: BASE, apiToken: 'token', allowPrivate: [] },
    ...COMMON_PARTS,
    now: () => now,
  })
  const ask = async (path: string, method = 'GET', json?: unknown) => {
    now += 1000
    const headers = { authorization: 'Bearer token', 'content-type': 'application/json' }
    const body = json === undefined ? {} : { body: JSON.stringify(json) }
    return app.request(new URL(path, BASE).href, { method, headers, ...body })
  }
  const send = async (method: string, path: string, json: unknown): Promise<Answer> => {
    const response = await ask(path, method, json)
    return { status: response.status, item: (await response.json()) as Item }
  }
  const list = async (path: string) => ((await (await ask(path)).json()) as { items: Item[] }).items
  const post = (json: unknown, query = '') => send('POST', `/api/items${query}`, json)
  const patch = ({ _ara }: Item, json: unknown) => send('PATCH', `/api/items/${_ara.code}`, json)
  const log = async () => {
    const { changes } = (await (await ask('/api/changes')).json()) as { changes: { kind: string; quiet: boolean }[] }
    return changes.filter(({ quiet }) => !quiet).map(({ kind }) => kind)
  }
  return { ask, list, post, patch, log }
}

describe('relative addresses', () => {
  const members = {
    image: '/dock.jpg',
    banner_image: '//cdn.site.example/wide.jpg',
    attachments: [{ url: 'talk.mp3', mime_type: 'audio/mpeg' }],
    authors: [{ name: 'Egid', url: '/egid/', avatar: '../egid.jpg' }],
    _ara: { pictures: [{ url: 'more.jpg', alt: 'More' }] },
    content_html: '<p>It is <a href="../more/">open</a>.</p><p><img src="a.jpg" srcset="b.jpg 2x"></p>',
  }

  test.each([{ url: PAGE }, { id: PAGE }])('lead from the story’s own: %j', async (own) => {
    const { post } = open()
    const { status, item } = await post({ title: 'Bridge', ...own, ...members })
    expect(status).toBe(201)
    expect(item).toMatchObject({
      image: 'https://site.example/dock.jpg',
      attachments: [{ url: `${PAGE}talk.mp3` }],
      authors: [{ url: 'https://site.example/egid/', avatar: 'https://site.example/2015/06/egid.jpg' }],
    })
    const all = JSON.stringify(item)
    for (const address of [`${PAGE}a.jpg`, `${PAGE}b.jpg`, `${PAGE}more.jpg`, 'https://cdn.site.example/wide.jpg'])
      expect(all).toContain(address)
    expect(item.content_html).toContain('href="https://site.example/2015/06/more/"')
  })

  test('in an edit too, from the address that the story has then', async () => {
    const { post, patch } = open()
    const { item } = await post({ title: 'Bridge', content_text: 'Open.' })
    const refused = await patch(item, { content_html: '<img src="a.jpg">' })
    expect([refused.status, refused.item.field]).toEqual([422, 'content_html'])
    const moved = await patch(item, { url: PAGE, image: 'b.jpg', content_html: '<p>So: <img src="a.jpg"></p>' })
    expect(moved.item.image).toBe(`${PAGE}b.jpg`)
    expect(moved.item.content_html).toContain(`${PAGE}a.jpg`)
    const again = await patch(item, { content_html: '<p>And: <img src="c.jpg"></p>' })
    expect(again.item.content_html).toContain(`${PAGE}c.jpg`)
  })

  test.each<[string, object]>([
    ['image', { image: 'a.jpg' }],
    ['attachments.0.url', { attachments: members.attachments }],
    ['_ara.pictures.0.url', { _ara: members._ara }],
    ...[
      '<img src="a.jpg">',
      '<a href="/b/">b</a>',
      '<img src="https://x.example/a" srcset="a 2x">',
      '<video poster="p.jpg">',
    ].map((html): [string, object] => ['content_html', { content_html: html }]),
  ])('%s is named where nothing says what they are relative to: %j', async (field, fields) => {
    const { post, list } = open()
    const { status, item } = await post({ title: 'Bridge', ...fields })
    expect([status, item.field]).toEqual([422, field])
    expect(await list('/feed.json')).toEqual([])
  })

  test('are none that lead inside the text, to a mailbox, or that a base says', async () => {
    const { post } = open()
    const html = '<p id="a"><a href="#a">a</a> <a href="mailto:a@b.example">b</a> <a href="www.x.example">c</a></p>'
    expect((await post({ title: 'One', content_html: html })).status).toBe(201)
    const based = '<base href="https://b.example/"><p>Text <a href="x">x</a></p>'
    expect((await post({ title: 'Two', content_html: based })).item.content_html).toContain('https://b.example/x')
  })
})

describe('a story that comes back', () => {
  test('as it was given out is that story, and nothing is written', async () => {
    const { post, patch, list, log } = open()
    const first = await post({
      title: 'Bridge',
      content_text: 'It is open to everybody.',
      _ara: { dateline: 'Kobane' },
    })
    expect((await post(first.item)).item).toEqual(first.item)
    const { _ara, ...bare } = first.item
    expect((await post(bare)).item.id).toBe(first.item.id)
    const edited = await patch(first.item, { title: 'The bridge' })
    const back = await post(edited.item)
    expect([back.status, back.item]).toEqual([200, edited.item])
    expect(await list('/feed.json')).toHaveLength(1)
    expect(await log()).toEqual(['create', 'revise'])
  })

  test('with other words than those an editor set is kept beside them, and the answer says so', async () => {
    const { post, patch } = open()
    const first = await post({ title: 'Bridge', content_text: 'It is open.' })
    await patch(first.item, { title: 'The bridge' })
    const { status, item } = await post({ ...first.item, title: 'A bridge' })
    expect([status, item.title]).toEqual([200, 'The bridge'])
    expect(item._ara.proposed).toMatchObject({ title: 'A bridge' })
    const { item: next } = await patch(item, item)
    expect(next._ara).not.toHaveProperty('proposed')
  })

  test('to another installation gets a name of its own there, in a channel that is there', async () => {
    const [here, there] = [open(), open()]
    const { item } = await here.post({ title: 'Bridge', content_text: 'It is open.', _ara: { channel: 'sport' } })
    const taken = await there.post({ ...item, _ara: { ...item._ara, channel: 'elsewhere' } })
    expect([taken.status, taken.item._ara.channel]).toEqual([201, 'news'])
  })
})

describe('one act', () => {
  const said = {
    dateline: 'Qamishli, Syria',
    caption: 'A bridge',
    credit: 'Lava',
    agency: 'AFP',
    source: 'Reuters',
    places: [{ name: 'Damascus' }],
  }

  test.each([...Object.entries(said).map(([name, value]) => ({ [name]: value })), said])(
    'of posting %j is one revision and one change, and no correction',
    async (own) => {
      const { post, log, ask } = open()
      const text = 'Kobane, Syria – The bridge is open to everybody who wants to go to the other side of the river.'
      const { item } = await post({ title: 'Bridge', content_text: text, image: 'https://x.example/a.jpg', _ara: own })
      expect(item._ara).toMatchObject({ ...own, revision: 1 })
      expect(await log()).toEqual(['create'])
      expect(await (await ask('/corrections/feed.json')).json()).toMatchObject({ items: [] })
    },
  )

  test('of changing many members is one, and of changing nothing none', async () => {
    const { post, patch, log } = open()
    const first = await post({
      title: 'Bridge',
      content_html: '<p>It is open to all.</p>',
      _ara: { dateline: 'Kobane' },
    })
    for (const same of [
      { title: 'Bridge' },
      { _ara: { dateline: 'Kobane' } },
      { summary: null },
      first.item,
      { channel: 'news' },
    ]) {
      const { status, item } = await patch(first.item, same)
      expect([status, item._ara.revision]).toEqual([200, 1])
    }
    const fields = {
      title: 'A bridge',
      tags: ['Roads'],
      _ara: { dateline: 'Amuda', channel: 'sport' },
      note: 'All of it.',
    }
    const { item } = await patch(first.item, { ...first.item, ...fields })
    expect(item).toMatchObject({ title: 'A bridge', _ara: { revision: 2, dateline: 'Amuda', channel: 'sport' } })
    expect(await log()).toEqual(['create', 'revise'])
  })

  test('that sends a whole story back with another text sets nothing else, so that what is derived follows', async () => {
    const { post, patch } = open()
    const first = await post({ title: 'Bridge', content_text: 'It cost 5 dollars, said the mayor.' })
    const { item } = await patch(first.item, {
      ...first.item,
      content_html: '<p>It cost 6 dollars, said the mayor.</p>',
    })
    expect(JSON.stringify(item)).not.toContain('cost 5')
    expect(item).toMatchObject({ summary: 'It cost 6 dollars, said the mayor.' })
  })
})

describe('a channel', () => {
  test.each([
    [{ channel: 'sport' }, ''],
    [{ _ara: { channel: 'sport' } }, ''],
    [{}, '?channel=sport'],
  ])('is where a story goes that names it: %j%s', async (fields, query) => {
    const { post, list } = open()
    const { item } = await post({ title: 'Match', content_text: 'Two to one.', ...fields }, query)
    expect(item._ara.channel).toBe('sport')
    expect(await list('/sport/feed.json')).toHaveLength(1)
    expect(await list('/news/feed.json')).toEqual([])
  })

  test.each([
    ['channel', { channel: 'nowhere' }],
    ['_ara.channel', { _ara: { channel: 'nowhere' } }],
  ])('that is not there is refused as %s', async (field, fields) => {
    const { post, patch } = open()
    const refused = await post({ title: 'Match', content_text: 'Two to one.', ...fields })
    expect([refused.status, refused.item.field]).toEqual([422, field])
    const { item } = await post({ title: 'Match', content_text: 'Two to one.' })
    const unchanged = await patch(item, fields)
    expect([unchanged.status, unchanged.item.field]).toEqual([422, field])
  })

  test('takes a story in from another, with all its names, and is where it stays', async () => {
    const { ask, post, patch, list } = open()
    const posted = { id: 'urn:match', title: 'Match', content_text: 'Two to one.', tags: ['Final'] }
    const first = await post(posted)
    // In a closed document of the archive.
    for (let number = 0; number < 90; number++)
      await post({ id: `urn:${number}`, title: `Story ${number}`, content_text: `Text ${number}.` })
    const closed = (await (await ask('/news/archive/1.json')).json()) as { items: Item[] }
    expect(closed.items.map(({ title }) => title)).toContain('Match')
    expect((await list('/sport/feed.json')).length).toBe(0)
    const { item } = await patch(first.item, { channel: 'sport' })
    expect(item).toMatchObject({ id: first.item.id, _ara: { permalink: first.item._ara.permalink, channel: 'sport' } })
    expect((await list('/sport/feed.json')).map(({ id }) => id)).toEqual(['urn:match'])
    expect((await list('/sport/tag/final/feed.json')).length).toBe(1)
    for (const path of ['/news/archive/1.json', '/news/feed.json'])
      expect(
        (await list(path)).map(({ title }) => title),
        path,
      ).not.toContain('Match')
    const { documents } = (await (await ask('/news/archive.json')).json()) as { documents: { items: number }[] }
    expect(documents.map(({ items }) => items)).toEqual([49])
    expect((await ask(new URL(item._ara.permalink).pathname)).status).toBe(200)
    // Whoever posts it again, to the one or the other, means that story.
    for (const channel of ['sport', 'news']) {
      const { item: again } = await post({ ...posted, title: `Match ${channel}` }, `?channel=${channel}`)
      expect([again.id, again._ara.channel]).toEqual(['urn:match', 'sport'])
    }
    expect((await list('/sport/feed.json')).map(({ title }) => title)).toEqual(['Match news'])
  })
})
