import { describe, expect, test } from 'vitest'
import { ConfigError, FetchError } from '../../src/errors.ts'
import { type Fetch, fetchDocument, type Net, standardLimits } from '../../src/net/fetch.ts'

const now = Date.UTC(2015, 5, 4, 12, 0, 0)
type Asked = { readonly url: string; readonly headers: Record<string, string> }
type Site = Readonly<Record<string, () => Response>>

/** A network of the given pages; what was asked of it is kept. */
function toNet(site: Site, allowPrivate: readonly string[] = []): { readonly net: Net; readonly asked: Asked[] } {
  const asked: Asked[] = []
  const fetch: Fetch = async (url, { headers }) => {
    asked.push({ url, headers })
    const page = site[url]
    if (page === undefined) return new Response('', { status: 404 })
    return page()
  }
  return { net: { fetch, now: () => now, allowPrivate, userAgent: 'ara-feeds/0 (+x)', limits: standardLimits }, asked }
}

const moved =
  (location: string, status = 302) =>
  () =>
    new Response(null, { status, headers: { location } })
const page =
  (text: string, headers = {}) =>
  () =>
    new Response(text, { headers })
const failure = async (site: Site, url = 'https://a.example/') => {
  const found = await fetchDocument(toNet(site).net, { url }).catch((error: unknown) => error)
  if (!(found instanceof FetchError)) throw new Error('It did not fail as it should.', { cause: found })
  return found
}

/** What a `.gz` file holds, made with the runtime's own means. */
async function gzip(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

describe('a gzip file that no Content-Encoding names', () => {
  const served = (bytes: Uint8Array<ArrayBuffer>) => () =>
    new Response(bytes, { headers: { 'content-type': 'application/x-gzip' } })

  test('is unpacked', async () => {
    const { net } = toNet({ 'https://a.example/sitemap.xml.gz': served(await gzip('<urlset/>')) })
    const { bytes } = await fetchDocument(net, { url: 'https://a.example/sitemap.xml.gz' })
    expect(new TextDecoder().decode(bytes)).toBe('<urlset/>')
  })

  test('is limited by what it unpacks to', async () => {
    const bomb = await gzip(' '.repeat(standardLimits.body + 1))
    const { kind, message } = await failure({ 'https://a.example/': served(bomb) })
    expect([kind, message]).toEqual(['size', 'a.example sent more than 10 MiB.'])
  })

  test('comes as it is where it is broken', async () => {
    const half = (await gzip('<urlset/>')).slice(0, 20)
    const { net } = toNet({ 'https://a.example/': served(half) })
    expect((await fetchDocument(net, { url: 'https://a.example/' })).bytes).toEqual(half)
  })
})

describe('a document', () => {
  test('comes with what its headers say', async () => {
    const headers = {
      'content-type': 'application/rss+xml; charset=windows-1256',
      'content-language': 'ar',
      'content-location': '/feed/',
      etag: 'W/"a"',
      'last-modified': 'Thu, 04 Jun 2015 10:00:00 GMT',
      'cache-control': 'max-age=600',
      link: '<https://hub.example/>; rel=hub',
    }
    const { net, asked } = toNet({ 'https://a.example/': page('<rss/>', headers) })
    const answer = await fetchDocument(net, { url: 'https://a.example/#top' })
    expect(answer).toEqual({
      kind: 'document',
      url: 'https://a.example/',
      status: 200,
      bytes: new TextEncoder().encode('<rss/>'),
      contentType: headers['content-type'],
      contentLanguage: 'ar',
      contentLocation: '/feed/',
      etag: 'W/"a"',
      lastModified: headers['last-modified'],
      freshUntil: now + 600_000,
      link: headers.link,
    })
    expect(asked[0]?.headers['user-agent']).toBe('ara-feeds/0 (+x)')
    expect(asked[0]?.headers.accept).toMatch(/application\/rss\+xml/)
    expect(asked[0]?.headers).not.toHaveProperty('if-none-match')
  })

  test('may be empty', async () => {
    const { net } = toNet({ 'https://a.example/': page('') })
    expect((await fetchDocument(net, { url: 'https://a.example/' })).bytes).toHaveLength(0)
  })

  test('is not sent again when it has not changed', async () => {
    const { net, asked } = toNet({
      'https://a.example/': () => new Response(null, { status: 304, headers: { etag: '"b"', expires: '0' } }),
    })
    const lastModified = 'Thu, 04 Jun 2015 10:00:00 GMT'
    const answer = await fetchDocument(net, { url: 'https://a.example/', etag: '"a"', lastModified })
    expect(answer).toMatchObject({ kind: 'unchanged', status: 304, etag: '"b"' })
    expect(asked[0]?.headers).toMatchObject({ 'if-none-match': '"a"', 'if-modified-since': lastModified })
  })

  test.each([
    [304, 'a.example answered 304 Not Modified.'],
    [206, 'a.example answered 206 Partial Content.'],
    [204, 'a.example answered 204 No Content.'],
    [404, 'a.example answered 404 Not Found.'],
    [503, 'a.example answered 503 Service Unavailable.'],
    [418, 'a.example answered 418.'],
  ])('is not what status %i brings', async (status, message) => {
    const error = await failure({ 'https://a.example/': () => new Response(null, { status, statusText: 'Ha Ha' }) })
    expect(error).toMatchObject({ kind: 'status', status, message })
  })

  test('that is gone is told apart, and Retry-After is kept', async () => {
    const gone = await failure({ 'https://a.example/': () => new Response(null, { status: 410 }) })
    expect(gone).toMatchObject({ kind: 'gone', status: 410 })
    const busy = () => new Response(null, { status: 429, headers: { 'retry-after': '3600' } })
    expect(await failure({ 'https://a.example/': busy })).toMatchObject({ retryAt: now + 3_600_000 })
  })

  test('that announces more than the limit, or is compressed by unknown means, is not read', async () => {
    const large = page('x', { 'content-length': String(11 * 1024 * 1024) })
    expect(await failure({ 'https://a.example/': large })).toMatchObject({
      kind: 'size',
      message: 'a.example sent more than 10 MiB.',
    })
    const odd = page('x', { 'content-encoding': 'compress' })
    expect((await failure({ 'https://a.example/': odd })).message).toMatch(/^a\.example compressed its document/)
  })
})

test.each(['utf-8', 'none', 'identity, UTF-8', 'binary'])('%s is no compression', async (coding) => {
  const { net } = toNet({ 'https://a.example/': page('<rss/>', { 'content-encoding': coding }) })
  expect((await fetchDocument(net, { url: 'https://a.example/' })).bytes).toEqual(new TextEncoder().encode('<rss/>'))
})

describe('errors of a runtime without codes', () => {
  const broken = (message: string) => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error(message)) })
    return () => new Response(body)
  }
  test.each([
    ['Network connection lost.', 'The connection to a.example broke off in the middle of the document.'],
    ['Gzip decompression failed.', 'The document of a.example is wrongly compressed.'],
    ['Brotli compressed stream ended prematurely.', 'The compressed document of a.example breaks off before its end.'],
  ])('%s', async (message, sentence) => {
    expect(await failure({ 'https://a.example/': broken(message) })).toMatchObject({
      kind: 'network',
      message: sentence,
    })
  })
  test('before an answer', async () => {
    const refuse = () => {
      throw new Error('Network connection lost.', { cause: 'not even an error' })
    }
    const error = await failure({ 'https://a.example/': refuse })
    expect(error).toMatchObject({ kind: 'network', message: 'a.example could not be reached.' })
    expect(error.cause).toBeInstanceOf(Error)
  })
})

describe('an address', () => {
  test.each(['ftp://a.example/', 'file:///etc/passwd', 'data:text/plain,x', 'javascript:1', 'mailto:a@a.example'])(
    '%s is not fetched',
    async (url) => {
      const { net, asked } = toNet({})
      await expect(fetchDocument(net, { url })).rejects.toMatchObject({ kind: 'address' })
      expect(asked).toEqual([])
    },
  )
  test.each(['', 'a.example', '/feed', 'http://', 'https://a b/'])('"%s" is none', async (url) => {
    await expect(fetchDocument(toNet({}).net, { url })).rejects.toMatchObject({ kind: 'address' })
  })
  test.each(['http://127.0.0.1:8080/', 'http://0x7f.1/', 'http://[::ffff:127.0.0.1]/', 'http://localhost/'])(
    '%s is private',
    async (url) => {
      const { net, asked } = toNet({})
      await expect(fetchDocument(net, { url })).rejects.toMatchObject({ kind: 'private' })
      expect(asked).toEqual([])
    },
  )
  test('that is listed is open, and a list that makes no sense is an error of the settings', async () => {
    const { net } = toNet({ 'http://127.0.0.1:8080/': page('x') }, ['127.0.0.0/8'])
    expect((await fetchDocument(net, { url: 'http://127.0.0.1:8080/' })).status).toBe(200)
    await expect(fetchDocument(toNet({}, ['1.2.3.4/99']).net, { url: 'http://a.example/' })).rejects.toThrow(
      ConfigError,
    )
  })
  test('with a user name and password signs in with them, and shows them nowhere', async () => {
    const { net, asked } = toNet({ 'https://a.example/f?key=abc': page('x') })
    const answer = await fetchDocument(net, { url: 'https://az%C3%A2d:s%3Acret%25@a.example/f?key=abc' })
    expect(answer.url).toBe('https://a.example/f?key=abc')
    const [, login = ''] = asked[0]?.headers.authorization?.split(' ') ?? []
    expect(Buffer.from(login, 'base64').toString()).toBe('azâd:s:cret%')
    const error = await failure({}, 'https://user:secret@a.example/g?key=abc')
    expect(error.message).toBe('a.example answered 404 Not Found.')
  })
})

describe('redirects', () => {
  const chain = (length: number, status = 302): Site =>
    Object.fromEntries([
      ['https://a.example/', moved('/1', status)],
      ...Array.from({ length: length - 1 }, (_, index) => [
        `https://a.example/${index + 1}`,
        moved(`${index + 2}`, status),
      ]),
      [`https://a.example/${length}`, page('found')],
    ])

  test('are followed five times, and no more', async () => {
    expect((await fetchDocument(toNet(chain(5)).net, { url: 'https://a.example/' })).url).toBe('https://a.example/5')
    expect(await failure(chain(6))).toMatchObject({
      kind: 'redirects',
      message: 'a.example redirects more than 5 times.',
    })
  })

  test('in a loop are noticed', async () => {
    const loop = {
      'https://a.example/': moved('https://b.example/'),
      'https://b.example/': moved('https://a.example/#x'),
    }
    expect(await failure(loop)).toMatchObject({ kind: 'redirects', message: 'b.example redirects in a loop.' })
  })

  test.each([
    ['http://127.0.0.1/', 'private'],
    ['http://[::1]/', 'private'],
    ['//169.254.169.254/latest/meta-data/', 'private'],
    ['http://localhost:9200/', 'private'],
    ['http://2130706433/', 'private'],
    ['file:///etc/passwd', 'address'],
    ['data:text/plain,x', 'address'],
    ['http://', 'redirects'],
    ['', 'redirects'],
  ])('to "%s" are not followed', async (location, kind) => {
    const { net, asked } = toNet({ 'https://a.example/': moved(location) })
    await expect(fetchDocument(net, { url: 'https://a.example/' })).rejects.toMatchObject({ kind })
    expect(asked).toHaveLength(1)
  })

  test('lead to raw UTF-8 paths, as Arabic sites send them', async () => {
    const raw = Buffer.from('/خبر/').toString('latin1')
    const { net } = toNet({ 'https://a.example/': moved(raw), 'https://a.example/%D8%AE%D8%A8%D8%B1/': page('x') })
    expect((await fetchDocument(net, { url: 'https://a.example/' })).status).toBe(200)
  })

  const signedIn = async (from: string, to: string, back?: string) => {
    const site = { [from]: moved(to), [to]: back ? moved(back) : page('x'), ...(back ? { [back]: page('x') } : {}) }
    const { net, asked } = toNet(site)
    await fetchDocument(net, { url: from, headers: { Authorization: 'Basic abc', 'X-Key': 'k' }, etag: '"a"' })
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Basic abc', 'x-key': 'k' })
    return asked.at(-1)?.headers ?? {}
  }
  test('keep private headers on the host and on its way to https', async () => {
    expect(await signedIn('http://a.example/', 'http://a.example/x')).toHaveProperty('authorization')
    expect(await signedIn('http://a.example/', 'https://a.example/')).toHaveProperty('x-key')
  })
  test.each([
    ['https://a.example/', 'https://b.example/'],
    ['https://a.example/', 'http://a.example/'],
    ['https://a.example/', 'https://a.example:8443/'],
    ['https://a.example/', 'https://www.a.example/'],
  ])('from %s to %s leave private headers behind', async (from, to) => {
    const headers = await signedIn(from, to)
    expect(headers).not.toHaveProperty('authorization')
    expect(headers).not.toHaveProperty('x-key')
    expect(headers).toHaveProperty('if-none-match')
  })
  test('that leave the host and come back bring no private header', async () => {
    const headers = await signedIn('https://a.example/', 'https://b.example/', 'https://a.example/x')
    expect(headers).not.toHaveProperty('authorization')
  })

  const moveOf = async (site: Site, url: string) => {
    const { permanentUrl, isUpgrade } = await fetchDocument(toNet(site).net, { url })
    return { permanentUrl, isUpgrade }
  }
  test('are a move when all of them are for good', async () => {
    const good = { 'http://a.example/': moved('http://b.example/', 301), 'http://b.example/': moved('/feed', 308) }
    const site = { ...good, 'http://b.example/feed': page('x') }
    expect(await moveOf(site, 'http://a.example/')).toEqual({
      permanentUrl: 'http://b.example/feed',
      isUpgrade: undefined,
    })
    const mixed = { ...site, 'http://b.example/': moved('/feed', 302) }
    expect(await moveOf(mixed, 'http://a.example/')).toEqual({ permanentUrl: undefined, isUpgrade: undefined })
    expect(await moveOf(site, 'http://b.example/feed')).toEqual({ permanentUrl: undefined, isUpgrade: undefined })
  })
  test.each([301, 302, 307, 308])('to the same address on https are an upgrade by %i', async (status) => {
    const site = {
      'http://a.example/f?x=1': moved('https://a.example/f?x=1', status),
      'https://a.example/f?x=1': page('x'),
    }
    expect(await moveOf(site, 'http://a.example/f?x=1')).toEqual({
      permanentUrl: 'https://a.example/f?x=1',
      isUpgrade: true,
    })
  })
  test('to another address on https are no upgrade', async () => {
    const site = { 'http://a.example/f': moved('https://a.example/g'), 'https://a.example/g': page('x') }
    expect(await moveOf(site, 'http://a.example/f')).toEqual({ permanentUrl: undefined, isUpgrade: undefined })
  })
})
