/**
 * Short links over the API: list, name, read, move, retire. Promises: a name that was given out is given to nothing
 * else, and where it led before is kept.
 */

import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { RequestError } from '../../errors.ts'
import { toTextHash } from '../../model/hash.ts'
import { addedLink, LINK_TOLD } from '../../model/transfer.ts'
import type { Keep, Made } from '../../store/access/receipts.ts'
import { loadItem } from '../../store/feeds/feeds.ts'
import { loadClickTotals } from '../../store/links/clicks.ts'
import { addLink, isSameLead, type Lead, leadLinkElsewhere, retireLink } from '../../store/links/editing.ts'
import { foldCode, type Link, loadLink, loadLinks } from '../../store/links/links.ts'
import { toCodes } from '../../store/saving/decisions.ts'
import { hasToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { readFields, readJson, readRequestBody, refuseUnknown } from '../body.ts'
import { heedConditions, isCreateOnly, toThere } from '../conditions.ts'
import { makeOnce } from '../idempotency.ts'
import { answerInLane } from '../lane/lane.ts'
import { type LeadFields, movedLink, readAlias, readLead } from '../links/fields.ts'
import { toCountedLinkJson } from '../links/json.ts'
import { toLeadUrlNow } from '../links/redirect.ts'
import { readPage, toPageJson } from '../lists/pages.ts'
import { type AskedOf, serve } from '../operation.ts'
import { linkOperations, retirement } from '../operations/links.ts'
import { fieldError, queryError } from '../problem.ts'
import { addRoute, answerJson } from '../route.ts'
import { linkList } from '../shapes/link.ts'
import { answerClicks, answerLink, findLink, LINKS_PATH, toEditedLink } from './link-answers.ts'

/** The list of short links, and giving them names. */
export function addLinkList(app: Hono, backend: Backend): void {
  addRoute(app, LINKS_PATH, {
    GET: serve(backend, linkOperations.listLinks, ({ c, query }) =>
      answerInLane(c, backend, () => answerList(c, backend, query)),
    ),
    POST: serve(backend, linkOperations.addLink, ({ c }) => takeLink(app, c, backend)),
  })
}

const LIST = {
  kind: 'links',
  name: 'links',
  members: linkList.entries.links,
  place: v.tuple([v.string()]),
}

/** Links in the order of their codes: all, those of one `item`, or with `named=1` those that were given names. */
async function answerList(
  c: Context,
  backend: Backend,
  asked: AskedOf<typeof linkOperations.listLinks>['query'],
): Promise<Response> {
  const { named = false } = asked
  const page = readPage(asked, LIST)
  const item = await readItem(backend, asked.item)
  const [after = ''] = page.after ?? []
  const query = { after, named, limit: page.limit + 1, ...(item === undefined ? {} : { item }) }
  const found = await loadLinks(backend.db, query)
  const codes = found.map(({ code }) => code)
  const totals = await loadClickTotals(backend.db, codes)
  const trusted = hasToken(c, backend)
  const toJson = (link: Link) => toCountedLinkJson(backend, link, totals.get(link.code), trusted)
  return answerJson(toPageJson(c, backend, LIST, page, found, { toJson, toPlace: ({ code }): [string] => [code] }))
}

async function readItem({ db }: Backend, name: string | undefined): Promise<number | undefined> {
  if (name === undefined) return undefined
  const item = (await loadItem(db, name)) ?? (await loadItem(db, foldCode(name)))
  if (item === undefined) throw queryError('item', 'item names no item: it has to be an id or a code.')
  return item.row
}

/** A member that we say of a link, sent back; `alias` is said once, and then it is the link's name. */
const isTold = (name: string) => LINK_TOLD.includes(name)
const isToldOf = (name: string) => name === 'alias' || isTold(name)

/** Names a link. 201 with a new one, 200 with one that leads there already, 409 where the name leads elsewhere. */
function takeLink(app: Hono, c: Context, backend: Backend): Promise<Response> {
  return makeOnce(c, backend, {
    make: (keep) => makeLink(app, c, backend, keep),
    answer: ({ name, status }) => answerMade(c, backend, name, status),
  })
}

async function makeLink(app: Hono, c: Context, backend: Backend, keep: Keep): Promise<Made> {
  const body = await readJson(c)
  refuseUnknown(body, addedLink, isTold)
  const { alias: text, ...fields } = readFields(addedLink, body)
  const alias = text === undefined ? undefined : readAlias(app, backend, text)
  const lead = await readLead(backend, fields)
  if (alias === undefined) return makeUnnamed(c, backend, lead, keep)
  const { outcome, link } = await addLink(backend.db, alias, lead, backend.now(), toKept(keep))
  if (outcome === 'reserved')
    throw new RequestError(409, 'alias is taken: it is reserved.', { field: 'alias' }, { kind: 'name-taken' })
  await refuseThere(c, backend, link, outcome)
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
async function makeUnnamed(c: Context, backend: Backend, lead: Lead, keep: Keep): Promise<Made> {
  if (!('url' in lead)) throw fieldError('alias', 'alias is missing: the item has a code of its own already.')
  for (const code of toCodes(toTextHash(lead.url))) {
    const { outcome, link } = await addLink(backend.db, code, lead, backend.now(), toKept(keep))
    if (outcome === 'there') await refuseThere(c, backend, link, outcome)
    if (outcome === 'added' || outcome === 'there') return toMade(link, outcome)
  }
  throw fieldError('alias', 'alias is missing, and every code that the address could have is taken.')
}

/** Where only a new one is wanted. @throws RequestError 412 */
async function refuseThere(c: Context, backend: Backend, link: Link, outcome: 'added' | 'there' | 'taken') {
  if (outcome !== 'added' && isCreateOnly(c)) throw toThere(await toEditedLink(c, backend, link))
}

async function answerMade(c: Context, backend: Backend, code: string, status: number): Promise<Response> {
  const link = await loadLink(backend.db, code)
  if (link === undefined) throw new Error(`The link ${code} was made but is not there.`)
  const location = { Location: `${backend.base}${LINKS_PATH}/${encodeURIComponent(link.code)}` }
  return answerLink(c, backend, link, status, location)
}

/** One short link: to read, move and retire; and how often it was followed. */
export function addLinkByCode(app: Hono, backend: Backend): void {
  const path = `${LINKS_PATH}/:code`
  addRoute(app, path, {
    GET: serve(backend, linkOperations.readLink, async ({ c }) => answerLink(c, backend, await findLink(c, backend))),
    PATCH: serve(backend, linkOperations.moveLink, ({ c }) => changeFound(c, backend, move)),
    DELETE: serve(backend, linkOperations.retireLink, ({ c }) => changeFound(c, backend, retire)),
  })
  addRoute(app, `${path}/clicks`, {
    GET: serve(backend, linkOperations.readClicks, ({ c }) => answerClicks(c, backend)),
  })
}

/** Does something to a link as long as the request's conditions hold, and answers how it is then. */
function changeFound(
  c: Context,
  backend: Backend,
  change: (c: Context, backend: Backend, link: Link) => Promise<void>,
): Promise<Response> {
  const load = async () => toEditedLink(c, backend, await findLink(c, backend))
  return heedConditions(c, backend, load, async (at) => {
    await change(c, at, await findLink(c, at))
    return answerLink(c, at, await findLink(c, at))
  })
}

async function move(c: Context, backend: Backend, link: Link): Promise<void> {
  refuseOwn(link, 'moved')
  const body = await readJson(c)
  refuseUnknown(body, movedLink, isToldOf)
  const { note, ...fields } = readFields(movedLink, body)
  const lead = await readLead(backend, withoutShownUrl(fields, toLeadUrlNow(backend, link)))
  // Sent again it is no second move.
  if (link.state === 'retired' || !isSameLead(link, lead))
    await leadLinkElsewhere(backend.db, link, lead, backend.now(), note)
}

/** Of a link to an item we say the address too: sent back beside the item, it says nothing. */
function withoutShownUrl({ url, ...fields }: LeadFields, shown: string | undefined): LeadFields {
  return url === undefined || (fields.item !== undefined && url === shown) ? fields : { ...fields, url }
}

/** The body, with a reason, may be left out. */
async function retire(c: Context, backend: Backend, link: Link): Promise<void> {
  refuseOwn(link, 'retired')
  const hasBody = (c.req.header('Content-Type') ?? '') !== ''
  const body = hasBody ? await readJson(c) : {}
  if (!hasBody) await readRequestBody(c)
  refuseUnknown(body, retirement)
  const { reason } = readFields(retirement, body)
  if (link.state !== 'retired') await retireLink(backend.db, link, backend.now(), reason || undefined)
}

/** What was printed as a story's own code has to lead to that story for ever. */
function refuseOwn(link: Link, what: string): void {
  if (link.name !== undefined || link.item === undefined || link.item.code !== link.code) return
  const message = `${link.code} is the story's own code, which is never ${what}; retract the story instead.`
  throw new RequestError(409, message, { item: link.item.id })
}
