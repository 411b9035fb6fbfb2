import type { Context, Hono } from 'hono'
import type { Desk } from './desk.ts'
import { answerList } from './lists.ts'
import { addRoute, toUrl } from './route.ts'
import { answerOldQuery } from './wordpress-query.ts'

/** The front page, and narrowed lists as pages. WordPress asks for nearly everything here, too. */
export function addFront(app: Hono, desk: Desk): void {
  addRoute(app, '/', { GET: (c) => answerFront(c, desk) })
  for (const { id } of desk.channels) addRoute(app, `/${id}/`, { GET: (c) => answerChannel(c, desk, id) })
}

async function answerFront(c: Context, desk: Desk): Promise<Response> {
  const { searchParams } = toUrl(c)
  return (await answerOldQuery(c, desk, searchParams)) ?? answerList(c, desk, searchParams)
}

function answerChannel(c: Context, desk: Desk, id: string): Promise<Response> {
  const params = new URLSearchParams(toUrl(c).search)
  params.set('channel', id)
  return answerList(c, desk, params)
}
