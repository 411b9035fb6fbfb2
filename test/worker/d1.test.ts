import { applyD1Migrations, reset } from 'cloudflare:test'
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
  await applyD1Migrations(env.DB, env.MIGRATIONS)
  return createD1(env.DB)
})
