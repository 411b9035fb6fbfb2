import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { MIGRATIONS } from '../src/store/upgrade/migrations.ts'

const root = new URL('..', import.meta.url).pathname

/** The rows of a database that an older version filled (upgrade/fill.ts). */
function readFilled(commit: string): string {
  return gunzipSync(readFileSync(`${root}test/fixtures/upgrade/${commit}.jsonl.gz`)).toString()
}

/** Tests of test/worker run in workerd itself, against a D1 database of their own. */
const workerd = cloudflareTest(() => ({
  miniflare: {
    compatibilityDate: '2026-10-30',
    compatibilityFlags: ['nodejs_compat'],
    d1Databases: { DB: 'ara-test' },
    r2Buckets: { MEDIA: 'ara-test-media' },
    // As wrangler applied them, while it was wrangler that did.
    bindings: {
      MIGRATIONS: MIGRATIONS.map(({ name, statements }) => ({ name: `${name}.sql`, queries: [...statements] })),
      FILLED: Object.fromEntries(['c1d7aa1', '6c39512', '3dbc229'].map((commit) => [commit, readFilled(commit)])),
    },
  },
}))

/** Tests that take long: real processes, sockets and files, kills, floods, and runs of generated documents. */
const LONG = [
  'test/node/**/*.test.ts',
  'test/push/{hub,flood,subscriber,webhooks}.test.ts',
  'test/store/{kill,due-kill,erased-file,locked-file}.test.ts',
  'test/publish/{outside,readers}.test.ts',
  'test/service/validity.test.ts',
  'test/paired/wire.test.ts',
  'test/fuzz/*.test.ts',
  'test/**/fuzz.test.ts',
]

/** Replaces modules, so it can share none. */
const APART = ['test/upgrade/future.test.ts']

const ELSEWHERE = ['test/worker/**', 'test/browser/**', 'test/readers/**']

/**
 * `fast` is the inner loop (`npm run test:fast`): everything that is neither long nor in workerd. Its files share one
 * set of modules, which src has no state in.
 */
export default defineConfig({
  test: {
    // Twice the cores of a small machine: the long ones mostly wait, for ticks, kills and servers that hang.
    maxWorkers: 4,
    projects: [
      {
        root,
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [...ELSEWHERE, ...LONG, ...APART],
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'long',
          include: LONG,
          exclude: [...ELSEWHERE, ...APART],
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        root,
        test: { name: 'apart', include: APART, testTimeout: 60_000 },
      },
      {
        root,
        plugins: [workerd],
        test: { name: 'workerd', include: ['test/worker/**/*.test.ts'], testTimeout: 60_000 },
      },
    ],
  },
})
