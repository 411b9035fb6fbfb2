/** What a token that is for no more than `read:scheduled` is shown of the desk: what is coming, and nothing beside it. */
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { DAY, type Json, openDesk, STORY } from './drafted.ts'

const at = new Date(openDesk(openDatabase(':memory:')).clock.now + DAY).toISOString()

async function openWithPartner() {
  const desk = openDesk(openDatabase(':memory:'))
  const toToken = async (scope: string) => {
    const { json } = await desk.ask('POST', '/api/tokens', { name: scope, scopes: [scope] })
    return String((json as Json).token)
  }
  const tokens = { partner: await toToken('read:scheduled'), editor: await toToken('write:items') }
  const see = async (who: keyof typeof tokens, path: string, method = 'GET') => {
    const headers = { authorization: `Bearer ${tokens[who]}` }
    const response = await desk.service.app.request(path, { method, headers })
    return { status: response.status, json: (await response.json()) as Json }
  }
  const titles = async (who: keyof typeof tokens, query = '') => {
    const { json } = await see(who, `/api/drafts${query}`)
    return (json.items as Json[]).map(({ title }) => title)
  }
  return { ...desk, see, titles }
}

test('a list has only what waits for its time, page by page', async () => {
  const { write, titles, see } = await openWithPartner()
  for (let n = 0; n < 6; n++)
    await write({ ...STORY, title: `Story ${n}`, ...(n % 2 === 0 ? { publish_at: at, channel: 'sport' } : {}) })
  const scheduled = ['Story 4', 'Story 2', 'Story 0']
  expect(await titles('partner')).toEqual(scheduled)
  expect(await titles('partner', '?state=scheduled&channel=sport')).toEqual(scheduled)
  expect(await titles('partner', '?state=draft')).toEqual([])
  expect(await titles('partner', '?channel=news')).toEqual([])
  const first = (await see('partner', '/api/drafts?limit=2')).json
  const rest = (await see('partner', String(first.next_url).replace(/^https:\/\/[^/]+/, ''))).json
  expect([first.items, rest.items]).toMatchObject([
    [{ title: 'Story 4' }, { title: 'Story 2' }],
    [{ title: 'Story 0' }],
  ])
  expect(rest).not.toHaveProperty('next_url')
  expect(await titles('editor')).toEqual([5, 4, 3, 2, 1, 0].map((n) => `Story ${n}`))
  expect(await titles('editor', '?state=draft')).toEqual(['Story 5', 'Story 3', 'Story 1'])
})

test('a scheduled story is shown without what the desk says to itself', async () => {
  const { write, see, file, ask } = await openWithPartner()
  const code = await write({ ...STORY, publish_at: at, note: 'Not before the council has met.' })
  const [partner, editor] = [await see('partner', `/api/drafts/${code}`), await see('editor', `/api/drafts/${code}`)]
  const { note, ...rest } = editor.json
  expect([note, partner]).toEqual(['Not before the council has met.', { status: 200, json: rest }])
  expect((await see('partner', '/api/drafts')).json.items).toEqual([rest])
  await ask('DELETE', `/api/drafts/${code}`)
  await file('wait-for-the-lawyer.md', `---\ndate: ${at}\n---\nThe dock opens\n\nIt opened again on Friday.\n`)
  expect((await see('editor', '/api/drafts')).json.items).toMatchObject([{ _ara: { file: 'wait-for-the-lawyer.md' } }])
  const { items } = (await see('partner', '/api/drafts')).json
  expect(items).toMatchObject([{ title: 'The dock opens', _ara: { state: 'scheduled' } }])
  expect(JSON.stringify(items)).not.toContain('lawyer')
})

test('a plain draft is answered as one that is not there, before it was scheduled and after', async () => {
  const { write, see, ask } = await openWithPartner()
  const code = await write(STORY)
  const none = await see('partner', '/api/drafts/nobody')
  expect(none.status).toBe(404)
  expect(await see('partner', `/api/drafts/${code}`)).toEqual(none)
  expect((await see('editor', `/api/drafts/${code}`)).status).toBe(200)
  await ask('PATCH', `/api/drafts/${code}`, { publish_at: at })
  expect((await see('partner', `/api/drafts/${code.toUpperCase()}`)).status).toBe(200)
  await ask('PATCH', `/api/drafts/${code}`, { publish_at: null })
  expect(await see('partner', `/api/drafts/${code}`)).toEqual(none)
  expect((await see('partner', `/api/drafts/${code}/publish`, 'POST')).status).toBe(403)
})
