import { defineConfig } from 'vitest/config'

/** `npm run readers`: with the feed readers of Debian that are installed; each of the others is named as skipped. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/readers/**/*.test.ts'],
    reporters: ['verbose'],
    hookTimeout: 300_000,
  },
})
