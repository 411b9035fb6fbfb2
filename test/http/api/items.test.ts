import { describe, expect, test } from 'vitest'
import { StoreError } from '../../../src/errors.ts'
import { EVERY_FORMAT } from '../../../src/publish/formats.ts'
import { BASE, list, openBackend, story } from '../backend.ts'

type Json = { readonly [name: string]: unknown }

const path = (id: string) => `/api/items/${encodeURIComponent(id)}`

async function withStory() {
  const backend = openBackend()
  const id = await backend.take(story('Bridge opens', 'The bridge is open.'))
  return { backend, id, path: path(id) }
}

describe('listing items', () => {
  test('is a JSON Feed that goes on to the last item, once each', async () => {
    const backend = openBackend()
    for (let number = 0; number < 7; number++)
      await backend.take(story(`Story ${number}`, `Number ${number} happened.`))
    const titles: unknown[] = []
    let next: string | undefined = `${BASE}/api/items?limit=3`
    while (next !== undefined) {
      const page = (await (await backend.ask(next.slice(BASE.length))).json()) as Json
      expect(page.version).toBe('https://jsonfeed.org/version/1.1')
      titles.push(...(page.items as Json[]).map(({ title }) => title))
      next = page.next_url as string | undefined
    }
    expect(titles).toEqual([6, 5, 4, 3, 2, 1, 0].map((number) => `Story ${number}`))
  })

  test.each(['before=x', 'before=1', 'before=1.2.3', 'before=1e5.1', 'limit=0', 'channel=nobody', 'state=x'])(
    'a bad %s is named',
    async (query) => {
      const response = await openBackend().ask(`/api/items?${query}`)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ field: query.split('=')[0] })
    },
  )

  test('retracted ones are listed for the editor alone', async () => {
    const { backend, id, path } = await withStory()
    await backend.ask(path, { method: 'DELETE', token: true, json: { reason: 'Wrong.' } })
    expect((await backend.ask('/api/items?state=retracted')).status).toBe(401)
    const response = await backend.ask('/api/items?state=retracted', { token: true })
    expect(await response.json()).toMatchObject({ items: [{ id, _ara: { retracted: 'Wrong.' } }] })
    expect(await list(backend, '/api/items')).toEqual([])
  })
})

describe('posting', () => {
  test('story text is published; the same text again is the same item', async () => {
    const backend = openBackend()
    const body = story('Bridge opens', 'The bridge is open.')
    const init = { method: 'POST', token: true, body, type: 'text/plain' }
    const first = await backend.ask('/api/items', init)
    const item = (await first.json()) as Json
    expect(first.status).toBe(201)
    expect(first.headers.get('Location')).toBe(`${BASE}${path(item.id as string)}`)
    expect(item).toMatchObject({
      title: 'Bridge opens',
      authors: [{ name: 'Egid Yousef' }],
      _ara: { dateline: 'Qamishli, Syria', agency: 'ARA News', source: 'ARA News' },
    })
    const second = await backend.ask('/api/items', init)
    expect(second.status).toBe(200)
    expect(((await second.json()) as Json).id).toBe(item.id)
    expect(await list(backend)).toHaveLength(1)
  })

  test.each(['text/markdown', 'text/markdown; charset=utf-8; variant=CommonMark', 'Text/Markdown'])(
    'Markdown is published as Markdown: %s',
    async (type) => {
      const backend = openBackend()
      const body =
        '---\ndate: 2015-06-01T10:00:00Z\ntags: [Water]\n---\n## The bridge\n\nIt is **open**, at [last](https://a.example/).\n\n- <b>one</b>\n- two\n'
      const response = await backend.ask('/api/items', { method: 'POST', token: true, body, type })
      expect(response.status).toBe(201)
      expect(await response.json()).toMatchObject({
        title: 'The bridge',
        date_published: '2015-06-01T10:00:00.000Z',
        tags: ['Water'],
        content_html: expect.stringMatching(
          /^<p>It is <strong>open<\/strong>, at <a href="https:\/\/a\.example\/"[^>]*>last<\/a>\.<\/p>\s*<ul>\s*<li>&lt;b&gt;one&lt;\/b&gt;<\/li>\s*<li>two<\/li>\s*<\/ul>$/,
        ),
      })
    },
  )

  test('Markdown may begin with a bracket or a tag', async () => {
    const backend = openBackend()
    const post = (body: string) =>
      backend.ask('/api/items', { method: 'POST', token: true, body, type: 'text/markdown' })
    expect(await (await post('[The dock](https://a.example/) was\nopened to all.\n')).json()).toMatchObject({
      content_text: 'The dock was opened to all.',
    })
    expect((await post('<p>\n\n# A dock\n\nIt is open.\n')).status).toBe(201)
  })

  test('an author may be nothing but an address, by which people know him then', async () => {
    const backend = openBackend()
    const authors = [{ url: 'https://www.example.org/@egid/' }, { avatar: 'https://a.example/a.png' }, { name: 'Lava' }]
    const json = { title: 'Bridge opens', content_text: 'Open.', authors }
    const response = await backend.ask('/api/items', { method: 'POST', token: true, json })
    expect(response.status).toBe(201)
    const item = (await response.json()) as Json
    const shown = [{ name: 'example.org/@egid', url: 'https://www.example.org/@egid/' }, { name: 'Lava' }]
    expect(item.authors).toEqual(shown)
    expect(await (await backend.ask('/feed.rss')).text()).toContain('<dc:creator>example.org/@egid, Lava</dc:creator>')
    const edit = { method: 'PATCH', token: true, json: { authors: [{ url: 'https://egid.example/' }] } }
    const edited = (await (await backend.ask(path(String(item.id)), edit)).json()) as Json
    expect(edited.authors).toEqual([{ name: 'egid.example', url: 'https://egid.example/' }])
  })

  test('a JSON Feed item is published, without an id too', async () => {
    const backend = openBackend()
    const json = {
      title: 'Bridge opens',
      content_html: '<p>Open.</p><script>alert(1)</script>',
      authors: [{ name: 'Jan Nasro' }],
      tags: ['Bridges'],
      date_published: '2015-06-09T10:00:00+03:00',
      _future: { deep: [[[[]]]] },
    }
    const response = await backend.ask('/api/items', { method: 'POST', token: true, json })
    expect(response.status).toBe(201)
    const item = (await response.json()) as Json
    expect(item).toMatchObject({
      title: 'Bridge opens',
      content_html: '<p>Open.</p>',
      authors: [{ name: 'Jan Nasro' }],
      tags: ['Bridges'],
      date_published: '2015-06-09T07:00:00.000Z',
    })
    expect(item.id).toMatch(/^tag:aranews\.net,2013:/)
  })

  test('press lines that were posted are shown', async () => {
    const json = { title: 'Bridge', content_text: 'Open.', _ara: { dateline: 'Kobane, Syria', source: 'AFP' } }
    const response = await openBackend().ask('/api/items', { method: 'POST', token: true, json })
    expect(await response.json()).toMatchObject({ _ara: { dateline: 'Kobane, Syria', source: 'AFP' } })
  })

  test('nothing of a posted story is script anywhere', async () => {
    const backend = openBackend()
    const nasty = '</script><script>alert(1)</script><img src=https://x.example/x onerror=alert(1)>'
    const json = { title: nasty, content_html: nasty, summary: nasty, authors: [{ name: nasty }], tags: [nasty] }
    await backend.ask('/api/items', { method: 'POST', token: true, json })
    const [listed] = await list(backend)
    for (const page of ['/', new URL(listed?._ara.permalink ?? '').pathname]) {
      const text = await (await backend.ask(page)).text()
      expect(text.match(/<script/g)?.length ?? 0).toBe(page === '/' ? 0 : 1)
      expect(text).not.toMatch(/<img[^>]*onerror/)
    }
  })

  test.each<[string, unknown, number, string]>([
    ['null', null, 422, 'body'],
    ['a list', [], 422, 'body'],
    ['a text', 'x', 422, 'body'],
    ['nothing in it', {}, 422, 'content_text'],
    ['blank content', { title: ' ', content_text: '' }, 422, 'content_text'],
    ['a title that is no text', { title: 1, content_text: 'x' }, 422, 'title'],
    ['authors that are no list', { title: 'x', authors: { name: 'x' } }, 422, 'authors'],
    ['an author who is nothing', { title: 'x', authors: [{ name: ' ' }] }, 422, 'authors.0'],
    ['an author without an address', { title: 'x', authors: [{ url: 'egid' }] }, 422, 'authors.0.url'],
    ['an address that is none', { title: 'x', url: 'javascript:alert(1)' }, 422, 'url'],
    ['a date that is none', { title: 'x', date_published: 'yesterday' }, 422, 'date_published'],
    ['the year one', { title: 'x', date_published: '0001-01-01T00:00:00Z' }, 422, 'date_published'],
    ['the zero of 1970', { title: 'x', date_published: '1970-01-01T03:00:00+03:00' }, 422, 'date_published'],
    ['its clock', { title: 'x', date_modified: '1970-01-01T00:00:00+03:00' }, 422, 'date_modified'],
    ['the last year', { title: 'x', date_published: '9999-12-31T23:59:59Z' }, 422, 'date_published'],
    ['a language that is none', { title: 'x', language: 'e' }, 422, 'language'],
    ['press facts of the wrong type', { title: 'x', _ara: { dateline: 5 } }, 422, '_ara.dateline'],
    ['a whole feed', { version: 'x', items: [] }, 422, 'items'],
  ])('%s is refused and named', async (_, json, status, field) => {
    const backend = openBackend()
    const response = await backend.ask('/api/items', { method: 'POST', token: true, json })
    const problem = (await response.json()) as Json
    expect(response.status).toBe(status)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    expect(problem.field ?? '').toBe(field)
    expect(backend.logged).toEqual([])
  })

  test.each<[string, string | Uint8Array<ArrayBuffer>, string, number]>([
    ['broken JSON', '{"title":', 'application/json', 400],
    ['JSON that is not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'application/json', 400],
    ['a form', 'title=x', 'application/x-www-form-urlencoded', 415],
    ['an empty story', '', 'text/plain', 422],
    ['a blank story', ' \n \n', 'text/plain', 422],
    ['a deep document', `{"title":"x","_x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'application/json', 201],
    ['a list of lists without end', '['.repeat(1_000_000), 'application/json', 413],
    ['lists by the hundred thousand', `{"title":"x","_x":[${'[],'.repeat(200_000)}0]}`, 'application/json', 413],
    ['a name of a prototype', '{"title":"x","__proto__":{"a":1}}', 'application/json', 422],
    ['a constructor', '{"title":"x","constructor":{"b":2}}', 'application/json', 422],
  ])('%s', async (_, body, type, status) => {
    const backend = openBackend()
    const response = await backend.ask('/api/items', { method: 'POST', token: true, body, type })
    expect(response.status).toBe(status)
    expect(backend.logged).toEqual([])
  })

  test('a body over its limit is refused, whatever Content-Length says', async () => {
    const backend = openBackend()
    const chunk = new Uint8Array(100_000).fill(65)
    let sent = 0
    const endless = () =>
      new ReadableStream({
        pull(controller) {
          sent += chunk.length
          controller.enqueue(chunk)
        },
      })
    const init = { method: 'POST', token: true, type: 'text/plain' }
    expect((await backend.ask('/api/items', { ...init, body: endless() })).status).toBe(413)
    expect(sent).toBeLessThan(2_000_000)
    const lying = { ...init, body: endless(), headers: { 'Content-Length': '10' } }
    expect((await backend.ask('/api/items', lying)).status).toBe(413)
  })

  test('a story that was retracted stays so', async () => {
    const { backend, path } = await withStory()
    await backend.ask(path, { method: 'DELETE', token: true, json: { reason: 'Wrong.' } })
    const body = story('Bridge opens', 'The bridge is open.')
    const response = await backend.ask('/api/items', { method: 'POST', token: true, body, type: 'text/plain' })
    expect(response.status).toBe(409)
    expect(await response.json()).toMatchObject({ reason: 'Wrong.' })
  })
})

describe('one item', () => {
  test('goes by its id, encoded or not, and by its code', async () => {
    const backend = openBackend()
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: '',
      items: [{ id: 'https://aranews.net/a%20b/?p=17', title: 'Bridge', content_text: 'Open.' }],
    }
    const id = await backend.take(JSON.stringify(feed), 'application/feed+json')
    expect(id).toBe('https://aranews.net/a%20b/?p=17')
    const [listed] = await list(backend)
    for (const name of [encodeURIComponent(id), listed?._ara.code, listed?._ara.code.toUpperCase()]) {
      const response = await backend.ask(`/api/items/${name}`)
      expect(response.status).toBe(200)
      expect(((await response.json()) as Json).id).toBe(id)
    }
  })

  test('an id with slashes is found with them too', async () => {
    const backend = openBackend()
    const items = [{ id: 'https://aranews.net/2014/bridge/', title: 'Bridge', content_text: 'Open.' }]
    await backend.take(
      JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: '', items }),
      'application/json',
    )
    expect((await backend.ask('/api/items/https://aranews.net/2014/bridge/')).status).toBe(200)
  })

  test.each(['nothing', '%', '%ff', '%00', 'tag%3Anobody', 'a'.repeat(4000), '__proto__'])(
    'an unknown name is a problem: %s',
    async (name) => {
      const backend = openBackend()
      const response = await backend.ask(`/api/items/${name}`)
      expect([400, 404]).toContain(response.status)
      expect(response.headers.get('Content-Type')).toBe('application/problem+json')
      expect(backend.logged).toEqual([])
    },
  )

  test('is edited in the names it is shown with, and keeps id, code and link', async () => {
    const { backend, path, id } = await withStory()
    const before = (await (await backend.ask(path)).json()) as Json & { _ara: Json }
    backend.clock.now += 3_600_000
    const json = {
      title: 'Bridge closed',
      content_html: '<p onclick="x()">Closed <b>again</b>.</p>',
      authors: [{ name: 'Jan Nasro', url: 'https://aranews.net/jan' }],
      tags: ['Bridges'],
      _ara: { dateline: 'Kobane, Syria', credit: 'ARA News' },
      note: 'It was closed.',
      substantive: true,
    }
    const response = await backend.ask(path, { method: 'PATCH', token: true, json })
    const after = (await response.json()) as Json & { _ara: Json }
    expect(response.status).toBe(200)
    expect(after).toMatchObject({
      id,
      title: 'Bridge closed',
      content_html: '<p>Closed <b>again</b>.</p>',
      content_text: 'Closed again.',
      authors: [{ name: 'Jan Nasro', url: 'https://aranews.net/jan' }],
      tags: ['Bridges'],
      date_modified: '2015-06-10T13:00:00.000Z',
      _ara: { dateline: 'Kobane, Syria', credit: 'ARA News', revision: 2, agency: 'ARA News' },
    })
    expect(after._ara.code).toBe(before._ara.code)
    expect(after.url).toBe(before.url)
  })

  test.each<[string, unknown, string]>([
    ['an unknown field', { titel: 'x' }, 'titel'],
    ['an unknown press field', { _ara: { datelin: 'x' } }, '_ara.datelin'],
    ['a wrong type', { tags: 'x' }, 'tags'],
    ['a wrong date', { date_published: '2015' }, 'date_published'],
    ['a date that nobody meant', { date_published: '0001-01-01' }, 'date_published'],
    ['an address of no picture', { image: 'data:x' }, 'image'],
    ['the name of a prototype', JSON.parse('{"__proto__": {"title": "x"}}'), '__proto__'],
    ['a constructor', { constructor: 'x' }, 'constructor'],
  ])('%s is refused and named', async (_, json, field) => {
    const { backend, path } = await withStory()
    const response = await backend.ask(path, { method: 'PATCH', token: true, json })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ field })
    expect(backend.logged).toEqual([])
  })

  test('an edit of nothing is refused', async () => {
    const { backend, path } = await withStory()
    expect((await backend.ask(path, { method: 'PATCH', token: true, json: {} })).status).toBe(422)
    expect((await backend.ask(path, { method: 'PATCH', token: true, json: { note: 'x' } })).status).toBe(422)
  })

  test('takes a field back with null, by either name of the text and under _ara', async () => {
    const { backend, path } = await withStory()
    const patch = async (json: Json) => {
      const response = await backend.ask(path, { method: 'PATCH', token: true, json })
      return { status: response.status, item: (await response.json()) as Json }
    }
    const before = (await (await backend.ask(path)).json()) as Json
    await patch({
      title: 'X',
      summary: 'Y',
      content_text: 'Z',
      tags: ['T'],
      language: 'ku',
      _ara: { dateline: 'Erbil' },
    })
    const back = {
      title: null,
      summary: null,
      content_text: null,
      tags: null,
      language: null,
      _ara: { dateline: null },
    }
    const { status, item } = await patch({ ...back, note: 'All of it was right.' })
    expect(status).toBe(200)
    expect({ ...item, date_modified: 0, _ara: 0 }).toEqual({ ...before, date_modified: 0, _ara: 0 })
    expect(item._ara).toMatchObject({ dateline: 'Qamishli, Syria', revision: 3 })
    for (const json of [{ note: null }, { _ara: null }, { substantive: null }])
      expect((await patch(json)).status).toBe(422)
  })

  test('a text that begins with a dateline has it once, above the text', async () => {
    const { backend, path } = await withStory()
    const json = { content_text: 'Kobane, Syria – The bridge is closed.\n\nSource: ARA News' }
    const item = (await (await backend.ask(path, { method: 'PATCH', token: true, json })).json()) as Json
    expect(item).toMatchObject({
      content_html: '<p>The bridge is closed.</p>',
      summary: 'The bridge is closed.',
      _ara: { dateline: 'Kobane, Syria', places: [{ slug: 'kobane' }, { slug: 'syria' }], source: 'ARA News' },
    })
  })

  test('is retracted with a reason, which everybody is told, and restored', async () => {
    const { backend, path } = await withStory()
    expect((await backend.ask(path, { method: 'DELETE', token: true, json: {} })).status).toBe(422)
    expect((await backend.ask(path, { method: 'DELETE', token: true, json: { reason: ' ' } })).status).toBe(422)
    const retracted = await backend.ask(path, { method: 'DELETE', token: true, json: { reason: 'Not true.' } })
    expect(retracted.status).toBe(200)
    const gone = await backend.ask(path)
    expect(gone.status).toBe(410)
    expect(await gone.json()).toMatchObject({ status: 410, reason: 'Not true.' })
    expect((await backend.ask(path, { method: 'PATCH', token: true, json: { title: 'x' } })).status).toBe(410)
    expect((await backend.ask(`${path}/restore`, { method: 'POST', token: true })).status).toBe(200)
    expect((await backend.ask(path)).status).toBe(200)
  })

  test('is erased with a reason: no byte of it is left to read, and nothing brings it back', async () => {
    const { backend, id, path } = await withStory()
    const [before] = await list(backend)
    for (const format of EVERY_FORMAT) expect(await (await backend.ask(`/feed.${format}`)).text()).toContain('ridge')
    const gone = await backend.ask(path, { method: 'DELETE', token: true, json: { reason: 'Danger.', erase: true } })
    expect(await gone.json()).toEqual({ id, state: 'retracted', erased: true, reason: 'Danger.' })
    for (const format of EVERY_FORMAT) {
      const text = await (await backend.ask(`/feed.${format}`)).text()
      expect(text.replaceAll(/[^"<>\s]*bridge-opens[^"<>\s]*/g, '')).not.toMatch(/bridge/i)
    }
    const page = await backend.ask((before?.url ?? '').slice(BASE.length))
    expect([page.status, (await page.text()).includes('Danger.')]).toEqual([410, true])
    expect(await (await backend.ask(path)).json()).toMatchObject({ status: 410, reason: 'Danger.' })
    const restored = await backend.ask(`${path}/restore`, { method: 'POST', token: true })
    expect(restored.status).toBe(409)
    expect(await restored.json()).toMatchObject({ detail: expect.stringContaining('erased'), reason: 'Danger.' })
    expect((await backend.ask(path, { method: 'PATCH', token: true, json: { title: 'x' } })).status).toBe(410)
    const body = story('Bridge opens', 'The bridge is open.')
    const again = await backend.ask('/api/items', { method: 'POST', token: true, body, type: 'text/plain' })
    expect([again.status, await list(backend, '/api/items')]).toEqual([409, []])
    const { changes } = (await (await backend.ask('/api/changes')).json()) as { changes: Json[] }
    expect(changes.map(({ kind }) => kind)).toEqual(['create', 'erase'])
  })

  test('is asked to be erased once more where not every byte could be', async () => {
    const { backend, path } = await withStory()
    backend.db.purge = () => Promise.reject(new StoreError('Somebody else reads the database.'))
    const init = { method: 'DELETE', token: true, json: { reason: 'Danger.', erase: true } }
    const held = await backend.ask(path, init)
    expect([held.status, await held.json()]).toMatchObject([503, { detail: expect.stringMatching(/again.*Somebody/) }])
    expect((await backend.ask(path)).status).toBe(410)
    Reflect.deleteProperty(backend.db, 'purge')
    expect((await backend.ask(path, init)).status).toBe(200)
  })

  test('that was erased stays so when it is retracted; only the reason may change', async () => {
    const { backend, id, path } = await withStory()
    const init = { method: 'DELETE', token: true }
    await backend.ask(path, { ...init, json: { reason: 'Danger.', erase: true } })
    const retracted = await backend.ask(path, { ...init, json: { reason: 'Withdrawn.' } })
    expect(await retracted.json()).toEqual({ id, state: 'retracted', erased: true, reason: 'Withdrawn.' })
    const wrong = await backend.ask(path, { ...init, json: { reason: 'x', erase: 'yes' } })
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { field: 'erase' }])
  })

  test('other methods are not possible', async () => {
    const { backend, path } = await withStory()
    for (const method of ['PUT', 'POST']) {
      const response = await backend.ask(path, { method, token: true })
      expect(response.status).toBe(405)
      expect(response.headers.get('Allow')).toContain('PATCH')
    }
  })
})

describe('changes', () => {
  test('come in order, and a cursor goes on where it stood', async () => {
    const { backend, id, path } = await withStory()
    const first = (await (await backend.ask('/api/changes')).json()) as { changes: Json[]; next: string }
    expect(first.changes).toMatchObject([{ seq: 1, kind: 'create', at: '2015-06-10T12:00:00.000Z', item: id }])
    await backend.ask(path, { method: 'DELETE', token: true, json: { reason: 'Wrong.' } })
    const second = await (await backend.ask(`/api/changes?after=${first.next}`)).json()
    expect(second).toMatchObject({ changes: [{ kind: 'retract', item: id }] })
  })

  test.each(['x', '1', '0000.0', '%01', 'ffffffff.99999'])('a foreign cursor says start over: %s', async (after) => {
    const response = await openBackend().ask(`/api/changes?after=${after}`)
    expect(response.status).toBe(410)
    expect(await response.json()).toMatchObject({ field: 'after', detail: expect.stringContaining('start over') })
  })

  test('a bad limit is named', async () => {
    expect(await (await openBackend().ask('/api/changes?limit=1001')).json()).toMatchObject({
      status: 400,
      field: 'limit',
    })
  })
})

test.each([{ state: 'retracted' }, { retracted: '' }])(
  'a notice that is posted as a story is refused: %o',
  async (own) => {
    const backend = openBackend()
    const json = { id: 'urn:a', title: 'Retracted: A', content_text: 'It was not so.', _ara: own }
    const response = await backend.ask('/api/items', { method: 'POST', token: true, json })
    expect([response.status, await response.json()]).toMatchObject([422, { field: '_ara.state' }])
  },
)
