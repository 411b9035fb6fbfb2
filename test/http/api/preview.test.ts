import { describe, expect, test } from 'vitest'
import { ParseError } from '../../../src/errors.ts'
import type { Backend, PreviewInput } from '../../../src/http/backend.ts'
import { list, openBackend, story } from '../backend.ts'

type Json = { readonly [name: string]: unknown }

const RSS = `<?xml version="1.0"?><rss version="2.0"><channel><title>A &amp; B</title><link>/home</link>
<description>All of it</description><language>en</language><item><guid isPermaLink="false">x-17</guid>
<title>Bridge opens</title><link>/bridge</link><pubDate>Tue, 09 Jun 2015 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Open.&lt;/p&gt;</description></item></channel></rss>`

describe('preview', () => {
  test('shows what would be stored of a document, and stores nothing', async () => {
    const backend = openBackend()
    const init = { method: 'POST', token: true, body: RSS, type: 'application/rss+xml' }
    const response = await backend.ask('/api/preview?url=https://a.example/feed', init)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/feed+json; charset=utf-8')
    expect(await response.json()).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'A & B',
      description: 'All of it',
      home_page_url: 'https://a.example/home',
      language: 'en',
      items: [
        {
          id: 'x-17',
          url: 'https://a.example/bridge',
          title: 'Bridge opens',
          content_html: '<p>Open.</p>',
          date_published: '2015-06-09T10:00:00.000Z',
        },
      ],
    })
    expect(await list(backend)).toEqual([])
  })

  test('hands on what headers say of a document', async () => {
    const inputs: PreviewInput[] = []
    const preview: Backend['preview'] = async (input) => {
      inputs.push(input)
      throw new ParseError('Enough.')
    }
    const headers = { 'Content-Language': 'kmr', 'Content-Location': '/feeds/ku.xml' }
    const init = { method: 'POST', token: true, body: RSS, type: 'application/rss+xml', headers }
    await openBackend({ preview }).ask('/api/preview', init)
    expect(inputs).toMatchObject([{ contentLanguage: 'kmr', contentLocation: '/feeds/ku.xml' }])
  })

  test('takes story text, and a JSON Feed sent as plain JSON', async () => {
    const backend = openBackend()
    const text = { method: 'POST', token: true, body: story('Bridge opens', 'The bridge is open.'), type: 'text/plain' }
    expect(await (await backend.ask('/api/preview', text)).json()).toMatchObject({ items: [{ title: 'Bridge opens' }] })
    const json = { version: 'https://jsonfeed.org/version/1', title: 'T', items: [{ id: '1', content_text: 'x' }] }
    const feed = (await (await backend.ask('/api/preview', { method: 'POST', token: true, json })).json()) as Json
    expect(feed).toMatchObject({ title: 'T', items: [{ id: '1' }] })
  })

  test.each<[unknown, number, string | undefined]>([
    [{}, 422, 'url'],
    [{ url: 7 }, 422, 'url'],
    [{ url: 'file:///etc/passwd' }, 422, 'url'],
    [{ url: 'https://a.example/', as: 'feed' }, 422, 'as'],
    [{ url: 'https://a.example/', depth: 1 }, 422, 'depth'],
    [{ url: 'https://a.example/', timeZone: 'Baghdad' }, 422, 'timeZone'],
    [{ url: 'https://a.example/', timeZone: '+03:00' }, 422, 'timeZone'],
    [{ url: 'http://127.0.0.1/' }, 422, 'url'],
    [{ url: 'https://a.example/' }, 502, 'url'],
    [null, 422, 'body'],
  ])('%j is refused and named', async (json, status, field) => {
    const backend = openBackend()
    const response = await backend.ask('/api/preview', { method: 'POST', token: true, json })
    expect(response.status).toBe(status)
    expect(((await response.json()) as Json).field).toBe(field)
    expect(backend.logged).toEqual([])
  })

  test.each([
    ['an empty body', '', 'text/xml', '', 422],
    ['what is no feed', 'hello', 'text/xml', '', 422],
    ['a form', 'url=x', 'application/x-www-form-urlencoded', '', 415],
    ['a bad url', RSS, 'text/xml', '?url=javascript:1', 400],
    ['a bad as', RSS, 'text/xml', '?as=feed', 400],
    ['a bad zone', RSS, 'text/xml', '?timeZone=Mars/Base', 400],
    ['broken JSON', '{', 'application/json', '', 400],
  ])('%s is a problem', async (_, body, type, query, status) => {
    const backend = openBackend()
    const response = await backend.ask(`/api/preview${query}`, { method: 'POST', token: true, body, type })
    expect(response.status).toBe(status)
    expect(backend.logged).toEqual([])
  })

  test.each([
    ['lists without end', '['.repeat(1_000_000)],
    ['a list of many', `[${'{},'.repeat(1_000_000)}{}]`],
    ['many members', `{"url":"https://a.example/",${'"k":1,'.repeat(500_000)}"k":1}`],
  ])('JSON of more values than a request has is a document, and read as one: %s', async (_, body) => {
    const inputs: PreviewInput[] = []
    const preview: Backend['preview'] = async (input) => {
      inputs.push(input)
      throw new ParseError('Enough.')
    }
    const init = { method: 'POST', token: true, body, type: 'application/json' }
    expect((await openBackend({ preview }).ask('/api/preview', init)).status).toBe(422)
    expect(inputs.map(({ bytes }) => bytes?.length)).toEqual([body.length])
  })

  test('a document of several MiB is taken, one of more than ten is not', async () => {
    const backend = openBackend()
    const padded = (size: number) => RSS.replace('</channel>', `<!--${'x'.repeat(size)}--></channel>`)
    const post = (body: string) => backend.ask('/api/preview', { method: 'POST', token: true, body, type: 'text/xml' })
    expect((await post(padded(3 * 1024 * 1024))).status).toBe(200)
    expect((await post(padded(10 * 1024 * 1024))).status).toBe(413)
  })
})
