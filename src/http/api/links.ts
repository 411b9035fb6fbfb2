/**
 * Short links over the API: list, name, read, move, retire. Promises: a name that was given out is given to nothing
 * else, and where it led before is kept.
 */

import type { Context, Hono } from 'hono'
import { RequestError } from '../../errors.ts'
import { toTextHash } from '../../model/hash.ts'
import { addedLink, LINK_TOLD } from '../../model/transfer.ts'
import type { Keep, Made } from '../../store/access/receipts.ts'
import { loadItem } from '../../store/feeds/feeds.ts'
import { loadClicks, loadClickTotals } from '../../store/links/clicks.ts'
import {
  addLink,
  isSameLead,
  type Lead,
  leadLinkElsewhere,
  loadHistory,
  retireLink,
} from '../../store/links/editing.ts'
import { foldCode, type Link, loadLink, loadLinks } from '../../store/links/links.ts'
import { toCodes } from '../../store/saving/decisions.ts'
import { hasToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { readFields, readJson, readRequestBody, refuseUnknown } from '../body.ts'
import { makeOnce } from '../idempotency.ts'
import { answerInLane } from '../lane/lane.ts'
import { type LeadFields, movedLink, readAlias, readLead } from '../links/fields.ts'
import { toClicksJson, toHistoryJson, toLinkJson } from '../links/json.ts'
import { toLeadUrlNow } from '../links/redirect.ts'
import { type AskedOf, serve } from '../operation.ts'
import { linkOperations, retirement } from '../operations/links.ts'
import { fieldError, queryError } from '../problem.ts'
import { addRoute, answerJson, toRequestUrl } from '../route.ts'

/** The list of short links, and giving them names. */
export function addLinkList(app: Hono, backend: Backend): void {
  addRoute(app, '/api/links', {
    GET: serve(backend, linkOperations.listLinks, ({ c, query }) =>
      answerInLane(c, backend, () => answerList(c, backend, query)),
    ),
    POST: serve(backend, linkOperations.addLink, ({ c }) => takeLink(app, c, backend)),
  })
}

/** Links in the order of their codes: all, those of one `item`, or with `named=1` those that were given names. */
async function answerList(
  c: Context,
  backend: Backend,
  asked: AskedOf<typeof linkOperations.listLinks>['query'],
): Promise<Response> {
  const { limit, after = '', named = false } = asked
  const item = await readItem(backend, asked.item)
  const found = await loadLinks(backend.db, { after, named, limit: limit + 1, ...(item === undefined ? {} : { item }) })
  const links = found.slice(0, limit)
  const totals = await loadClickTotals(
    backend.db,
    links.map(({ code }) => code),
  )
  const trusted = hasToken(c, backend)
  const json = links.map((link) => toLinkJson(backend, link, totals.get(link.code), trusted))
  return answerJson({
    links: json,
    ...(found.length > limit ? toNext(backend, toRequestUrl(c).searchParams, links) : {}),
  })
}

async function readItem({ db }: Backend, name: string | undefined): Promise<number | undefined> {
  if (name === undefined) return undefined
  const item = (await loadItem(db, name)) ?? (await loadItem(db, foldCode(name)))
  if (item === undefined) throw queryError('item', 'item names no item: it has to be an id or a code.')
  return item.row
}

function toNext({ base }: Backend, params: URLSearchParams, links: readonly Link[]) {
  const next = new URLSearchParams(params)
  next.set('after', links.at(-1)?.code ?? '')
  return { next_url: `${base}/api/links?${next}` }
}

/** A member that we say of a link, sent back; `alias` is said once, and then it is the link's name. */
const isTold = (name: string) => LINK_TOLD.includes(name)
const isToldOf = (name: string) => name === 'alias' || isTold(name)

/** Names a link. 201 with a new one, 200 with one that leads there already, 409 where the name leads elsewhere. */
function takeLink(app: Hono, c: Context, backend: Backend): Promise<Response> {
  return makeOnce(c, backend, {
    make: (keep) => makeLink(app, c, backend, keep),
    answer: ({ name, status }) => answerMade(backend, name, status),
  })
}

async function makeLink(app: Hono, c: Context, backend: Backend, keep: Keep): Promise<Made> {
  const body = await readJson(c)
  refuseUnknown(body, addedLink, isTold)
  const { alias: text, ...fields } = readFields(addedLink, body)
  const alias = text === undefined ? undefined : readAlias(app, backend, text)
  const lead = await readLead(backend, fields)
  if (alias === undefined) return makeUnnamed(backend, lead, keep)
  const { outcome, link } = await addLink(backend.db, alias, lead, backend.now(), toKept(keep))
  if (outcome === 'reserved')
    throw new RequestError(409, 'alias is taken: it is reserved.', { field: 'alias' }, { kind: 'name-taken' })
  if (outcome === 'taken') throw toNameTaken(link, alias)
  return toMade(link, outcome)
}

function toKept(keep: Keep) {
  return (code: string) => keep({ name: code, status: 201 })
}

function toMade({ code }: Link, outcome: 'added' | 'there'): Made {
  return { name: code, status: outcome === 'added' ? 201 : 200 }
}

function toNameTaken(link: Link, alias: string): RequestError {
  const name = link.name ?? link.code
  const alike = foldCode(name) === foldCode(alias) && name !== alias ? `${name}, which looks or sounds the same,` : name
  const how =
    link.state === 'retired' ? 'was retired: PATCH it to use it again' : 'leads elsewhere: PATCH it to move it'
  return new RequestError(
    409,
    `alias is taken: ${alike} ${how}.`,
    { field: 'alias', code: link.code },
    { kind: 'name-taken' },
  )
}

/** A code of its own for an address; an item has one already. */
async function makeUnnamed(backend: Backend, lead: Lead, keep: Keep): Promise<Made> {
  if (!('url' in lead)) throw fieldError('alias', 'alias is missing: the item has a code of its own already.')
  for (const code of toCodes(toTextHash(lead.url))) {
    const { outcome, link } = await addLink(backend.db, code, lead, backend.now(), toKept(keep))
    if (outcome === 'added' || outcome === 'there') return toMade(link, outcome)
  }
  throw fieldError('alias', 'alias is missing, and every code that the address could have is taken.')
}

async function answerMade(backend: Backend, code: string, status: number): Promise<Response> {
  const link = await loadLink(backend.db, code)
  if (link === undefined) throw new Error(`The link ${code} was made but is not there.`)
  const location = { Location: `${backend.base}/api/links/${encodeURIComponent(link.code)}` }
  return answerJson(toLinkJson(backend, link, undefined, true), status, location)
}

/** One short link: to read, move and retire. */
export function addLinkByCode(app: Hono, backend: Backend): void {
  addRoute(app, '/api/links/:code', {
    GET: serve(backend, linkOperations.readLink, async ({ c }) =>
      answerWithHistory(backend, await findLink(c, backend), hasToken(c, backend)),
    ),
    PATCH: serve(backend, linkOperations.moveLink, ({ c }) => move(c, backend)),
    DELETE: serve(backend, linkOperations.retireLink, ({ c }) => retire(c, backend)),
  })
}

async function findLink(c: Context, backend: Backend): Promise<Link> {
  const link = await loadLink(backend.db, c.req.param('code') ?? '')
  if (link !== undefined) return link
  throw new RequestError(404, 'There is no short link with this code or name.')
}

/** The link with where it led before and its sums. */
async function answerWithHistory(backend: Backend, link: Link, trusted: boolean): Promise<Response> {
  const [clicks, history] = await Promise.all([loadClicks(backend.db, link.code), loadHistory(backend.db, [link.code])])
  return answerJson({
    ...toLinkJson(backend, link, clicks.total, trusted),
    ...(trusted ? toClicksJson(clicks) : {}),
    history: toHistoryJson(history.get(link.code) ?? [], backend.base, trusted),
  })
}

async function move(c: Context, backend: Backend): Promise<Response> {
  const link = refuseOwn(await findLink(c, backend), 'moved')
  const body = await readJson(c)
  refuseUnknown(body, movedLink, isToldOf)
  const { note, ...fields } = readFields(movedLink, body)
  const lead = await readLead(backend, withoutShownUrl(fields, toLeadUrlNow(backend, link)))
  // Sent again it is no second move.
  if (link.state === 'retired' || !isSameLead(link, lead))
    await leadLinkElsewhere(backend.db, link, lead, backend.now(), note)
  return answerAgain(backend, link)
}

/** Of a link to an item we say the address too: sent back beside the item, it says nothing. */
function withoutShownUrl({ url, ...fields }: LeadFields, shown: string | undefined): LeadFields {
  return url === undefined || (fields.item !== undefined && url === shown) ? fields : { ...fields, url }
}

/** The body, with a reason, may be left out. */
async function retire(c: Context, backend: Backend): Promise<Response> {
  const link = refuseOwn(await findLink(c, backend), 'retired')
  const hasBody = (c.req.header('Content-Type') ?? '') !== ''
  const body = hasBody ? await readJson(c) : {}
  if (!hasBody) await readRequestBody(c)
  refuseUnknown(body, retirement)
  const { reason } = readFields(retirement, body)
  if (link.state !== 'retired') await retireLink(backend.db, link, backend.now(), reason || undefined)
  return answerAgain(backend, link)
}

/** What was printed as a story's own code has to lead to that story for ever. */
function refuseOwn(link: Link, what: string): Link {
  if (link.name !== undefined || link.item === undefined || link.item.code !== link.code) return link
  const message = `${link.code} is the story's own code, which is never ${what}; retract the story instead.`
  throw new RequestError(409, message, { item: link.item.id })
}

async function answerAgain(backend: Backend, { code }: Link): Promise<Response> {
  const link = await loadLink(backend.db, code)
  if (link === undefined) throw new Error(`The link ${code} went away while it was changed.`)
  return answerWithHistory(backend, link, true)
}
