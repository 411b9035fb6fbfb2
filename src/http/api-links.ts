import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { RequestError } from '../errors.ts'
import { loadClickTotals } from '../store/clicks.ts'
import { toCodes } from '../store/codes.ts'
import { loadItem } from '../store/items.ts'
import { addLink, type Lead } from '../store/link-editing.ts'
import { foldCode, type Link, loadLinks } from '../store/links.ts'
import { answerJson } from './answer.ts'
import { demandToken } from './auth.ts'
import { readJson } from './body.ts'
import type { Desk } from './desk.ts'
import { readFields, refuseUnknown } from './fields.ts'
import { leadEntries, readAlias, readLead } from './link-fields.ts'
import { toLinkJson } from './link-json.ts'
import { readNumber } from './narrowing.ts'
import { fieldError, queryError } from './problem.ts'
import { addRoute, toUrl } from './route.ts'

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
