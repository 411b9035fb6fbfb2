import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { RequestError } from '../errors.ts'
import { loadClicks } from '../store/clicks.ts'
import { isSameLead, loadHistory, moveLink, retireLink } from '../store/link-editing.ts'
import { type Link, loadLink } from '../store/links.ts'
import { answerJson } from './answer.ts'
import { demandToken } from './auth.ts'
import { readBody, readJson } from './body.ts'
import type { Desk } from './desk.ts'
import { readFields, refuseUnknown } from './fields.ts'
import { leadEntries, note, readLead } from './link-fields.ts'
import { toClicksJson, toHistoryJson, toLinkJson } from './link-json.ts'
import { addRoute } from './route.ts'

/** One short link: to read, move and retire. */
export function addLink(app: Hono, desk: Desk): void {
  addRoute(app, '/api/links/:code', {
    GET: async (c) => answerLink(desk, await findLink(c, desk)),
    PATCH: (c) => move(c, desk),
    DELETE: (c) => retire(c, desk),
  })
}

async function findLink(c: Context, desk: Desk): Promise<Link> {
  const link = await loadLink(desk.db, c.req.param('code') ?? '')
  if (link !== undefined) return link
  throw new RequestError(404, 'There is no short link with this code or name.')
}

/** The link with where it led before and its sums. */
async function answerLink(desk: Desk, link: Link): Promise<Response> {
  const [clicks, history] = await Promise.all([loadClicks(desk.db, link.code), loadHistory(desk.db, [link.code])])
  return answerJson({
    ...toLinkJson(desk, link, clicks.total),
    ...toClicksJson(clicks),
    history: toHistoryJson(history.get(link.code) ?? [], desk.base),
  })
}

const patch = v.object({ ...leadEntries, note: v.exactOptional(note) })

async function move(c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const link = refuseOwn(await findLink(c, desk), 'moved')
  const body = await readJson(c)
  refuseUnknown(body, Object.keys(patch.entries))
  const { note, ...fields } = readFields(patch, body)
  const lead = await readLead(desk, fields)
  // Sent again it is no second move.
  if (link.state === 'retired' || !isSameLead(link, lead)) await moveLink(desk.db, link, lead, desk.now(), note)
  return answerAgain(desk, link)
}

const retirement = v.object({ reason: v.exactOptional(note) })

/** The body, with a reason, may be left out. */
async function retire(c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const link = refuseOwn(await findLink(c, desk), 'retired')
  const hasBody = (c.req.header('Content-Type') ?? '') !== ''
  const body = hasBody ? await readJson(c) : {}
  if (!hasBody) await readBody(c)
  refuseUnknown(body, Object.keys(retirement.entries))
  const { reason } = readFields(retirement, body)
  if (link.state !== 'retired') await retireLink(desk.db, link, desk.now(), reason || undefined)
  return answerAgain(desk, link)
}

/** What was printed as a story's own code has to lead to that story for ever. */
function refuseOwn(link: Link, what: string): Link {
  if (link.name !== undefined || link.item === undefined || link.item.code !== link.code) return link
  const message = `${link.code} is the story's own code, which is never ${what}; retract the story instead.`
  throw new RequestError(409, message, { item: link.item.id })
}

async function answerAgain(desk: Desk, { code }: Link): Promise<Response> {
  const link = await loadLink(desk.db, code)
  if (link === undefined) throw new Error(`The link ${code} went away while it was changed.`)
  return answerLink(desk, link)
}
