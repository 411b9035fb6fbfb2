import { hc } from 'hono/client'
import { expect, expectTypeOf, test } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import type { Api } from '../../src/http/client.ts'
import { toOperations } from '../../src/http/operation.ts'
import { changeOperations } from '../../src/http/operations/changes.ts'
import { draftOperations } from '../../src/http/operations/drafts.ts'
import { itemOperations } from '../../src/http/operations/items.ts'
import { linkOperations } from '../../src/http/operations/links.ts'
import { movingOperations } from '../../src/http/operations/moving.ts'
import { sourceOperations } from '../../src/http/operations/sources.ts'
import { BASE, openBackend, TOKEN } from './backend.ts'

/** Hono's client, over the application in place of the network. */
function openClient() {
  const app = createApp(openBackend().backend)
  const ask = (input: RequestInfo | URL, init?: RequestInit) => app.request(input as string, init)
  return hc<Api>(BASE, { fetch: ask as typeof fetch, headers: { Authorization: `Bearer ${TOKEN}` } })
}

test('a caller in TypeScript publishes, reads, corrects, finds and retracts, with types of what is sent and answered', async () => {
  const { api } = openClient()
  const published = await api.items.$post({ json: { title: 'The bridge is open', content_text: 'It was opened.' } })
  expect(published.status).toBe(201)
  const story = await published.json()
  expectTypeOf(story.id).toEqualTypeOf<string>()
  const param = { id: encodeURIComponent(story.id) }
  const read = await (await api.items[':id'].$get({ param })).json()
  expect(read.title).toBe('The bridge is open')
  expectTypeOf(read._ara.code).toEqualTypeOf<string | undefined>()
  await api.items[':id'].$patch({ param, json: { title: 'The bridge is shut', note: 'It was shut again.' } })
  const found = await (await api.items.$get({ query: { q: ['bridge'], limit: '5' } })).json()
  expect(found?.items.map(({ title }) => title)).toEqual(['The bridge is shut'])
  const gone = await (await api.items[':id'].$delete({ param, json: { reason: 'A mistake.' } })).json()
  expect(gone.state).toBe('retracted')
  const { changes } = await (await api.changes.$get({ query: { limit: '10' } })).json()
  expect(changes.map(({ kind }) => kind)).toEqual(['create', 'revise', 'retract'])
})

test('what does not exist does not compile', () => {
  const { api } = openClient()
  type Posted = Parameters<typeof api.items.$post>[0]['json']
  expectTypeOf<Posted>().toHaveProperty('title')
  expectTypeOf<Posted>().not.toHaveProperty('titel')
  expectTypeOf(api).not.toHaveProperty('itmes')
  expectTypeOf<Parameters<typeof api.links.$get>[0]>().not.toExtend<{ readonly query: { readonly limt: string } }>()
})

test('the types know every operation of the API', () => {
  const typed = [itemOperations, draftOperations, sourceOperations, linkOperations, changeOperations, movingOperations]
  const names = typed.flatMap((operations) => Object.values(operations).map(({ id }) => id))
  const there = toOperations(createApp(openBackend().backend)).filter(({ path }) => path.startsWith('/api/'))
  const isFeed = (path: string) => path.endsWith('.atom')
  expect(names.toSorted()).toEqual(
    there
      .filter(({ path }) => !isFeed(path))
      .map(({ id }) => id)
      .toSorted(),
  )
})
