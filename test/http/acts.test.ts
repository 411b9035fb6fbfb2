/** The log of acts: who changed what through the API. */
import { expect, test } from 'vitest'
import { NOW, openBackend, story } from './backend.ts'
import { makeToken } from './tokens.ts'

const ACT = /^The API was used\. /

async function openNewsroom() {
  const backend = openBackend()
  const { token, name } = await makeToken(backend, ['write:items'])
  const id = encodeURIComponent(await backend.take(story('A bridge fell', 'A bridge fell at dawn.')))
  backend.informed.length = 0
  const told = () => backend.informed.filter((line) => ACT.test(line)).map((line) => JSON.parse(line.replace(ACT, '')))
  return { ...backend, token, by: name, at: `/api/items/${id}`, told }
}

test('says by whose token a story was edited, retracted, restored and erased', async () => {
  const { ask, token, by, at, told } = await openNewsroom()
  await ask(at, { method: 'PATCH', token, json: { title: 'The bridge fell' } })
  await ask(at, { method: 'DELETE', token, json: { reason: 'It stands.' } })
  await ask(`${at}/restore`, { method: 'POST', token: true })
  await ask(at, { method: 'DELETE', token, json: { reason: 'A court asked for it.', erase: true } })
  expect(told()).toEqual([
    { act: 'correctItem', by, at: expect.stringContaining('/api/items/') },
    { act: 'retractItem', by, at },
    { act: 'restoreItem', by: 'API_TOKEN', at: expect.stringContaining('/api/items/') },
    { act: 'eraseItem', by, at: expect.stringMatching(/^\/api\/items\/[0-9a-z]{6,}$/) },
  ])
})

test('names what was made, once, whether or not its maker asks again', async () => {
  const { ask, token, by, told } = await openNewsroom()
  const headers = { 'Idempotency-Key': '"one"' }
  const json = { title: 'The dock opens', content_text: 'It opened again on Friday.' }
  const made = await ask('/api/items', { method: 'POST', token, json, headers })
  const again = await ask('/api/items', { method: 'POST', token, json, headers })
  expect([made.status, again.headers.get('Idempotent-Replayed')]).toEqual([201, 'true'])
  expect(told()).toEqual([{ act: 'publishItem', by, at: new URL(String(made.headers.get('Location'))).pathname }])
})

test('is silent of what is read or refused, and never says what was sent', async () => {
  const { ask, token, at, told, informed } = await openNewsroom()
  await ask(at, { token })
  await ask('/api/drafts', { token })
  await ask(at, { method: 'PATCH', token, json: { titel: 'x' } })
  await ask('/api/tokens', { method: 'POST', token, json: { name: 'x', scopes: ['admin'] } })
  await ask('/api/items/none', { method: 'DELETE', token, json: { reason: 'x' } })
  expect(told()).toEqual([])
  const json = { name: 'Desk', scopes: ['admin'], expires: new Date(NOW + 1e9).toISOString() }
  const { token: shown } = (await (await ask('/api/tokens', { method: 'POST', token: true, json })).json()) as {
    token: string
  }
  expect(told()).toEqual([{ act: 'makeToken', by: 'API_TOKEN', at: '/api/tokens/2' }])
  for (const secret of [shown, token]) expect(informed.join('\n')).not.toContain(secret)
})

test('no public answer names who did it', async () => {
  const { ask, token, by, at } = await openNewsroom()
  await ask(at, { method: 'PATCH', token, json: { title: 'The bridge fell' } })
  const retracted = await ask(at, { method: 'DELETE', token, json: { reason: 'It stands.' } })
  const answers = [
    retracted,
    ...(await Promise.all(['/feed.json', '/feed.xml', at, '/api/changes'].map((path) => ask(path)))),
  ]
  for (const answer of answers) expect(await answer.text()).not.toContain(by)
})
