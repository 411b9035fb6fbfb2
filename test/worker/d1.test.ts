import { type applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { createD1 } from '../../src/worker/bindings.ts'
import { contract } from '../store/contract.ts'

declare global {
  namespace Cloudflare {
    interface Env {
      readonly DB: D1Database
      readonly MIGRATIONS: Parameters<typeof applyD1Migrations>[1]
    }
  }
}

contract('D1', async () => {
  await reset()
  // As one batch, which is what takes the least of a test's time.
  await env.DB.batch(env.MIGRATIONS.flatMap(({ queries }) => queries).map((query) => env.DB.prepare(query)))
  return createD1(env.DB)
})
