import { describe, expect, test } from 'vitest'
import { openBackend, story, type TestBackend } from './backend.ts'

/** Addresses that nobody means, in every place of every route: refused or nowhere, and never an error of ours. */

/** PART stands for what is odd. */
const PATHS = [
  '/PART',
  '/PART/',
  '/ara-news/PART',
  '/ara-news/PART/',
  '/feed.PART',
  '/PART/feed.atom',
  '/tag/PART/',
  '/tag/PART/feed.rss',
  '/place/PART/feed.json',
  '/author/PART/',
  '/author/PART/feed.atom',
  '/ara-news/tag/PART/feed.atom',
  '/category/PART/feed/',
  '/search/PART/',
  '/search/PART/feed/rss2/',
  '/archive/PART.atom',
  '/2015/06/PART/',
  '/2015/06/PART/versions/',
  '/2015/PART/',
  '/PART/06/',
  '/s/PART',
  '/s/PART+',
  '/s/PART.svg',
  '/s/PART.png',
  '/media/PART',
  '/hub/callback/PART',
  '/api/PART',
  '/api/items/PART',
  '/api/items/PART/accept',
  '/api/sources/PART',
  '/api/links/PART',
  '/api/webhooks/PART',
  '/api/webhooks/PART/deliveries',
  '/wp-json/PART',
  '/wp-json/wp/v2/PART',
  '/wp-json/wp/v2/posts/PART',
  '/wp-json/wp/v2/tags/PART',
  '/wp-json/wp/v2/users/PART',
  '/wp-json/oembed/1.0/embed?url=PART',
  '/feed/PART/',
  '/wp-content/uploads/PART.jpg',
]

/** Each name that any route reads. */
const NAMES = [
  ...'q tag place author lang source date channel limit page before after url size format'.split(' '),
  ...'s p page_id cat m year monthnum day paged feed author_name category_name rest_route'.split(' '),
  ...'search per_page offset slug include exclude categories tags orderby order status context _fields _embed'.split(
    ' ',
  ),
  ...'hub.mode hub.topic hub.challenge hub.lease_seconds sources as kind'.split(' '),
]
const QUERIED = [
  '/',
  '/ara-news/',
  '/feed.atom',
  '/ara-news/feed.rss',
  '/tag/syria/feed.json',
  '/archive.json',
  '/api/items',
  '/api/changes',
  '/api/sources',
  '/api/links',
  '/api/webhooks',
  '/wp-json/wp/v2/posts',
  '/wp-json/wp/v2/tags',
  '/wp-json/wp/v2/users',
  '/hub/callback/abc',
  '/opml.xml',
  '/sitemap.xml',
]

const ODD: Readonly<Record<string, string>> = {
  'a null': '%00',
  'a null within': 'a%00b',
  'a lone surrogate': '%ED%A0%80',
  'a lone low surrogate': 'x%ED%B0%80',
  'an overlong slash': '%C0%AF',
  'an overlong null': '%C0%80',
  'a cut character': '%D8',
  'a bare percent sign': '%',
  'half an escape': '%4',
  'no escape': '%zz',
  'a byte that is never UTF-8': '%FF%FE',
  'beyond Unicode': '%F4%90%80%80',
  'no character': '%EF%BF%BE',
  'a line': 'a%0D%0ASet-Cookie:%20x=1',
  'control characters': '%01%1B%7F%C2%85',
  'way up': '..%2F..%2Fetc%2Fpasswd',
  'a backslash': '..%5C..%5C',
  'twice escaped': '%2500',
  'an override of direction': '%E2%80%AE%E2%81%A6',
  'many marks': `e${'%CC%81'.repeat(300)}`,
  'a quote': `'"%60%3C%3E%29%3B--`,
  'words of a query language': '%22%20OR%20NEAR%28a%2C%20b%29%20%2A%20%5E',
  'a star': '%25%5F%2A%3F%5B',
  'a large number': '9'.repeat(400),
  'a number below': '-1',
  'a fraction': '1e309',
  'not a number': 'NaN',
  'a member of objects': '__proto__',
  another: 'constructor',
  'eight kilobytes': 'a'.repeat(8_000),
  'eight kilobytes of Arabic': '%D8%B3'.repeat(1_400),
  'eight kilobytes of slashes': '%2F'.repeat(2_700),
  nothing: '',
  'a blank': '%20',
}

const PUSH = { refuse: () => undefined, expects: async () => false, confirm: async () => undefined }

async function open(): Promise<TestBackend> {
  const backend = openBackend({ push: PUSH as never })
  await backend.take(story('A bridge fell', 'A bridge fell at dawn, engineers said.'))
  return backend
}

/** What is not as it should be. */
async function findWrong(backend: TestBackend, paths: readonly string[], token: boolean): Promise<string[]> {
  const wrong: string[] = []
  for (const path of paths) {
    const { status, headers } = await backend.ask(path, { token })
    if (status >= 500 || headers.has('Set-Cookie')) wrong.push(`${status} ${path.slice(0, 120)}`)
  }
  return [...wrong, ...backend.logged.filter((line) => line.startsWith('A request failed.'))].slice(0, 5)
}

describe.each(Object.entries(ODD))('%s', (name, odd) => {
  /** Each kind meets each name at another list. */
  const turn = Object.keys(ODD).indexOf(name)

  test('in every path is nowhere, or refused', async () => {
    const paths = PATHS.map((path) => path.replace('PART', odd))
    expect(await findWrong(await open(), paths, true)).toEqual([])
  })

  test('in every query is refused, or means nothing', async () => {
    const paths = NAMES.map((name, at) => `${QUERIED[(at * 5 + turn) % QUERIED.length]}?${name}=${odd}`)
    expect(await findWrong(await open(), paths, true)).toEqual([])
  })

  test('as a name in a query means nothing', async () => {
    const paths = QUERIED.flatMap((path) => [`${path}?${odd}=1`, `${path}?${odd}`, `${path}?tag=a&${odd}&tag=b`])
    expect(await findWrong(await open(), paths, false)).toEqual([])
  })
})

test('ten thousand parameters are refused, or mean nothing', async () => {
  const backend = await open()
  const many = (name: string) => Array.from({ length: 10_000 }, (_, n) => `${name}=${n}`).join('&')
  const paths = QUERIED.flatMap((path) =>
    ['x', 'tag', 'q', 'include', 'hub.mode'].map((name) => `${path}?${many(name)}`),
  )
  const unlike = Array.from({ length: 10_000 }, (_, n) => `n${n}=1`).join('&')
  expect(await findWrong(backend, [...paths, ...QUERIED.map((path) => `${path}?${unlike}`)], true)).toEqual([])
})

test('ten thousand folders are nowhere', async () => {
  const backend = await open()
  const deep = 'a/'.repeat(10_000)
  expect(
    await findWrong(
      backend,
      PATHS.map((path) => path.replace('PART', deep)),
      true,
    ),
  ).toEqual([])
})

/** What a program sends that decodes as far as that goes: what is no UTF-8 becomes a lone surrogate. */
function toText(odd: string): string {
  return odd.replace(/(?:%[0-9a-f]{2})+/gi, (part) => {
    const bytes = Uint8Array.from(part.slice(1).split('%'), (byte) => Number.parseInt(byte, 16))
    return new TextDecoder().decode(bytes).replaceAll('\ufffd', '\ud800')
  })
}

const WRITES = [
  ['POST', '/api/items'],
  ['PATCH', '/api/items/PART'],
  ['DELETE', '/api/items/PART'],
  ['POST', '/api/items/PART/restore'],
  ['POST', '/api/items/PART/accept'],
  ['POST', '/api/sources'],
  ['PATCH', '/api/sources/PART'],
  ['DELETE', '/api/sources/PART'],
  ['POST', '/api/sources/PART/refresh'],
  ['POST', '/api/links'],
  ['PATCH', '/api/links/PART'],
  ['DELETE', '/api/links/PART'],
  ['POST', '/api/links/import'],
  ['POST', '/api/webhooks'],
  ['PATCH', '/api/webhooks/PART'],
  ['DELETE', '/api/webhooks/PART'],
  ['POST', '/api/preview'],
  ['POST', '/api/pictures'],
  ['POST', '/api/import'],
  ['POST', '/hub'],
] as const

test.each(Object.entries(ODD))('%s in what is written is refused, or stands for itself', async (_, odd) => {
  const backend = await open()
  const text = toText(odd)
  for (const [method, path] of WRITES) {
    const at = path.replace('PART', odd)
    for (const json of [
      text,
      [text],
      { url: text, title: text, item: text, alias: text, hub: text, content_text: text },
    ]) {
      await backend.ask(at, { method, token: true, json })
    }
    await backend.ask(`${at}?url=${odd}&channel=${odd}`, { method, token: true, body: text, type: 'text/plain' })
    await backend.ask(at, {
      method,
      token: true,
      body: `hub.mode=${odd}&hub.callback=${odd}&hub.topic=${odd}`,
      type: 'application/x-www-form-urlencoded',
    })
  }
  expect(backend.logged.filter((line) => line.startsWith('A request failed.')).slice(0, 5)).toEqual([])
})
