import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { Agent, request } from 'undici'
import { expect, test } from 'vitest'
import { withToken } from '../../src/node/commands/commands.ts'
import { saveClicks } from '../../src/store/links/clicks.ts'
import { install } from './installation.ts'
import { makeFolder, startService, TOKEN, until } from './process.ts'

/** Short links through the real process, and from one installation to another. */

const CLICKS = 10_000
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0'

test('10,000 clicks survive kill -9 after ten seconds: one row a day', async () => {
  const folder = makeFolder()
  const database = join(folder, 'ara.db')
  const variables = { DATABASE: database, ARCHIVE: folder }
  const running = await startService(variables)
  const story = 'The bridge opens\n\nARA News\n\nKobane, Syria – The bridge over the river opened on Monday.\n'
  const init = { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: story }
  const { _ara } = (await (await running.call('/api/items', init)).json()) as {
    _ara: { code: string; permalink: string }
  }
  const agent = new Agent({ connections: 32 })
  const click = async () => {
    const init = { dispatcher: agent, headers: { 'user-agent': BROWSER } }
    const { statusCode, headers, body } = await request(`${running.base}/s/${_ara.code}`, init)
    await body.dump()
    return statusCode === 302 ? new URL(String(headers.location)).pathname : `answered ${statusCode}`
  }
  const answers = new Set<string>()
  const clicker = async () => {
    for (let count = 0; count < CLICKS / 32; count++) answers.add(await click())
  }
  await Promise.all(Array.from({ length: 32 }, clicker))
  const clicked = Math.ceil(CLICKS / 32) * 32
  expect([...answers]).toEqual([new URL(_ara.permalink).pathname])
  // What is promised is ten seconds; nobody has to wait longer than it takes.
  const promised = Date.now() + 10_000
  await until(async () => {
    const response = await running.call(`/api/links/${_ara.code}/clicks`)
    const link = (await response.json()) as { clicks: { people: number } }
    return link.clicks.people === clicked || Date.now() > promised ? true : wait(100).then(() => undefined)
  })
  await running.kill()
  await agent.close()
  const rows = new DatabaseSync(database)
    .prepare('SELECT code, sum(people) AS people, count(*) AS days FROM clicks')
    .all()
  expect(rows).toMatchObject([{ code: _ara.code, people: clicked }])
  expect(Number(rows[0]?.days)).toBeLessThanOrEqual(2)
})

test('a stop writes what was counted; what is no plain link goes the usual way', async () => {
  const folder = makeFolder()
  const running = await startService({ DATABASE: join(folder, 'ara.db'), ARCHIVE: folder })
  const story = 'The bridge opens\n\nARA News\n\nKobane, Syria – The bridge over the river opened on Monday.\n'
  const init = { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: story }
  const { _ara } = (await (await running.call('/api/items', init)).json()) as { _ara: { code: string } }
  const statuses: number[] = []
  for (const path of [_ara.code, _ara.code.toUpperCase(), `${_ara.code}+`, 'zzzzzz', '%00', 'x'.repeat(5000)]) {
    statuses.push((await fetch(`${running.base}/s/${path}`, { redirect: 'manual' })).status)
  }
  expect(statuses).toEqual([302, 302, 200, 404, 404, 404])
  const head = await fetch(`${running.base}/s/${_ara.code}`, { method: 'HEAD', redirect: 'manual' })
  expect([head.status, head.headers.get('cache-control')]).toEqual([302, 'private, max-age=60'])
  expect((await fetch(`${running.base}/s/${_ara.code}`, { method: 'POST' })).status).toBe(405)
  const old = [`/s/${_ara.code}`, `/S/${_ara.code}`, '/healthz'].map((path) => askOld(running.base, path))
  expect(await Promise.all(old)).toEqual([302, 302, 200])
  for (const agent of [BROWSER, 'Googlebot/2.1']) {
    const headers = { 'USER-agent': agent, Referer: 'https://T.co/abc' }
    await (await request(`${running.base}/s/${_ara.code}`, { headers })).body.dump()
  }
  await running.stop()
  const database = new DatabaseSync(join(folder, 'ara.db'))
  const [row] = database.prepare('SELECT people, bots, heads FROM clicks').all()
  expect(row).toMatchObject({ people: 1, bots: 5, heads: 1 })
  expect(database.prepare('SELECT host, clicks FROM referrers').all()).toMatchObject([{ host: 't.co', clicks: 1 }])
})

/** The status that HTTP/1.0 without a Host gets. */
async function askOld(base: string, path: string): Promise<number> {
  const socket = connect(Number(new URL(base).port), '127.0.0.1')
  socket.end(`GET ${path} HTTP/1.0\r\n\r\n`)
  const answer = (await socket.toArray()).join('')
  return Number(answer.split(' ')[1])
}

test('a start adds up the clicks that a kill left in the journal', async () => {
  const { open } = install()
  const { service, database, call, close } = await open()
  const body = 'The bridge opens\n\nARA News\n\nKobane, Syria – The bridge over the river opened on Monday.\n'
  const posted = await call('/api/items', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body })
  const { _ara } = (await posted.json()) as { _ara: { code: string } }
  const codes = JSON.stringify([_ara.code, _ara.code])
  await saveClicks(database, { groups: [{ day: 16_500, kind: 'people', clicks: 2, codes }], wanted: [] }, 0)
  await service.start()
  const link = (await (await call(`/api/links/${_ara.code}/clicks`)).json()) as { clicks: { people: number } }
  await close()
  expect(link.clicks.people).toBe(2)
})

test('an export carries every code, name and move into an empty service, and again changes nothing', async () => {
  const from = install()
  const call = async (path: string, method: string, json: unknown) => {
    const opened = await from.open()
    try {
      const headers = { 'Content-Type': 'application/json' }
      const init = withToken({ method, headers, body: JSON.stringify(json) }, TOKEN)
      return await opened.service.app.request(path, init)
    } finally {
      await opened.close()
    }
  }
  for (const name of ['one', 'two', 'three']) {
    const text = `A long enough first paragraph of story ${name}, which is about a bridge over a river.`
    const url = `https://aranews.net/2015/06/story-number-${name}/`
    await call('/api/items', 'POST', { id: `urn:${name}`, url, title: name, content_text: text })
  }
  await call('/api/links', 'POST', { item: 'urn:one', alias: 'كوباني-2014' })
  await call('/api/links', 'POST', { item: 'urn:one', alias: 'today' })
  await call('/api/links/today', 'PATCH', { item: 'urn:two', note: 'A newer one' })
  await call('/api/links', 'POST', { item: 'urn:two', alias: 'old' })
  await call('/api/links/old', 'DELETE', { reason: 'Over' })
  await call('/api/links', 'POST', { url: 'https://aranews.net/about', alias: 'about' })
  await call('/api/items/urn%3Athree', 'DELETE', { reason: 'Mistaken' })
  // More names than fit into a request, and codes that differ in nothing but their case.
  const url = 'https://aranews.net/2015/06/story-number-one/'
  const many = Array.from({ length: 1500 }, (_, index) => `many-${index},${url}\n`).join('')
  const table = join(from.folder, 'bitly.csv')
  writeFileSync(table, `code,url\naBc12,${url}\nAbC12,${url.replace('one', 'two')}\n${many}`)
  await from.importFrom(table)
  const day = Math.floor(Date.now() / 86_400_000)
  await from.all(
    `INSERT INTO clicks (code, day, people, heads) SELECT code, ${day}, 7, 1 FROM links WHERE state = 'live'`,
  )
  await from.all(`INSERT INTO referrers (code, host, clicks) VALUES ('t0day', 't.co', 3)`)
  const file = join(from.folder, 'export.json')
  await from.exportTo(file)
  const to = install()
  const laid = join(to.folder, 'laid.json')
  // Whatever wrote the same JSON again may have set it in another way.
  writeFileSync(laid, JSON.stringify(JSON.parse(readFileSync(file, 'utf8')), null, 2))
  for (const one of [file, file, laid]) await to.importFrom(one)
  const sql = `SELECT l.code, l.name, l.lead, l.since, l.state, l.channel, i.public_id AS item FROM links l
    LEFT JOIN items i ON i.id = l.item WHERE i.state = 'live' OR l.item IS NULL AND l.state = 'live' ORDER BY l.code`
  const links = await from.all(sql)
  expect(links).toHaveLength(1508)
  expect(await to.all(sql)).toEqual(links)
  for (const rows of [
    'code, at, lead, note FROM link_history ORDER BY code, at',
    'code, day, people, heads FROM clicks WHERE code IN (SELECT code FROM links) ORDER BY code',
    'code, host, clicks FROM referrers',
  ]) {
    expect(await to.all(`SELECT ${rows}`), rows).toEqual(await from.all(`SELECT ${rows}`))
  }
  const [gone] = await from.all(`SELECT code FROM items WHERE state = 'retracted'`)
  expect((await to.ask(`/s/${gone?.code}`)).status).toBe(410)
  expect((await to.ask('/s/old')).status).toBe(410)
  // Another shortener's table, by the same command.
  writeFileSync(
    table,
    'code,url\nxYz9,http://www.aranews.net/2015/06/story-number-one/\nqq7,https://aranews.net/nowhere\n',
  )
  writeFileSync(`${table}.gz`, gzipSync('a,https://aranews.net/nowhere'))
  expect(await to.importFrom(`${table}.gz`)).toContain('0 added, 0 unchanged, 1 left')
  const told = await to.importFrom(table)
  expect(told).toContain('1 added, 0 unchanged, 1 left')
  expect(told).toContain('line 3: qq7,https://aranews.net/nowhere: No story has this address.')
  expect((await to.ask('/s/xYz9')).headers.get('Location')).toBe('https://feeds.example/2015/06/story-number-one/')
  expect(readFileSync(file, 'utf8').split('\n').at(-2)).toBe(']}')
})

test('names that an export of an early version has in its stories, and without codes, are taken', async () => {
  const from = install()
  const [opened, file] = [await from.open(), join(from.folder, 'export.json')]
  const story = { id: 'urn:one', title: 'One', content_text: 'A long enough paragraph, which is about a bridge.' }
  const headers = { 'Content-Type': 'application/json' }
  await opened.call('/api/items', { method: 'POST', headers, body: JSON.stringify(story) })
  await opened.close()
  await from.exportTo(file)
  const { _ara_links: _, ...feed } = JSON.parse(readFileSync(file, 'utf8'))
  const since = 1_400_000_000_000
  feed.items[0]._ara.links = [
    { name: 'the-bridge', since, history: [{ at: since + 1, lead: '/2014/01/other/', note: 'Wrong' }] },
    { name: 'over', since, retired: { reason: 'Over' } },
  ]
  feed._ara_links = [{ name: 'about', since, url: 'https://aranews.net/about', channel: 'ara-news' }]
  const early = join(from.folder, 'early.json')
  writeFileSync(early, JSON.stringify(feed))
  const to = install()
  await to.importFrom(early)
  const links = await to.all('SELECT code, name, lead, state, since FROM links WHERE name IS NOT NULL ORDER BY code')
  const lead = new URL(feed.items[0]._ara.permalink).pathname
  expect(links).toMatchObject([
    { code: '0ver', name: 'over', lead, state: 'retired', since },
    { code: 'ab0ut', name: 'about', lead: 'https://aranews.net/about', state: 'live', since },
    { code: 'thebr1dge', name: 'the-bridge', lead, state: 'live', since },
  ])
  expect(await to.all('SELECT code, note FROM link_history')).toMatchObject([{ code: 'thebr1dge', note: 'Wrong' }])
})
