import { env } from 'cloudflare:workers'
import { expect, test, vi } from 'vitest'
import type { Env } from '../../src/worker/main.ts'

/** Settings that make no sense, as a first deployment has them: whoever asks is told which. */

const context = { waitUntil: () => {}, passThroughOnException: () => {} } as unknown as ExecutionContext
const { BASE_URL: _, ...bound } = env as unknown as Env
const BASE_URL = 'https://feeds.example'

test.each([
  ['no BASE_URL', {}, /^BASE_URL is missing/],
  ['a BASE_URL that is none', { BASE_URL: 'feeds.example' }, /^BASE_URL /],
  ['a short SECRET_KEY', { BASE_URL, SECRET_KEY: 'x1y2z3' }, /^SECRET_KEY is too short/],
  ['a PURGE_TOKEN without its zone', { BASE_URL, PURGE_TOKEN: 'x1y2z3' }, /^ZONE_ID is missing/],
])('%s is answered with its sentence', async (_case, variables, sentence) => {
  vi.resetModules()
  const { default: worker } = await import('../../src/worker/main.ts')
  for (const path of ['/', '/feed.atom', '/healthz', '/api/items']) {
    const asked = new Request(BASE_URL + path)
    const answered = await worker.fetch?.(asked as never, { ...bound, ...variables } as Env, context)
    const response = answered ?? new Response(null, { status: 500 })
    const { headers, status } = response
    const type = headers.get('Content-Type')
    expect([status, type, headers.get('X-Content-Type-Options')]).toEqual([503, 'application/problem+json', 'nosniff'])
    const { detail } = (await response.json()) as { detail: string }
    expect(detail).toMatch(sentence)
    expect(detail).not.toContain('x1y2z3')
  }
})
