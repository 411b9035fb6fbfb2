import { createVault } from '../../src/model/secrets/vault.ts'
import type { Parts } from '../../src/parts.ts'

/** What secrets are encrypted with. */
export const KEY = 'a-key-of-at-least-thirty-two-signs-no-more'

/** What a service needs besides its database, network, channels and clock, where a test is about none of it. */
export const COMMON_PARTS = {
  version: '1',
  log: { info: () => {}, warn: () => {}, error: () => {} },
  random: () => 0.5,
  pause: async () => {},
  secret: () => undefined,
  vault: createVault([KEY]),
} as const satisfies Partial<Parts>
