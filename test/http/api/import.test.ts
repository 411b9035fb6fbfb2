import { expect, test } from 'vitest'
import type { Received } from '../../../src/model/model.ts'
import { list, openBackend } from '../backend.ts'

const received: Received = {
  item: {
    guid: 'https://aranews.net/?p=17',
    title: { value: 'Bridge opens', type: 'text' },
    content: { value: '<p>Open.</p>', type: 'html' },
    published: Date.UTC(2014, 1, 3),
    authors: [{ name: 'Egid Yousef' }],
    categories: [],
    attachments: [],
    pictures: [],
  },
  context: { language: 'en' },
}

const send = (backend: ReturnType<typeof openBackend>, json: unknown) =>
  backend.ask('/api/import', { method: 'POST', token: true, json })

test('a chunk is taken in, and sent again changes nothing', async () => {
  const backend = openBackend()
  expect(await (await send(backend, { items: [received] })).json()).toEqual({ added: 1, updated: 0, unchanged: 0 })
  expect(await (await send(backend, { items: [received] })).json()).toEqual({ added: 0, updated: 0, unchanged: 1 })
  expect((await list(backend)).map(({ id }) => id)).toEqual(['https://aranews.net/?p=17'])
})

test('the agency’s lines that are said apart from the text arrive with it', async () => {
  const backend = openBackend()
  const press = { dateline: 'Kobane, Syria', agency: 'AFP', source: 'AFP' }
  await send(backend, { items: [{ ...received, item: { ...received.item, press } }] })
  expect((await list(backend))[0]?._ara).toMatchObject(press)
})

test.each<[string, unknown, string]>([
  ['no items', {}, 'items'],
  ['an unknown channel', { channel: 'nobody', items: [] }, 'channel'],
  ['an item that is none', { items: [5] }, 'items.0'],
  ['an item without its parts', { items: [{ item: {}, context: {} }] }, 'items.0.item.authors'],
  [
    'a date that is none',
    { items: [{ ...received, item: { ...received.item, published: 1e300 } }] },
    'items.0.item.published',
  ],
  ['more than it may have', { items: Array(501).fill(received) }, 'items'],
  ['an unknown field', { items: [], force: true }, 'force'],
])('%s is refused and named', async (_, json, field) => {
  const backend = openBackend()
  const response = await send(backend, json)
  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({ field })
  expect(backend.logged).toEqual([])
})
