import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        root: new URL('..', import.meta.url).pathname,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/worker/**', 'test/browser/**'],
          testTimeout: 60_000,
        },
      },
    ],
  },
})
