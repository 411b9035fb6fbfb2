import { defineConfig } from 'vitest/config'

/** `npm run test:browser`: needs Chromium (Debian: chromium), which `npm test` does not. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 60_000,
  },
})
