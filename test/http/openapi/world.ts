import { NOW, openBackend, type TestBackend } from '../backend.ts'
import { type Call, type Description, type Place, toAddress } from './description.ts'

/** A service that has everything that the examples of the description name. */
export async function openWorld(): Promise<TestBackend> {
  const world = openBackend({ push: PUSH })
  const description = await loadDescription(world)
  const post = async (path: string, json: unknown) => {
    const response = await world.ask(path, { method: 'POST', token: true, json })
    if (!response.ok) throw new Error(await response.text())
  }
  await post('/api/items', description.paths['/api/items']?.post?.requestBody?.content['application/json']?.example)
  await post('/api/sources', { url: 'https://feed.site.example/feed.xml', id: 'site-example' })
  await post('/api/links', { item: 'https://aranews.net/?p=1204', alias: 'clinics' })
  await post('/api/webhooks', { url: 'https://partner.example/' })
  return world
}

const PUSH = {
  refuse: () => undefined,
  createSecret: () => 'whsec_secret',
  test: async () => ({ event: 'test', kind: 'test', at: NOW, took: 12, status: 200, fault: null }),
  confirm: async () => undefined,
  expects: async () => false,
  receive: async () => 'gone' as const,
}

export async function loadDescription({ ask }: TestBackend): Promise<Description> {
  return (await (await ask('/openapi.json')).json()) as Description
}

/** Sends a call of an operation, with the token. */
export function send({ ask }: TestBackend, { method, path }: Place, call: Call): Promise<Response> {
  const { headers = {}, type } = call
  // What reads has no body.
  const body = method === 'GET' ? undefined : call.body
  return ask(toAddress(path, call), {
    method,
    token: true,
    headers,
    ...(type === undefined ? {} : { type }),
    ...(body === undefined ? {} : { body }),
  })
}
