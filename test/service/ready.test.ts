import { expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'
import { COMMON_PARTS } from './parts.ts'

/** What keeps a service from being ready, of itself. */

function open({ vault, ...parts }: { readonly vault?: typeof COMMON_PARTS.vault } = {}) {
  const db = openDatabase(':memory:')
  const { vault: _, ...common } = COMMON_PARTS
  const { app } = createService({
    ...common,
    ...parts,
    ...(vault === undefined ? {} : { vault }),
    db,
    fetch: async () => new Response('', { status: 404 }),
    channels: [],
    config: { baseUrl: 'https://feeds.example', allowPrivate: [] },
    now: () => Date.UTC(2026, 11, 1),
  })
  const ask = async () => {
    const response = await app.request('https://feeds.example/readyz')
    return [response.status, ((await response.json()) as { readonly wrong: unknown }).wrong]
  }
  return { db, ask }
}

test('with a key and a database as this version has it, it is ready', async () => {
  expect(await open({ vault: COMMON_PARTS.vault }).ask()).toEqual([200, []])
})

test('without a key for secrets it says which command sets one', async () => {
  const wrong = ['SECRET_KEY is not set, so no secret can be kept: npx wrangler secret put SECRET_KEY sets it.']
  expect(await open().ask()).toEqual([503, wrong])
})

test('over a database that a newer version was at meanwhile it says so', async () => {
  const { db, ask } = open({ vault: COMMON_PARTS.vault })
  await db.run(`INSERT INTO migrations (name, at) VALUES ('9999_later', 1)`)
  expect(await ask()).toEqual([503, [expect.stringContaining('a newer version of ara-feeds, which added 9999_later')]])
})
