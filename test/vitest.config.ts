import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

const root = new URL('..', import.meta.url).pathname

/** Tests of test/worker run in workerd itself, against a D1 database of their own. */
const workerd = cloudflareTest(async () => ({
  miniflare: {
    compatibilityDate: '2026-10-30',
    compatibilityFlags: ['nodejs_compat'],
    d1Databases: { DB: 'ara-test' },
    r2Buckets: { MEDIA: 'ara-test-media' },
    bindings: { MIGRATIONS: await readD1Migrations(`${root}src/store/migrations`) },
  },
}))

export default defineConfig({
  test: {
    projects: [
      {
        root,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/worker/**', 'test/browser/**'],
          testTimeout: 60_000,
        },
      },
      {
        root,
        plugins: [workerd],
        test: {
          name: 'workerd',
          include: ['test/worker/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
})
