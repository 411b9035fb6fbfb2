import type { Hono } from 'hono'
import type { Desk } from './desk.ts'

const READING = ['GET', 'HEAD', 'OPTIONS']

/** Whoever must hear of changes is told that there may be some, after every request that may have made one. */
export function addWaking(app: Hono, desk: Desk): void {
  app.use('*', async (c, next) => {
    await next()
    if (!READING.includes(c.req.method) && c.res.ok) desk.wake?.()
  })
}
