import { expect } from 'vitest'
import type { TokenScope } from '../../src/model/secrets/scopes.ts'
import type { TestBackend } from './backend.ts'

export type Made = { readonly id: string; readonly token: string; readonly [name: string]: unknown }

/** Makes a token with the first one. */
export async function makeToken(
  { ask }: Pick<TestBackend, 'ask'>,
  scopes: readonly TokenScope[],
  fields: Readonly<Record<string, unknown>> = {},
): Promise<Made> {
  const name = `${scopes.join(' ')} ${Math.random()}`
  const response = await ask('/api/tokens', { method: 'POST', token: true, json: { name, scopes, ...fields } })
  expect(response.status, await response.clone().text()).toBe(201)
  return (await response.json()) as Made
}
