import { describe, expect, test } from 'vitest'
import { loadLinks } from '../../../src/store/links/links.ts'
import { BASE, channel, list, NOW, openBackend, story, type TestBackend } from '../backend.ts'

const LEDE = 'The council of the town met on Thursday and spoke for hours about water, bread and the road.'

type LinkJson = {
  readonly code: string
  readonly alias?: string
  readonly short_url: string
  readonly item?: string
  readonly url: string
  readonly state: string
  readonly reason?: string
  readonly clicks: { readonly people: number }
  readonly history?: readonly { readonly url: string; readonly note?: string }[]
}

async function openNewsroom(fields: Parameters<typeof openBackend>[0] = {}) {
  const backend = openBackend(fields)
  const id = await backend.take(story('Council meets in Kobane', LEDE))
  const [item] = await list(backend)
  if (item === undefined) throw new Error('The story is not listed.')
  return { backend, id, code: item._ara.code, page: item._ara.permalink }
}

const post = (backend: TestBackend, json: unknown) => backend.ask('/api/links', { method: 'POST', token: true, json })
const where = async (backend: TestBackend, path: string) => (await backend.ask(path)).headers.get('Location')

describe('giving names', () => {
  test('an item gets a spoken name that leads to it, however it is typed', async () => {
    const { backend, id, page } = await openNewsroom()
    const response = await post(backend, { item: id, alias: 'kobane-2014' })
    expect(response.status).toBe(201)
    expect(response.headers.get('Location')).toBe(`${BASE}/api/links/k0bane2014`)
    expect(await response.json()).toMatchObject({ alias: 'kobane-2014', item: id, url: page, state: 'live' })
    const typed = ['kobane-2014', 'KOBANE-2014', 'kobane%202014', 'Kobane2014.', 'k0bane-2o14', 'kobane%E2%80%932014']
    for (const form of typed) expect(await where(backend, `/s/${form}`), form).toBe(page)
  })

  test('the code names the item as well as its id does, and any number of names stay', async () => {
    const { backend, id, code, page } = await openNewsroom()
    for (const alias of ['كوباني-٢٠١٤', 'Kobanê', 'コバニ', 'кобани']) {
      const response = await post(backend, { item: code, alias })
      expect(response.status, alias).toBe(201)
      expect(new URL(((await response.json()) as LinkJson).short_url).origin).toBe(BASE)
      expect(await where(backend, `/s/${encodeURIComponent(alias)}`)).toBe(page)
    }
    expect(await where(backend, `/s/${encodeURIComponent('کوبانی2014')}`), 'as a Persian keyboard has it').toBe(page)
    const response = await backend.ask(`/api/links?item=${encodeURIComponent(id)}`)
    expect(((await response.json()) as { links: LinkJson[] }).links).toHaveLength(5)
  })

  test('names are read without their accents, and the letters of one script are each other’s', async () => {
    const { backend, id, page } = await openNewsroom()
    const names = {
      Kobanê: ['kobane', 'KOBANE', 'k0bane', 'kobâne', 'коbanе'],
      کۆبانێ: ['كوباني', 'کوبانی'],
      'ه\u0647\u200cولێر': ['هەولێر', 'ههولير', 'هه\u200cولێر'],
      'می\u200cرود': ['ميرود'],
      كـردستان: ['کردستان'],
      コーバニ: ['コーバニ'],
      ['æ'.repeat(100)]: ['Æ'.repeat(100)],
    }
    for (const [alias, typed] of Object.entries(names)) {
      expect((await post(backend, { item: id, alias })).status, alias).toBe(201)
      for (const form of typed) expect(await where(backend, `/s/${encodeURIComponent(form)}`), form).toBe(page)
    }
  })

  test('giving the same name again changes nothing', async () => {
    const { backend, id } = await openNewsroom()
    await post(backend, { item: id, alias: 'kobane' })
    const again = await post(backend, { item: id, alias: 'Kobane' })
    expect(again.status).toBe(200)
    expect(await loadLinks(backend.db, { limit: 9, named: true })).toHaveLength(1)
  })

  const refused: readonly (readonly [string, RegExp])[] = [
    ['api', /address of this service/],
    ['API', /address of this service/],
    ['арі', /address of this service/],
    ['sitemap', /address of this service/],
    ['tag', /address of this service/],
    ['wp-content', /address of this service/],
    ['A-P-I', /address of this service/],
    ['med1a', /address of this service/],
    ['ara-news', /address of this service/],
    ['feed.rss', /letters, digits and hyphens/],
    ['a/b', /"\/" in it/],
    ['../x', /letters, digits and hyphens/],
    ['', /is empty/],
    ['   ', /is empty/],
    ['---', /no letter or digit/],
    ['x'.repeat(300), /more than 100 letters/],
    ['kobane\u202etxt', /nobody sees/],
    ['kob\u200dane', /nobody sees/],
    ['kobane\u0000', /nobody sees/],
    ['kobane\r\nSet-Cookie: a=b', /nobody sees/],
    ['\ud800kobane', /nobody sees/],
    ['pаypal', /Latin and Cyrillic/],
    ['kοbane', /Latin and Greek/],
    ['kobane٢1', /digits of several scripts/],
    ['\u0301kobane', /no letter or digit to begin/],
    ['<b>', /letters, digits and hyphens/],
    ['a+', /letters, digits and hyphens/],
    ['a%2fb', /letters, digits and hyphens/],
    ['\u02bc\u0640', /no letter or digit/],
    ['kob\ufe0fane', /nobody sees/],
    ['kob\u034fane', /nobody sees/],
    ['kob\u17b5ane', /nobody sees/],
    ['kob\u{e0100}ane', /nobody sees/],
    ['k\u20ddobane', /marks piled up/],
    [`k${'\u0301'.repeat(9)}obane`, /marks piled up/],
    ['\ua4d1aypal', /Latin|rare/],
    ['\u146daypal', /Latin|rare/],
    ['\uab7a\uabb2\uab75', /address of this service/],
    ['\ua4ee\ua4d1\ua4f2', /address of this service/],
  ]
  test.each(refused)('%j is refused with the reason', async (alias, reason) => {
    const { backend, id } = await openNewsroom()
    const response = await post(backend, { item: id, alias })
    expect(response.status).toBe(422)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    const problem = (await response.json()) as { field: string; detail: string }
    expect(problem.field).toBe('alias')
    expect(problem.detail).toMatch(reason)
    expect(await loadLinks(backend.db, { limit: 9 })).toHaveLength(1)
  })

  test('a name that is taken, or reads or looks like one that is, is refused', async () => {
    const { backend, id, code } = await openNewsroom()
    const other = await backend.take(story('Another story', LEDE.replace('water', 'wheat')))
    await post(backend, { item: id, alias: 'paypa1' })
    for (const alias of ['paypal', 'PAYPAI', 'pay-pa1', code, code.toUpperCase(), 'раура1']) {
      const response = await post(backend, { item: other, alias })
      expect(response.status, alias).toBe(409)
      expect(await response.json()).toMatchObject({ field: 'alias' })
    }
  })

  test('needs the token, and says what is wrong with a body', async () => {
    const { backend, id } = await openNewsroom()
    const bare = await backend.ask('/api/links', { method: 'POST', json: { item: id, alias: 'kobane' } })
    expect(bare.status).toBe(401)
    const bodies: readonly (readonly [unknown, number, string])[] = [
      [{ alias: 'kobane' }, 422, 'item'],
      [{ item: id }, 422, 'alias'],
      [{ item: 'nosuch', alias: 'kobane' }, 422, 'item'],
      [{ item: id, url: 'https://aranews.net/', alias: 'kobane' }, 422, 'url'],
      [{ item: id, alias: 5 }, 422, 'alias'],
      [{ item: id, allias: 'kobane' }, 422, 'allias'],
      [{ item: '__proto__', alias: 'kobane' }, 422, 'item'],
    ]
    for (const [json, status, field] of bodies) {
      const response = await post(backend, json)
      expect(response.status, JSON.stringify(json)).toBe(status)
      expect(await response.json()).toMatchObject({ field })
    }
  })
})

describe('addresses', () => {
  test.each([
    'https://evil.example/',
    'javascript:alert(1)',
    '//evil.example',
    'data:text/html,x',
    'https://aranews.net@evil.example/',
    'https://user:pass@aranews.net/',
    'https://aranews.net.evil.example/',
    'https://evil.example\\@aranews.net/',
    'ftp://aranews.net/',
    `${BASE}/s/kobane`,
    `${BASE}/api/items`,
    '',
    '/2015/06/x/',
  ])('%j is nothing that a link may lead to', async (url) => {
    const { backend } = await openNewsroom()
    const response = await post(backend, { url, alias: 'e' })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ field: 'url' })
    expect((await backend.ask('/s/e')).status).toBe(404)
  })

  test('a host of the channel is led to, with nothing raw in a header', async () => {
    const { backend } = await openNewsroom()
    const given = 'https://www.aranews.net/كوباني/\\"x"><a>?q=<ü>#"\u0085'
    expect((await post(backend, { url: given, alias: 'about' })).status).toBe(201)
    const response = await backend.ask('/s/about')
    expect(response.status).toBe(302)
    const location = response.headers.get('Location') ?? ''
    expect(location).toMatch(/^https:\/\/www\.aranews\.net\/%D9%83[!#-;=?-~]*$/)
    expect(response.headers.get('Link')).toMatch(/^<[!#-;=?-~]*>; rel="canonical"$/)
  })

  test('a page here is kept as a path, which leads there under any BASE_URL; a short link or no page is refused', async () => {
    const { backend } = await openNewsroom()
    expect((await post(backend, { url: `${BASE}/tag/syria/?page=2#last`, alias: 'syria' })).status).toBe(201)
    expect(await where(backend, '/s/syria')).toBe(`${BASE}/tag/syria/?page=2#last`)
    expect(await loadLinks(backend.db, { limit: 9, named: true })).toMatchObject([{ lead: '/tag/syria/?page=2#last' }])
    for (const path of ['/s/syria', '/%73/syria', '/api/items', '//evil.example']) {
      expect((await post(backend, { url: BASE + path, alias: 'loop' })).status, path).toBe(422)
    }
  })

  test('a story’s own address is that story, which outlives its site; none is linked that was retracted', async () => {
    const { backend } = await openNewsroom()
    const url = 'https://www.aranews.net/2015/06/council/'
    const json = { id: 'urn:council', url, title: 'Council speaks of wheat', content_html: `<p>${LEDE}</p>` }
    const posted = await backend.ask('/api/items', { method: 'POST', token: true, json })
    const { _ara } = (await posted.json()) as { _ara: { permalink: string } }
    const given = await post(backend, { url: 'http://aranews.net/2015/06/council/?utm_source=x', alias: 'wheat' })
    expect(await given.json()).toMatchObject({ item: 'urn:council', url: _ara.permalink })
    await backend.ask('/api/items/urn%3Acouncil', { method: 'DELETE', token: true, json: { reason: 'Wrong' } })
    for (const address of [url, _ara.permalink, `${_ara.permalink}?x=1`]) {
      const refused = await post(backend, { url: address, alias: 'again' })
      expect(refused.status, address).toBe(410)
      expect(await refused.json()).toMatchObject({ field: 'url', item: 'urn:council', reason: 'Wrong' })
    }
  })

  test('hosts that only links may lead to are named in the channel', async () => {
    const channels = [{ ...channel, links: { hosts: ['shop.example'] } }]
    const { backend } = await openNewsroom({ channels })
    expect((await post(backend, { url: 'https://shop.example/book', alias: 'book' })).status).toBe(201)
    expect(await where(backend, '/s/book')).toBe('https://shop.example/book')
  })

  test('a host that is named no more is led to no more: it may be anybody’s by now', async () => {
    const { backend } = await openNewsroom()
    await backend.db.run(
      `INSERT INTO links (code, channel, lead, since, name) VALUES ('1apsed', ?, 'https://lapsed.example/', 1, 'lapsed')`,
      channel.id,
    )
    await backend.db.run(
      `INSERT INTO links (code, channel, lead, since) VALUES ('k3xp9a', ?, 'https://lapsed.example/', 1)`,
      channel.id,
    )
    for (const code of ['lapsed', 'k3xp9a']) {
      const response = await backend.ask(`/s/${code}`)
      expect([response.status, response.headers.get('Location')], code).toEqual([410, null])
      expect(await (await backend.ask(`/s/${code}+`)).text()).not.toContain('lapsed.example')
    }
    expect(await (await backend.ask('/api/links/lapsed', { token: true })).json()).toMatchObject({
      state: 'retired',
      fault: 'No channel names its host any more.',
    })
  })

  test('an address without a name gets a code, the same each time', async () => {
    const { backend } = await openNewsroom()
    const first = (await (await post(backend, { url: 'https://aranews.net/about' })).json()) as LinkJson
    expect(first.code).toMatch(/^[0-9a-hjkmnp-tv-z]{6}$/)
    const again = await post(backend, { url: 'https://aranews.net/about' })
    expect(again.status).toBe(200)
    expect(((await again.json()) as LinkJson).code).toBe(first.code)
    expect(await where(backend, `/s/${first.code}`)).toBe('https://aranews.net/about')
  })

  test('the address of a story’s own page here is that story', async () => {
    const { backend, id, page } = await openNewsroom()
    expect(await (await post(backend, { url: page, alias: 'council' })).json()).toMatchObject({ item: id })
  })
})

describe('moving and retiring', () => {
  test('a name is moved, with a record of where it led', async () => {
    const { backend, id, page } = await openNewsroom()
    await post(backend, { item: id, alias: 'today' })
    const other = await backend.take(story('Another story', LEDE.replace('water', 'wheat')))
    backend.clock.now += 60_000
    const json = { item: other, note: 'A newer story' }
    const response = await backend.ask('/api/links/TODAY', { method: 'PATCH', token: true, json })
    expect(response.status).toBe(200)
    const link = (await response.json()) as LinkJson
    expect(link).toMatchObject({ alias: 'today', item: other })
    expect(link.history).toMatchObject([
      { url: page, note: 'A newer story', until: new Date(NOW + 60_000).toISOString() },
    ])
    expect(await where(backend, '/s/today')).toBe(link.url)
    expect(link.url).not.toBe(page)
    const log = (await (await backend.ask('/api/changes')).json()) as { changes: { kind: string; link?: unknown }[] }
    expect(log.changes.filter(({ kind }) => kind === 'link').map(({ link }) => link)).toMatchObject([
      { link: 'today' },
      { link: 'today' },
    ])
    expect(JSON.stringify(log)).not.toContain('A newer story')
    const open = (await (await backend.ask('/api/links/today')).json()) as LinkJson
    expect(open.history).toEqual([{ item: expect.any(String), url: page, until: new Date(NOW + 60_000).toISOString() }])
    expect(Object.keys(open)).not.toEqual(expect.arrayContaining(['days', 'referrers', 'fault']))
    const own = await (await backend.ask('/api/changes', { token: true })).text()
    expect(own).toContain('A newer story')
  })

  test('a move that is sent again is no second one', async () => {
    const { backend, id } = await openNewsroom()
    await post(backend, { item: id, alias: 'today' })
    const move = () =>
      backend.ask('/api/links/today', { method: 'PATCH', token: true, json: { url: 'https://aranews.net/about' } })
    await move()
    expect(((await (await move()).json()) as LinkJson).history).toHaveLength(1)
  })

  test('a retired name answers 410 with the reason and is given to nothing else, until it is moved', async () => {
    const { backend, id, page } = await openNewsroom()
    await post(backend, { item: id, alias: 'today' })
    const json = { reason: 'The campaign <b>ended</b>' }
    expect((await backend.ask('/api/links/today', { method: 'DELETE', token: true, json })).status).toBe(200)
    const gone = await backend.ask('/s/today')
    expect(gone.status).toBe(410)
    expect(await gone.text()).toContain('The campaign &lt;b&gt;ended&lt;/b&gt;')
    expect((await post(backend, { item: id, alias: 'today' })).status).toBe(409)
    await backend.ask('/api/links/today', { method: 'PATCH', token: true, json: { item: id } })
    expect(await where(backend, '/s/today')).toBe(page)
  })

  test('retiring needs no body, and a story’s own code is never moved or retired', async () => {
    const { backend, id, code } = await openNewsroom()
    await post(backend, { item: id, alias: 'today' })
    expect((await backend.ask('/api/links/today', { method: 'DELETE', token: true })).status).toBe(200)
    expect((await backend.ask(`/api/links/${code}`, { method: 'DELETE', token: true })).status).toBe(409)
    const json = { url: 'https://aranews.net/' }
    expect((await backend.ask(`/api/links/${code}`, { method: 'PATCH', token: true, json })).status).toBe(409)
    expect((await backend.ask('/api/links/nosuch', { method: 'DELETE', token: true })).status).toBe(404)
    expect((await backend.ask('/api/links/today', { method: 'DELETE' })).status).toBe(401)
  })

  test('links of a retracted story answer 410 with its reason, and lead to it again when it is restored', async () => {
    const { backend, id, code, page } = await openNewsroom()
    await post(backend, { item: id, alias: 'kobane' })
    const path = `/api/items/${encodeURIComponent(id)}`
    await backend.ask(path, { method: 'DELETE', token: true, json: { reason: 'The source was mistaken' } })
    for (const name of [code, 'kobane']) {
      const gone = await backend.ask(`/s/${name}`)
      expect(gone.status).toBe(410)
      expect(await gone.text()).toContain('The source was mistaken')
    }
    expect((await post(backend, { item: id, alias: 'other' })).status).toBe(410)
    await backend.ask(`${path}/restore`, { method: 'POST', token: true })
    expect(await where(backend, '/s/kobane')).toBe(page)
  })
})

describe('listing', () => {
  test('goes on from page to page without losing or repeating any', async () => {
    const { backend, id } = await openNewsroom()
    for (const alias of ['one', 'two', 'three', 'four', 'five']) await post(backend, { item: id, alias })
    const names: (string | undefined)[] = []
    let path: string | undefined = '/api/links?named=1&limit=2'
    while (path !== undefined) {
      const page = (await (await backend.ask(path)).json()) as { links: LinkJson[]; next_url?: string }
      names.push(...page.links.map(({ alias }) => alias))
      path = page.next_url?.slice(BASE.length)
    }
    expect(names.sort()).toEqual(['five', 'four', 'one', 'three', 'two'])
    expect((await backend.ask('/api/links?item=nosuch')).status).toBe(400)
  })
})

describe('another shortener’s table', () => {
  const send = async (backend: TestBackend, body: string, type = 'text/csv') =>
    backend.ask('/api/links/import', { method: 'POST', token: true, body, type })

  async function openArchive() {
    const backend = openBackend()
    for (const name of ['one', 'two', 'three']) {
      const item = {
        id: `urn:${name}`,
        url: `https://www.aranews.net/2015/06/${name}-of-three-stories/`,
        title: name,
        content_text: `${LEDE} ${name}`,
      }
      await backend.ask('/api/items', { method: 'POST', token: true, json: item })
    }
    const items = await list(backend)
    const page = (title: string) => items.find((item) => item.title === title)?._ara.permalink
    return { backend, page }
  }

  test('each code leads to the story that had its address; what matches nothing is listed', async () => {
    const { backend, page } = await openArchive()
    const response = await send(
      backend,
      `code,url,clicks\r\n2vXyZ,http://aranews.net/2015/06/one-of-three-stories,12\r\n"https://bit.ly/2VxYz","https://m.aranews.net/x",1\nKobane,"http://www.aranews.net/2015/06/two-of-three-stories/?utm_source=x",5\nbad code!,https://aranews.net/2015/06/two-of-three-stories/,1\nempty,,`,
    )
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      added: 2,
      unchanged: 0,
      left: [
        { line: 3, code: '2VxYz', url: 'https://m.aranews.net/x', reason: 'No story has this address.' },
        {
          line: 5,
          code: 'bad code!',
          url: 'https://aranews.net/2015/06/two-of-three-stories/',
          reason: expect.stringContaining('letters, digits and hyphens'),
        },
        { line: 6, code: 'empty', url: '', reason: 'There is no code, or no address.' },
      ],
    })
    expect(await where(backend, '/s/2vXyZ')).toBe(page('one'))
    expect(await where(backend, '/s/kobane')).toBe(page('two'))
  })

  test('codes that differ only in their letters’ case stay apart', async () => {
    const { backend, page } = await openArchive()
    const url = (name: string) => `https://aranews.net/2015/06/${name}-of-three-stories/`
    const table = `aBc12,${url('one')}\nAbC12,${url('two')}\nabc12,${url('three')}\n`
    expect(await (await send(backend, table)).json()).toMatchObject({ added: 2, left: [{ line: 3 }] })
    expect(await where(backend, '/s/aBc12')).toBe(page('one'))
    expect(await where(backend, '/s/AbC12')).toBe(page('two'))
    expect(await where(backend, '/s/ABC12')).toBe(page('one'))
  })

  test('an address is found without its fragment, below another form of the page, and without http', async () => {
    const { backend, page } = await openArchive()
    const forms = [
      'https://aranews.net/2015/06/one-of-three-stories/#comments',
      'https://www.aranews.net/2015/06/one-of-three-stories/amp/',
      'https://aranews.net/files/2015/06/one-of-three-stories/?replytocom=5',
      'aranews.net/2015/06/one-of-three-stories',
      '//www.aranews.net/2015/06/one-of-three-stories/',
      page('one'),
    ]
    const table = forms.map((form, index) => `https://bit.ly/c%2d${index},${form}\n`).join('')
    expect(await (await send(backend, table)).json()).toEqual({ added: 6, unchanged: 0, left: [] })
    expect(await where(backend, '/s/c-3')).toBe(page('one'))
  })

  test('codes that were given out may be words of routes; what is none, or deceives, is listed', async () => {
    const { backend, page } = await openArchive()
    const url = 'https://aranews.net/2015/06/one-of-three-stories/'
    const codes = ['api', '\u0430\u0440\u0456', 'feed.rss', 'a/b', '../x', 'p\u0430ypal', 'x\u202e', 'x'.repeat(101)]
    const json = await (await send(backend, codes.map((code) => `${code},${url}\n`).join(''))).json()
    const { added, left } = json as { added: number; left: { line: number; reason: string }[] }
    expect([added, left.map(({ line }) => line)]).toEqual([1, [2, 3, 4, 5, 6, 7, 8]])
    expect(left[0]?.reason).toBe('The code looks like an address of this service itself.')
    expect(await where(backend, '/s/api')).toBe(page('one'))
    expect((await backend.ask('/api/links')).headers.get('Content-Type')).toContain('application/json')
  })

  test('sending it again changes nothing', async () => {
    const { backend } = await openArchive()
    const table = 'https://aranews.net/2015/06/one-of-three-stories/;abc9'
    expect(await (await send(backend, table)).json()).toEqual({ added: 1, unchanged: 0, left: [] })
    expect(await (await send(backend, table)).json()).toEqual({ added: 0, unchanged: 1, left: [] })
  })

  test('blanks stand around quotes, any system ends the lines, and a line is where its row begins', async () => {
    const { backend } = await openArchive()
    const url = (name: string) => `https://aranews.net/2015/06/${name}-of-three-stories/`
    const table = `short;target;note\r\n"c1" ;"${url('one')}";"two\r\nlines"\r\n\rc2;${url('two')};"a ""quote"" x"\n"c3";;\r`
    const left = [{ line: 6, code: 'c3', url: '', reason: 'There is no code, or no address.' }]
    expect(await (await send(backend, table)).json()).toEqual({ added: 2, unchanged: 0, left })
  })

  test('is read only where it is one', async () => {
    const { backend } = await openArchive()
    expect((await send(backend, '<a/>', 'application/xml')).status).toBe(415)
    expect((await backend.ask('/api/links/import', { method: 'POST', body: 'a,b', type: 'text/csv' })).status).toBe(401)
    expect(await (await send(backend, `"${'"'.repeat(1001)}\n,,,\n\n\u0000,x`)).json()).toMatchObject({ added: 0 })
  })

  test('links of an export come in where they lead to a named host, and others are listed', async () => {
    const { backend } = await openArchive()
    const named = [
      { name: 'about', url: 'https://aranews.net/about', history: [{ at: 1, lead: '//evil.example' }] },
      { name: 'evil', url: 'https://evil.example/' },
      { name: 'p\u0430ypal', url: 'https://aranews.net/' },
      { name: 'loop', url: '/s/about' },
      { name: 'dotted', url: '/./%73/about' },
      { name: 'back', url: '/\\evil.example/' },
      { name: 'tab', url: '/\t/evil.example/' },
      { name: 'broken', url: 'http://[', retired: {} },
      { name: 'over', url: 'https://evil.example/', retired: { reason: 'Over' } },
      { name: 'nobody', item: '0'.repeat(64) },
    ]
    // A code that is not the name's own is not believed.
    const links = named.map((link) => ({ ...link, code: 'k3xp9a' }))
    const response = await backend.ask('/api/links/import', { method: 'POST', token: true, json: { links } })
    const { added, left } = (await response.json()) as { added: number; left: { code: string }[] }
    expect([added, left.map(({ code }) => code)]).toEqual([
      2,
      ['evil', 'p\u0430ypal', 'loop', 'dotted', 'back', 'tab', 'broken', 'nobody'],
    ])
    expect((await backend.ask('/s/k3xp9a')).status).toBe(404)
    expect((await backend.ask('/api/links')).status).toBe(200)
    expect(await where(backend, '/s/about')).toBe('https://aranews.net/about')
    expect((await backend.ask('/s/over')).status).toBe(410)
    expect((await backend.ask('/s/evil')).status).toBe(404)
    expect(await (await backend.ask('/s/about+')).text()).not.toContain('evil.example')
  })
})
