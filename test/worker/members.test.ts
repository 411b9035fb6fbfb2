import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { createD1 } from '../../src/worker/bindings.ts'
import { walkMembers } from '../members/walk.ts'

walkMembers('every member of what comes in, on D1', async () => {
  await reset()
  await applyD1Migrations(env.DB, env.MIGRATIONS)
  return createD1(env.DB)
})
