import type { Parts } from '../../src/parts.ts'

/** What a service needs besides its database, network, channels and clock, where a test is about none of it. */
export const COMMON_PARTS = {
  version: '1',
  log: { info: () => {}, warn: () => {}, error: () => {} },
  random: () => 0.5,
  pause: async () => {},
  secret: () => undefined,
} as const satisfies Partial<Parts>
