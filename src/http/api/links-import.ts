/**
 * Another shortener's table as short links. Promises: every row that did not become one is in the answer, with the
 * reason.
 */

import type { Context, Hono } from 'hono'
import { judgeAlias } from '../../clean/identity/alias.ts'
import { RequestError } from '../../errors.ts'
import type { TransferredLink } from '../../model/transfer.ts'
import { loadRows } from '../../store/feeds/addresses.ts'
import { foldCode, toPossibleCodes } from '../../store/links/links.ts'
import { type GivenName, giveNames, loadItemRows, type NameOutcome } from '../../store/links/names.ts'
import { type ArrivedLink, saveTransferredLinks } from '../../store/links/transfer.ts'
import type { Backend } from '../backend.ts'
import { isJson, readFields, readJson, readMediaType, readRequestBody, refuseUnknown } from '../body.ts'
import { answerOnce } from '../idempotency.ts'
import { toForms, toOwnPath, toRouteNames } from '../links/fields.ts'
import { isNamedHost } from '../links/redirect.ts'
import { type LinkRow, parseLinkTable } from '../links/table.ts'
import { serve } from '../operation.ts'
import { linkOperations, transferredLinks } from '../operations/links.ts'
import { addRoute, answerJson } from '../route.ts'

/** The codes of another shortener become names of the stories that they led to. */
export function addLinkImport(app: Hono, backend: Backend): void {
  addRoute(app, '/api/links/import', {
    POST: serve(backend, linkOperations.importLinks, ({ c }) =>
      answerOnce(c, backend, () => takeTable(app, c, backend)),
    ),
  })
}

/** A row that was not taken, and why. */
type RefusedRow = LinkRow & { readonly reason: string }

/** A table of codes and addresses (1 MiB). Every row is counted, or listed under `left` with the reason. */
async function takeTable(app: Hono, c: Context, backend: Backend): Promise<Response> {
  const type = readMediaType(c)
  if (isJson(type)) return takeMovedLinks(c, backend)
  if (!['text/csv', 'text/plain', 'text/tab-separated-values'].includes(type)) {
    throw new RequestError(415, 'Send a table of code,url with Content-Type: text/csv.')
  }
  const { rows, broken } = parseLinkTable(new TextDecoder().decode(await readRequestBody(c)))
  const routes = toRouteNames(app, backend)
  const left: RefusedRow[] = broken.map((row) => ({ ...row, reason: 'There is no code, or no address.' }))
  const outcomes: NameOutcome[] = []
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const named = rows.slice(at, at + AT_ONCE).flatMap((row) => toNamed(routes, row, left))
    outcomes.push(...(await takeRows(backend, named, left)))
    // Others follow links meanwhile.
    await backend.pause?.()
  }
  const count = (outcome: NameOutcome) => outcomes.filter((one) => one === outcome).length
  left.sort((a, b) => a.line - b.line)
  return answerJson({ added: count('added'), unchanged: count('there'), left })
}

/** Rows that are matched and stored together. */
const AT_ONCE = 500

async function takeRows(backend: Backend, named: readonly NamedRow[], left: RefusedRow[]): Promise<NameOutcome[]> {
  const addresses = [...new Set(named.map(({ url }) => url))].map((url) => ({ url, ...toForms(backend, url) }))
  const found = await loadItemRows(backend.db, addresses)
  const matched = named.flatMap((row) => toMatched(row, found.get(row.url), left))
  const outcomes = await giveNames(backend.db, matched, backend.now())
  const taken = matched.filter((_, index) => outcomes[index] === 'taken')
  left.push(...taken.map((row) => toRefusedRow(row, TAKEN)))
  return outcomes
}

const TAKEN = 'The code, or one that looks or sounds the same, is taken and leads elsewhere.'

type NamedRow = LinkRow & { readonly name: string }

/** What shorteners make codes of. */
const PLAIN = /^[\w-]+$/

/** Codes that were given out can not be chosen anew, and below `/s/` none clashes with a route: only a name could deceive. */
function toNamed(routes: ReadonlySet<string>, row: LinkRow, left: RefusedRow[]): NamedRow[] {
  const judged = judgeAlias(row.code)
  const isSafe = 'name' in judged && (PLAIN.test(judged.name) || !routes.has(foldCode(judged.name)))
  if (isSafe) return [{ ...row, name: judged.name }]
  const fault = 'fault' in judged ? judged.fault : 'looks like an address of this service itself'
  left.push({ ...row, reason: `The code ${fault}.` })
  return []
}

function toMatched(row: NamedRow, item: number | undefined, left: RefusedRow[]): (NamedRow & GivenName)[] {
  if (item !== undefined) return [{ ...row, item }]
  left.push(toRefusedRow(row, 'No story has this address.'))
  return []
}

function toRefusedRow({ line, code, url }: LinkRow, reason: string): RefusedRow {
  return { line, code, url, reason }
}

type Judged = { readonly link: ArrivedLink } | { readonly fault: string }

/** Short links as `ara export` writes them. What is there stays as it is; `left`: which are not, and why. */
async function takeMovedLinks(c: Context, backend: Backend): Promise<Response> {
  const body = await readJson(c)
  refuseUnknown(body, transferredLinks, (_, path) => path !== '')
  const links = readFields(transferredLinks, body).links.map((link) => ({
    ...link,
    code: link.code ?? foldCode(link.name ?? ''),
  }))
  const keys = links.flatMap(({ item }) => (item === undefined ? [] : [item]))
  const rows = await loadRows(backend.db, keys)
  const judged = links.map((link) => judge(backend, link, rows))
  const arrived = judged.flatMap((one) => ('link' in one ? [one.link] : []))
  const left = links.flatMap(({ name, code }, index) => toNotTaken(name ?? code, judged[index]))
  const isThere = await saveTransferredLinks(backend.db, arrived, backend.now())
  for (const [index, { name, code }] of arrived.entries()) {
    if (isThere[index] !== true) left.push({ code: name ?? code, reason: 'It is taken, and leads elsewhere.' })
  }
  return answerJson({ added: links.length - left.length, unchanged: 0, left })
}

function toNotTaken(code: string, judged: Judged | undefined) {
  return judged !== undefined && 'fault' in judged ? [{ code, reason: judged.fault }] : []
}

/** The link as it is to be stored: nothing of it is trusted. */
function judge(backend: Backend, link: TransferredLink, rows: ReadonlyMap<string, number>): Judged {
  const { item, url, channel, ...rest } = link
  const names = toNames(link)
  if (names === undefined) return { fault: 'It is no name that a link can have.' }
  const history = link.history?.filter(({ lead }) => isFormer(lead))
  const facts = { ...rest, ...names, ...(history === undefined ? {} : { history }) }
  const row = item === undefined ? undefined : rows.get(item)
  if (row !== undefined) return { link: { ...facts, item: row, channel: '' } }
  if (item !== undefined) return { fault: 'The story that it leads to is not here.' }
  const lead = toLead(backend, link)
  return lead === undefined ? { fault: 'It leads to no host that a channel names.' } : { link: { ...facts, ...lead } }
}

/** As codes are made of keys. */
const MADE = /^[0-9a-hjkmnp-tv-z]{6,16}$/

/** The code has to be what the name is kept under. */
function toNames({ code, name }: TransferredLink): { readonly code: string; readonly name?: string } | undefined {
  if (name === undefined && MADE.test(code)) return { code }
  const judged = judgeAlias(name ?? code)
  if (!('name' in judged)) return undefined
  return { code: toPossibleCodes(judged.name).includes(code) ? code : foldCode(judged.name), name: judged.name }
}

/** What it led to before is shown to people. */
function isFormer(lead: string): boolean {
  return /^(?:\/(?!\/)|https?:\/\/)/.test(lead) && URL.canParse(lead, 'http://x')
}

/** Where a link leads, and the channel that names that; what leads nowhere any more, or to a page here, is the named one's or the first's. */
function toLead({ channels, base }: Backend, { url = '', channel, retired }: TransferredLink) {
  const own = channels.find(({ id }) => id === channel) ?? channels[0]
  const path = url.startsWith('/') ? toOwnPath(url, base) : undefined
  if (own !== undefined && path !== undefined) return { lead: path, channel: own.id }
  if (own !== undefined && retired !== undefined && URL.canParse(url, base)) return { lead: url, channel: own.id }
  const named = [...(own === undefined ? [] : [own]), ...channels].find((one) => isNamedHost(url, one))
  return named && { lead: url, channel: named.id }
}
