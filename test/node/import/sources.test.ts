import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withToken } from '../../../src/node/commands/commands.ts'
import { type Installation, install } from '../installation.ts'
import { TOKEN } from '../process.ts'

/** Lists of feeds as other readers write them, into a service and out of it. */

type Json = { readonly [name: string]: unknown }

/** Imports a list, whole or its outlines; what was said, and what was left. */
async function take(installation: Installation, list: string) {
  const file = join(installation.folder, 'feeds.opml')
  const text = list.includes('<opml') ? list : `<opml version="2.0"><head/><body>${list}</body></opml>`
  writeFileSync(file, text)
  const left: string[] = []
  const said = await installation.importFrom(file).catch((error: Error) => {
    left.push(...error.message.split('\n'))
    return undefined
  })
  return { said: said?.split('\n'), left }
}

async function ask(installation: Installation, path: string): Promise<Response> {
  const { service, close } = await installation.open()
  try {
    return await service.app.request(path, withToken(undefined, TOKEN))
  } finally {
    await close()
  }
}

async function listed(installation: Installation): Promise<readonly Json[]> {
  const { sources } = (await (await ask(installation, '/api/sources')).json()) as { sources: Json[] }
  return sources.map(({ declared, health, due, failures, rank, channel, ...rest }) => rest)
}

const FRSS = 'xmlns:frss="https://freshrss.org/opml"'

test('FreshRSS: folders, pages by XPath and full text come over', async () => {
  const installation = install()
  const { said } = await take(
    installation,
    `<opml version="2.0" ${FRSS}><head><title>x</title></head><body><outline text="News"><outline text="Syria">
    <outline text="Page" type="HTML+XPath" xmlUrl="https://a.example/page" frss:priority="main"
      frss:xPathItem="//div[contains(concat(' ', normalize-space(@class), ' '), ' story ')]"
      frss:xPathItemTitle="descendant::h2" frss:xPathItemUri="descendant::a/@href" frss:xPathItemContent="."
      frss:xPathItemTimestamp=".//time/@datetime" frss:xPathItemThumbnail="descendant::img/@src"/></outline>
    <outline text="Full" type="rss" xmlUrl="https://a.example/feed" frss:cssFullContent="article .body"
      frss:cssContentFilter=".share, .ads"/></outline>
    <outline text="Muted" type="rss" xmlUrl="https://b.example/feed" frss:ttl="-3600"/></body></opml>`,
  )
  expect(said).toEqual(['3 sources added, 0 there already'])
  expect(await listed(installation)).toEqual([
    {
      id: 'a-example',
      url: 'https://a.example/page',
      title: 'Page',
      tags: ['News/Syria'],
      page: {
        item: 'div[class~="story"]',
        title: 'h2',
        link: 'a[href]',
        content: ':scope',
        date: 'time[datetime]',
        picture: 'img[src]',
      },
      paused: false,
    },
    {
      id: 'a-example-2',
      url: 'https://a.example/feed',
      title: 'Full',
      tags: ['News'],
      fullText: true,
      article: { content: 'article .body', remove: ['.share, .ads'] },
      paused: false,
    },
    { id: 'b-example', url: 'https://b.example/feed', title: 'Muted', paused: true },
  ])
})

test('FreshRSS: JSON by paths, in a page too, the tags of pages and the User-Agent come over', async () => {
  const installation = install()
  const { said } = await take(
    installation,
    `<opml version="2.0" ${FRSS}><body>
    <outline text="Api" type="JSON+DotNotation" xmlUrl="https://a.example/api" frss:CURLOPT_USERAGENT="Reader/1.0"
      frss:jsonItem="data.items" frss:jsonItemTitle="meta.title" frss:jsonItemUri="'https://a.example/' &amp; meta.slug"
      frss:jsonItemContent="body" frss:jsonItemAuthor="writers[0].name" frss:jsonItemTimestamp="at"
      frss:jsonItemThumbnail="media[0].url" frss:jsonItemCategories="topics" frss:jsonItemUid="id"/>
    <outline text="List" type="json+dotpath" xmlUrl="https://a.example/list" frss:jsonItemTitle="name"
      frss:jsonItemAuthor="'Anonymous'" frss:jsonItemTimestamp="day &amp; ' ' &amp; hour"/>
    <outline text="Inner" type="HTML+XPath+JSON+DotNotation" xmlUrl="https://a.example/" frss:jsonItem="props[0].posts"
      frss:xPathToJson="//script[@type='application/json']"/>
    <outline text="Page" type="HTML+XPath" xmlUrl="https://a.example/page" frss:xPathItem="//article"
      frss:xPathItemContent="descendant::div[@class='body']" frss:xPathItemCategories="descendant::a[@rel='tag']"/>
    </body></opml>`,
  )
  expect(said).toEqual([
    "List (a-example-2) was added without jsonItemAuthor, 'Anonymous', which can’t be said as a path; jsonItemTimestamp, day & ' ' & hour, which can’t be said as a path.",
    '4 sources added, 0 there already',
  ])
  expect(await listed(installation)).toMatchObject([
    {
      title: 'Api',
      userAgent: 'Reader/1.0',
      json: {
        items: 'data.items',
        id: 'id',
        title: 'meta.title',
        link: 'https://a.example/{meta.slug}',
        content: 'body',
        author: 'writers[0].name',
        date: 'at',
        picture: 'media[0].url',
        tags: 'topics',
      },
    },
    { title: 'List', json: { items: '$', title: 'name' } },
    { title: 'Inner', json: { items: 'props[0].posts', in: 'script[type="application/json"]' } },
    { title: 'Page', page: { item: 'article', content: 'div[class="body"]', tags: 'a[rel="tag"]' } },
  ])
})

test('what of FreshRSS can’t be said is told by name, and no secret is', async () => {
  const installation = install()
  const outlines = `
    <outline text="Uid" type="HTML+XPath" xmlUrl="https://a.example/1" frss:xPathItem="//article" frss:xPathItemTitle="//h1"
      frss:xPathItemUid="@id" frss:xPathItemAuthor="&quot;Anonymous&quot;"/>
    <outline text="Cookie" type="rss" xmlUrl="https://a.example/2" frss:CURLOPT_COOKIE="sid=hunter2" frss:priority="important"
      frss:CURLOPT_HTTPHEADER="X-Key: hunter2" frss:CURLOPT_FOLLOWLOCATION="1" frss:filtersActionRead="intitle:x"/>
    <outline text="Selector" type="rss" xmlUrl="https://a.example/3" frss:cssFullContent="p::foo("/>
    <outline text="Count" type="HTML+XPath" xmlUrl="https://a.example/4" frss:xPathItem="//a[count(b) &gt; 2]"/>
    <outline text="Xml" type="XML+XPath" xmlUrl="https://a.example/5" frss:xPathItem="//a"/>
    <outline text="Inner" type="HTML+XPath+JSON+DotNotation" xmlUrl="https://a.example/6" frss:jsonItem="a"/>
    <outline text="Path" type="JSON+DotNotation" xmlUrl="https://a.example/7" frss:jsonItem="a b["/>
    <outline text="Way" type="HTML+XPath+JSON+DotNotation" xmlUrl="https://a.example/8" frss:xPathToJson="//a[count(b) &gt; 2]"/>`
  const lines: string[] = []
  const log = console.log
  console.log = (line: string) => void lines.push(line)
  const { left } = await take(installation, `<opml version="2.0" ${FRSS}><body>${outlines}</body></opml>`).finally(
    () => {
      console.log = log
    },
  )
  expect(left).toEqual([
    'Count (https://a.example/4): its xPathItem, //a[count(b) > 2], can’t be said as a selector: this number.',
    'Xml (https://a.example/5): its kind is XML+XPath: XML is not read by paths here.',
    'Path (https://a.example/7): its jsonItem, a b[, can’t be said as a path.',
    'Way (https://a.example/8): its xPathToJson, //a[count(b) > 2], can’t be said as a selector: this number.',
  ])
  expect(await listed(installation)).toMatchObject([
    { title: 'Uid', page: { item: 'article' } },
    { title: 'Cookie' },
    { title: 'Selector', fullText: true },
    { title: 'Inner', json: { items: 'a' } },
  ])
  expect(left.concat(lines).join()).not.toContain('hunter2')
})

test('a source that comes over in part says what is missing', async () => {
  const installation = install()
  const { said } = await take(
    installation,
    `<opml version="2.0" ${FRSS}><body>
    <outline text="Uid" type="HTML+XPath" xmlUrl="https://a.example/1" frss:xPathItem="//article" frss:xPathItemTitle="//h1"
      frss:xPathItemUid="@id"/>
    <outline text="Cookie" type="rss" xmlUrl="https://a.example/2" frss:CURLOPT_COOKIE="sid=hunter2" frss:priority="important"/>
    <outline text="Selector" type="rss" xmlUrl="https://a.example/3" frss:cssFullContent="p::foo("/>
    </body></opml>`,
  )
  expect(said).toEqual([
    'Uid (a-example) was added without its xPathItemTitle, //h1, can’t be said as a selector: a path from the top of the page, not from the item; xPathItemUid, items of a page are told apart by their addresses.',
    'Cookie (a-example-2) was added without CURLOPT_COOKIE, secrets are given by the name of a variable; priority, which nothing is like here.',
    expect.stringMatching(
      /^Selector \(a-example-3\) was added without its article: article\.content is no CSS selector/,
    ),
    '3 sources added, 0 there already',
  ])
})

test('a feed in several folders is one source with several tags', async () => {
  const installation = install()
  const feed = '<outline type="rss" text="A" xmlUrl="https://a.example/feed"/>'
  const again = '<outline type="rss" text="A" xmlUrl="https://A.example/feed/"/>'
  const { said, left } = await take(
    installation,
    `<outline text="News">${feed}</outline><outline title="Daily"> ${again}<outline text=""><outline text="Inner">${feed}</outline></outline></outline>
     <outline text="B" category="/Boston/Weather, Press" xmlUrl="https://b.example/feed"/>`,
  )
  expect([said, left]).toEqual([['2 sources added, 0 there already'], []])
  expect(await listed(installation)).toMatchObject([
    { title: 'A', tags: ['News', 'Daily', 'Daily/Inner'] },
    { title: 'B', tags: ['Boston/Weather', 'Press'] },
  ])
})

test('lines say what is no source, or none twice', async () => {
  const installation = install()
  const { left } = await take(
    installation,
    `<outline text="A" xmlUrl="https://a.example/feed"/><outline text="A again" xmlUrl="https://a.example/feed"/>
    <outline text="Ours" type="include" url="https://a.example/other.opml"/><outline text="Site" type="link" url="https://a.example/"/>
    <outline text="Lost" type="rss" htmlUrl="https://l.example/"/><outline text="Bare" type="rss"/>
    <outline text="Old" xmlUrl="ftp://me:hunter2@o.example/feed"/><outline text="Exec" type="rss" xmlUrl="|script.sh"/>
    <outline text="Relative" xmlUrl="/feed"/><outline text="Note"/><outline text="Empty folder"></outline>
    <outline text="tt-rss-prefs" schema-version="1"><outline pref-name="X" value="1"/></outline>
    <outline text="Unread" type="vfolder"/>`,
  )
  expect(left).toEqual([
    'Ours: it is another list, https://a.example/other.opml: import that one too.',
    'Site: it is a link and no feed.',
    'Lost: it names no feed’s address, only its site’s, https://l.example/: `ara add` looks for its feed.',
    'Bare: it names no address.',
    'tt-rss-prefs: these are another reader’s settings.',
    'Unread: it is a search and no feed.',
    'A again: https://a.example/feed is in the list twice.',
    'Old (ftp://o.example/feed): url is no http or https address.',
    'Exec (|script.sh): url is no http or https address.',
    'Relative (/feed): url is no http or https address.',
  ])
  expect(await listed(installation)).toHaveLength(1)
})

test.each([
  [
    'Thunderbird',
    '<outline title="A"><outline type="rss" title="A" text="A" version="RSS" fz:quickMode="false" xmlUrl="https://a.example/feed" htmlUrl="https://a.example"/></outline>',
  ],
  [
    'NewsBlur',
    '<outline htmlUrl="https://a.example" text="A" title="A" type="rss" version="RSS" xmlUrl="https://a.example/feed"/>',
  ],
  ['an old one', '<OUTLINE TITLE="A" TYPE="atom" URL="https://a.example/feed"/>'],
  ['one with a scheme of its own', '<outline text="A" xmlUrl="feed://a.example/feed"/>'],
  ['one without a type', '<outline text="A" xmlURL=" https://a.example/feed "/>'],
  ['one without a name', '<outline type="rss" xmlUrl="https://a.example/feed"/>'],
  ['one with bare ampersands', '<outline text="A & B" xmlUrl="https://a.example/feed?a=1&b=2">'],
  [
    'Liferea',
    '<outline text="A" type="atom" xmlUrl="https://a.example/feed" html5Extract="true" updateInterval="60"/>',
  ],
])('%s comes over', async (_, outline) => {
  const installation = install()
  expect(await take(installation, outline)).toEqual({ said: ['1 sources added, 0 there already'], left: [] })
  expect((await listed(installation))[0]?.url).toMatch(/^https?:\/\/a\.example\/feed/)
})

test('what went out comes in again as it was: ids, settings, folders, order', async () => {
  const [first, second] = [install(), install()]
  const { service, close } = await first.open()
  const add = async (json: object) => {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${TOKEN}` }
    const response = await service.app.request('/api/sources', { method: 'POST', headers, body: JSON.stringify(json) })
    expect(response.status).toBe(201)
  }
  await add({
    url: 'https://z.example/feed',
    title: 'Z "&<>\u{1f600}',
    tags: ['News/Syria', 'Daily, weekly'],
    fullText: true,
  })
  await add({ url: 'https://b.example/feed', id: 'odd-name', credentials: { type: 'basic', secret: 'SOURCE_B' } })
  const page = { item: 'div > a[href*="x"]', title: 'h2:contains("a & b")' }
  await add({ url: 'https://c.example/', page, tags: ['News/Syria'], retryAfter: 'host' })
  const block = [{ title: ['sport', '"a  phrase"'], not: { author: 'x*' } }, { olderThan: 30 }]
  await add({ url: 'https://a.example/feed?a=1&b=2', block, keep: [{ anywhere: 'كوباني' }], tags: ['News'] })
  const json = { items: 'data["a.b"]', in: 'script#data', link: 'https://e.example/{slug}', tags: 'topics[].name' }
  const headers = { 'X-Region': 'rojava', Authorization: { secret: 'SOURCE_KEY' } }
  await add({ url: 'https://e.example/', json, userAgent: 'Reader/1.0', cookie: 'SOURCE_E', headers })
  const whole = { item: 'article', content: '.body', tags: 'a[rel~="tag"]', audio: 'audio' }
  await add({ url: 'https://f.example/', page: whole })
  await add({ url: 'https://user:hunter2@d.example/feed', article: { content: '.a', remove: ['.b', '.c'] } })
  await close()
  const text = await (await ask(first, '/opml.xml?sources')).text()
  expect(text).not.toContain('hunter2')
  const { said } = await take(second, text)
  expect(said).toEqual([
    'https://d.example/feed (d-example) was added without the login in its address, which no list carries.',
    '7 sources added, 0 there already',
  ])
  const before = JSON.parse(JSON.stringify(await listed(first)).replace('user:hunter2@', ''))
  expect(await listed(second)).toEqual(before)
  expect(await (await ask(second, '/opml.xml?sources')).text()).toBe(text.replace(' ara:login="withheld"', ''))
  expect((await take(second, text)).said).toEqual(['0 sources added, 7 there already'])
})

test('ids and channels that are not free or not there are told', async () => {
  const installation = install()
  await take(installation, '<outline text="A" xmlUrl="https://a.example/feed"/>')
  const { said } = await take(
    installation,
    `<opml version="2.0" xmlns:own="urn:ara-feeds:sources"><body><outline text="Other" own:channel="other">
    <outline text="B" title="B" xmlUrl="https://b.example/feed" own:id="a-example" own:channel="other" own:future="1"
    own:fullText="maybe"/></outline></body></opml>`,
  )
  expect(said).toEqual([
    'B (b-example) was added without ara:future, which makes no sense here; ara:fulltext, which makes no sense here; its channel: There is no such channel here; its id, a-example, which another source has.',
    '1 sources added, 0 there already',
  ])
  expect((await listed(installation))[1]).not.toHaveProperty('tags')
})
