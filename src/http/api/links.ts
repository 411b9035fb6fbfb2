import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { RequestError } from '../../errors.ts'
import { loadClicks, loadClickTotals } from '../../store/links/clicks.ts'
import { addLink, isSameLead, type Lead, loadHistory, moveLink, retireLink } from '../../store/links/editing.ts'
import { foldCode, type Link, loadLink, loadLinks } from '../../store/links/links.ts'
import { loadItem } from '../../store/saving/items.ts'
import { toCodes } from '../../store/saving/names.ts'
import { demandToken } from '../auth.ts'
import { readBody, readFields, readJson, refuseUnknown } from '../body.ts'
import type { Desk } from '../desk.ts'
import { leadEntries, note, readAlias, readLead } from '../links/fields.ts'
import { toClicksJson, toHistoryJson, toLinkJson } from '../links/json.ts'
import { readNumber } from '../lists/narrowing.ts'
import { fieldError, queryError } from '../problem.ts'
import { addRoute, answerJson, toUrl } from '../route.ts'

/** The list of short links, and giving them names. */
export function addLinkList(app: Hono, desk: Desk): void {
  addRoute(app, '/api/links', { GET: (c) => answerList(c, desk), POST: (c) => takeLink(app, c, desk) })
}

/** Links in the order of their codes: all, those of one `item`, or with `named=1` those that were given names. */
async function answerList(c: Context, desk: Desk): Promise<Response> {
  const { searchParams } = toUrl(c)
  const limit = readNumber(searchParams, 'limit', 100, 1000)
  const item = await readItem(desk, searchParams.get('item'))
  const after = (searchParams.get('after') ?? '').slice(0, 200)
  const named = ['1', 'true'].includes(searchParams.get('named') ?? '')
  const found = await loadLinks(desk.db, { after, named, limit: limit + 1, ...(item === undefined ? {} : { item }) })
  const links = found.slice(0, limit)
  const totals = await loadClickTotals(
    desk.db,
    links.map(({ code }) => code),
  )
  const json = links.map((link) => toLinkJson(desk, link, totals.get(link.code)))
  return answerJson({ links: json, ...(found.length > limit ? toNext(desk, searchParams, links) : {}) })
}

async function readItem({ db }: Desk, name: string | null): Promise<number | undefined> {
  if (name === null || name === '') return undefined
  const item = (await loadItem(db, name)) ?? (await loadItem(db, foldCode(name)))
  if (item === undefined) throw queryError('item', 'item names no item: it has to be an id or a code.')
  return item.row
}

function toNext({ base }: Desk, params: URLSearchParams, links: readonly Link[]) {
  const next = new URLSearchParams(params)
  next.set('after', links.at(-1)?.code ?? '')
  return { next_url: `${base}/api/links?${next}` }
}

const posted = v.object({ ...leadEntries, alias: v.exactOptional(v.string()) })

/** Names a link. 201 with a new one, 200 with one that leads there already, 409 where the name leads elsewhere. */
async function takeLink(app: Hono, c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const body = await readJson(c)
  refuseUnknown(body, Object.keys(posted.entries))
  const { alias: text, ...fields } = readFields(posted, body)
  const alias = text === undefined ? undefined : readAlias(app, desk, text)
  const lead = await readLead(desk, fields)
  if (alias === undefined) return answerUnnamed(desk, lead)
  const { outcome, link } = await addLink(desk.db, alias, lead, desk.now())
  if (outcome === 'taken') throw toTaken(link, alias)
  return answerLink(desk, link, outcome === 'added' ? 201 : 200)
}

function toTaken(link: Link, alias: string): RequestError {
  const name = link.name ?? link.code
  const alike = foldCode(name) === foldCode(alias) && name !== alias ? `${name}, which looks or sounds the same,` : name
  const how =
    link.state === 'retired' ? 'was retired: PATCH it to use it again' : 'leads elsewhere: PATCH it to move it'
  return new RequestError(409, `alias is taken: ${alike} ${how}.`, { field: 'alias', code: link.code })
}

/** A code of its own for an address; an item has one already. */
async function answerUnnamed(desk: Desk, lead: Lead): Promise<Response> {
  if (!('url' in lead)) throw fieldError('alias', 'alias is missing: the item has a code of its own already.')
  for (const code of toCodes(bytesToHex(sha256(utf8ToBytes(lead.url))))) {
    const { outcome, link } = await addLink(desk.db, code, lead, desk.now())
    if (outcome !== 'taken') return answerLink(desk, link, outcome === 'added' ? 201 : 200)
  }
  throw fieldError('alias', 'alias is missing, and every code that the address could have is taken.')
}

function answerLink(desk: Desk, link: Link, status: number): Response {
  const location = { Location: `${desk.base}/api/links/${encodeURIComponent(link.code)}` }
  return answerJson(toLinkJson(desk, link, undefined), status, location)
}

/** One short link: to read, move and retire. */
export function addLinkByCode(app: Hono, desk: Desk): void {
  addRoute(app, '/api/links/:code', {
    GET: async (c) => answerWithHistory(desk, await findLink(c, desk)),
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
async function answerWithHistory(desk: Desk, link: Link): Promise<Response> {
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
  return answerWithHistory(desk, link)
}
