import { describe, expect, test } from 'vitest'
import { saveFault } from '../../../src/store/faults.ts'
import { openBackend } from '../backend.ts'

type Page = { readonly sources: readonly { readonly id: string }[]; readonly next_url?: string }

async function fill(count: number) {
  const backend = openBackend()
  const rows = Array.from({ length: count }, (_, at) => ({ id: `s${at}`, url: `https://s${at}.example/` }))
  await backend.db.run(
    `INSERT INTO sources (id, channel, url, added) SELECT value ->> 'id', 'ara-news', value ->> 'url', key FROM json_each(?)`,
    JSON.stringify(rows),
  )
  const load = async (path: string) => (await (await backend.ask(path)).json()) as Page
  return { ...backend, load }
}

describe('three thousand sources', () => {
  test('come in pages, each of them once, in one order', async () => {
    const { load } = await fill(3000)
    const ids: string[] = []
    let path: string | undefined = '/api/sources?limit=900'
    while (path !== undefined) {
      const page: Page = await load(path)
      ids.push(...page.sources.map(({ id }) => id))
      path = page.next_url?.replace('https://feeds.example', '')
    }
    expect(ids).toHaveLength(3001)
    expect(new Set(ids).size).toBe(3001)
    expect(ids.slice(0, 3)).toEqual(['aranews', 's0', 's1'])
  })

  test('are no large answer, of the front page neither', async () => {
    const { ask, load } = await fill(3000)
    expect((await load('/api/sources')).sources).toHaveLength(100)
    expect((await (await ask('/api/sources')).text()).length).toBeLessThan(20_000)
    expect((await (await ask('/')).text()).length).toBeLessThan(20_000)
    expect((await ask('/api/sources?after=no-such')).status).toBe(400)
    expect((await ask('/api/sources?limit=1001')).status).toBe(400)
  })
})

test('of very many faults the newest are told, and how many there are besides', async () => {
  const { ask, db } = openBackend()
  for (let at = 0; at < 250; at++) await saveFault(db, `file:${at}.txt`, `The file ${at} is none.`, at)
  const text = await (await ask('/api/faults.atom', { token: true })).text()
  expect(text.match(/<entry>/g)).toHaveLength(201)
  expect(text).toContain('The file 249 is none.')
  expect(text).not.toContain('The file 49 is none.')
  expect(text).toContain('50 things more need the editor')
})

describe('without a SECRET_KEY', () => {
  const keyless = () => {
    const { db, ask } = openBackend({ db: openBackend().db })
    return { db, ask }
  }
  const SENTENCE = 'SECRET_KEY is not set, so no secret can be kept: npx wrangler secret put SECRET_KEY sets it.'

  test.each([
    ['a webhook', '/api/webhooks', { url: 'https://partner.example/' }],
    ['a source with a password', '/api/sources', { url: 'https://a:b@partner.example/' }],
    ['a source with a user name', '/api/sources', { url: 'https://token@partner.example/' }],
  ])('%s is refused with the command that sets it', async (_, path, json) => {
    const push = { createSecret: () => 'whsec_AAAA', refuse: () => undefined } as never
    const { ask } = openBackend({ db: openBackend().db, push })
    const response = await ask(path, { method: 'POST', token: true, json })
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ detail: SENTENCE })
  })

  test('so is a subscriber’s secret, and what has none goes on', async () => {
    const { ask } = keyless()
    const send = async (more: Record<string, string>) => {
      const form = {
        'hub.mode': 'subscribe',
        'hub.topic': 'https://feeds.example/feed.atom',
        'hub.callback': 'https://r.example/',
      }
      const body = new URLSearchParams({ ...form, ...more }).toString()
      return ask('/hub', { method: 'POST', type: 'application/x-www-form-urlencoded', body })
    }
    const refused = await send({ 'hub.secret': 'a secret' })
    expect([refused.status, await refused.text()]).toEqual([503, `${SENTENCE}\n`])
    expect((await send({})).status).toBe(202)
    const json = { url: 'https://plain.example/' }
    expect((await ask('/api/sources', { method: 'POST', token: true, json })).status).toBe(201)
  })
})
