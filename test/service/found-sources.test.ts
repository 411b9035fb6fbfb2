import { describe, expect, test } from 'vitest'
import { html, openSites, rss } from './sites.ts'

/** What becomes a source, and what does not, whichever way it is added. */

const SITE = 'https://site.example/'
const ENTRY = {
  body: '<?xml version="1.0"?><!-- one <b>story</b> --><entry xmlns="http://www.w3.org/2005/Atom"><id>urn:1</id><title>Single</title><updated>2025-01-01T00:00:00Z</updated></entry>',
  type: 'application/atom+xml;type=entry',
}
const entryLink = '<link rel="alternate" type="application/atom+xml;type=entry" href="/entry.atom">'
const feedLink = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'

describe('a site that names an entry before its feed', () => {
  const pages = { [SITE]: html(entryLink + feedLink), [`${SITE}entry.atom`]: ENTRY, [`${SITE}feed.xml`]: rss('Found') }

  test('becomes the source that its feed is', async () => {
    const sites = openSites(pages)
    const { status, json } = await sites.add({ url: SITE, discover: true })
    expect([status, json.url]).toEqual([201, `${SITE}feed.xml`])
    expect(sites.asked.some(({ url }) => url.endsWith('entry.atom'))).toBe(false)
  })

  test('is shown as its feed', async () => {
    const { json } = await openSites(pages).preview({ url: SITE })
    expect((json.items as { title: string }[]).map(({ title }) => title)).toEqual(['Found'])
  })
})

describe('no source is made of', () => {
  test.each([
    ['a page without a feed', html(''), true, /sent a page, and no feed was found from there\. It was not added/],
    ['a page', html(''), false, /sent a page, not a feed\. It was not added: "discover": true takes/],
    ['a page that names a feed', html(feedLink), false, /It names the feed https:\/\/site\.example\/feed\.xml\./],
    ['an entry', ENTRY, false, /sent a single Atom entry, which is no feed\./],
    ['an entry that is followed', ENTRY, true, /sent a single Atom entry, which is no feed\./],
    [
      'a prefixed entry',
      { ...ENTRY, body: '<a:entry xmlns:a="http://www.w3.org/2005/Atom"><a:title>One</a:title></a:entry>' },
      true,
      /single Atom entry/,
    ],
    ['plain text', { body: 'All is well.', type: 'text/plain' }, false, /sent plain text, which is no feed/],
    ['other XML', { body: '<catalog/>', type: 'text/xml' }, true, /first element is "catalog"/],
    ['other JSON', { body: '{"a": 1}', type: 'application/json' }, false, /no list named "items"/],
    ['an empty document', { body: '', type: 'text/xml' }, false, /The document is empty/],
  ] as const)('%s', async (_, page, discover, sentence) => {
    const sites = openSites({ [SITE]: page })
    const { status, json } = await sites.add({ url: SITE, ...(discover ? { discover } : {}) })
    expect([status, json.field]).toEqual([422, 'url'])
    expect(json.detail).toMatch(sentence)
    expect((await sites.ask('/api/sources')).json.sources).toEqual([])
  })
})

test.each([
  ['a feed', rss('One')],
  ['what can not be asked now', { status: 503 }],
  ['what is not there yet', { status: 404 }],
])('%s is added as it was given', async (_, page) => {
  for (const discover of [true, false]) {
    const { status, json } = await openSites({ [SITE]: page }).add({ url: SITE, discover })
    expect([status, json.url]).toEqual([201, SITE])
  }
})

test('an entry is shown to who asks for it, and a poll that brings one fails with a sentence', async () => {
  const sites = openSites({ [SITE]: rss('One') })
  const { json } = await sites.add({ url: SITE })
  sites.pages[SITE] = ENTRY
  const shown = await sites.preview({ url: SITE })
  expect(shown.json.items).toMatchObject([{ title: 'Single' }])
  const refreshed = await sites.refresh(String(json.id))
  expect(refreshed.json).toMatchObject({
    outcome: 'failed',
    reason: 'site.example sent a single Atom entry, which is no feed.',
  })
})

test('a source is moved to no page', async () => {
  const sites = openSites({ [SITE]: rss('One'), 'https://page.example/': html(feedLink) })
  const { json } = await sites.add({ url: SITE })
  const moved = await sites.ask(`/api/sources/${json.id}`, 'PATCH', { url: 'https://page.example/' })
  expect([moved.status, moved.json.field]).toEqual([422, 'url'])
  expect((await sites.ask(`/api/sources/${json.id}`)).json.url).toBe(SITE)
})

describe('a document that only says where the feed is now', () => {
  const away = (to: string) => ({
    body: `<?xml version="1.0"?>\n<redirect>\n <newLocation>${to}</newLocation>\n</redirect>`,
    type: 'text/xml',
  })

  test('is followed by polls, previews and discovery', async () => {
    const sites = openSites({ [SITE]: away('/new?a=1&amp;b=2'), [`${SITE}new?a=1&b=2`]: rss('Moved') })
    const { json } = await sites.add({ url: SITE })
    await sites.refresh(String(json.id))
    expect(await sites.titles()).toEqual(['Moved'])
    expect((await sites.preview({ url: SITE })).json.items).toMatchObject([{ title: 'Moved' }])
    expect((await sites.ask(`/api/sources/${json.id}/health`)).json).toMatchObject({ moved_to: `${SITE}new?a=1&b=2` })
  })

  test('is followed in no loop, nor for ever', async () => {
    const loop = openSites({ [SITE]: away(`${SITE}b`), [`${SITE}b`]: away(SITE) })
    expect((await loop.preview({ url: SITE })).json.detail).toBe('site.example redirects in a loop.')
    const far = Array.from({ length: 9 }, (_, at) => [`${SITE}${at || ''}`, away(`${SITE}${at + 1}`)] as const)
    const long = openSites(Object.fromEntries(far))
    expect((await long.preview({ url: SITE })).json.detail).toBe('site.example redirects more than 5 times.')
  })
})
