import { describe, expect, test } from 'vitest'
import { STEPS } from '../../src/http/guide/steps.ts'
import { PROBLEMS } from '../../src/http/problems.ts'
import { BASE, openBackend } from './backend.ts'

describe('the page of operations', () => {
  test('loads scripts of our own alone, and nothing from an address in its query', async () => {
    const { ask } = openBackend()
    const plain = await ask('/docs')
    const text = await plain.text()
    const policy = plain.headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("style-src 'self' 'unsafe-inline'")
    expect(policy).toContain(`connect-src 'self' ${BASE};`)
    expect([...text.matchAll(/<script src="([^"]*)"/g)].map(([, src]) => src)).toEqual([
      '/swagger/swagger-ui-bundle.js?v=1.2.3',
      '/operations.js?v=1.2.3',
    ])
    expect(text).not.toMatch(/<script(?! src)/)
    const other = await ask('/docs?url=https://evil.example/openapi.json&configUrl=https://evil.example/x')
    expect(await other.text()).toBe(text)
  })

  test('no other page may run a script or style itself', async () => {
    const { ask } = openBackend()
    for (const path of ['/', '/docs/', '/docs/errors/', '/docs/errors/bad-query']) {
      const policy = (await ask(path)).headers.get('Content-Security-Policy') ?? ''
      expect(policy).not.toMatch(/script-src|unsafe-inline/)
    }
  })
})

test('what the written page says to do can be done, in its order', async () => {
  const { ask } = openBackend()
  const page = await (await ask('/docs/')).text()
  for (const { name, method, path, body } of STEPS.filter((step) => step.name !== 'Schedule')) {
    expect(page).toContain(`<h2>${name}</h2>`)
    expect(page).toContain(path.replaceAll('&', '&amp;'))
    const response = await ask(path, { method, token: true, ...(body === undefined ? {} : { json: body }) })
    expect([name, response.status]).toEqual([name, name === 'Publish' ? 201 : 200])
  }
  const found = (await (await ask('/api/items?q=bridge')).json()) as { items: { title: string }[] }
  expect(found.items.map(({ title }) => title)).toEqual(['The old bridge is open again'])
})

describe('errors', () => {
  test.each(Object.entries(PROBLEMS))('%s has a page that says what it means and what to do', async (name, problem) => {
    const response = await openBackend().ask(`/docs/errors/${name}`)
    expect(response.status).toBe(200)
    const text = await response.text()
    for (const words of [problem.title, problem.means]) expect(text).toContain(words.replaceAll('&', '&amp;'))
  })

  test('there is no page of an error that there is not', async () => {
    const { ask } = openBackend()
    expect((await ask('/docs/errors/no-such')).status).toBe(404)
    expect((await ask('/docs/errors/constructor')).status).toBe(404)
  })

  test.each([
    ['/api/changes?after=none.1', {}, 'cursor-gone'],
    ['/api/items/none', {}, 'not-found'],
    ['/api/items', { method: 'POST' }, 'token-needed'],
    ['/api/items', { method: 'PUT', token: true }, 'method-not-allowed'],
    ['/api/items?limt=3', {}, 'bad-query'],
    ['/api/items', { method: 'POST', token: true, json: { titel: 'x', content_text: 'y' } }, 'unknown-member'],
    ['/api/items', { method: 'POST', token: true, json: { title: 1 } }, 'bad-member'],
    ['/api/items', { method: 'POST', token: true, body: '{', type: 'application/json' }, 'bad-body'],
    ['/api/items', { method: 'POST', token: true, body: 'x', type: 'image/png' }, 'media-type'],
    ['/feed.rss?limit=0', {}, 'bad-query'],
  ] as const)('%s %j is of the kind %s', async (path, init, kind) => {
    const problem = (await (await openBackend().ask(path, init)).json()) as { readonly type: string }
    expect(problem.type).toBe(`${BASE}/docs/errors/${kind}`)
  })
})
