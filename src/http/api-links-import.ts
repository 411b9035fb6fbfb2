import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { judgeAlias, toJudgedLink } from '../clean/alias.ts'
import { toIdentity } from '../clean/identity.ts'
import { toCanonical } from '../clean/url.ts'
import { RequestError } from '../errors.ts'
import type { MovedLink } from '../model.ts'
import { type GivenName, giveNames, loadItemRows, saveMovedLinks } from '../store/link-names.ts'
import { answerJson } from './answer.ts'
import { demandToken } from './auth.ts'
import { isJson, readBody, readJson, toMediaType } from './body.ts'
import type { Desk } from './desk.ts'
import { readFields, refuseUnknown } from './fields.ts'
import { toOwnPath } from './link-fields.ts'
import { isNamedHost } from './link-redirect.ts'
import { type LinkRow, parseLinkTable } from './link-table.ts'
import { movedLink } from './received-fields.ts'
import { addRoute } from './route.ts'

/** The codes of another shortener become names of the stories that they led to. */
export function addLinkImport(app: Hono, desk: Desk): void {
  addRoute(app, '/api/links/import', { POST: (c) => takeTable(c, desk) })
}

const moved = v.object({
  links: v.pipe(v.array(movedLink), v.maxLength(1000, 'has more than 1000 entries')),
})

/** Links that lead to addresses, as `ara export` writes them. What is there stays as it is. */
async function takeMoved(c: Context, desk: Desk): Promise<Response> {
  const body = await readJson(c)
  refuseUnknown(body, ['links'])
  const { links } = readFields(moved, body)
  const left: { code: string; reason: string }[] = []
  const judged = links.flatMap((link) => {
    const lead = toLead(desk, link)
    const [one] = lead === undefined ? [] : toJudgedLink(link, lead)
    if (one === undefined)
      left.push({ code: link.name, reason: 'It leads to no host that a channel names, or has no name.' })
    return one === undefined ? [] : [one]
  })
  await saveMovedLinks(desk.db, judged, desk.now())
  return answerJson({ added: judged.length, unchanged: 0, left })
}

/** Where a link leads, and the channel that names that; what leads nowhere any more, or to a page here, is the named one's or the first's. */
function toLead({ channels, base }: Desk, { url = '', channel, retired }: MovedLink) {
  const own = channels.find(({ id }) => id === channel) ?? channels[0]
  const path = url.startsWith('/') ? toOwnPath(url, base) : undefined
  if (own !== undefined && path !== undefined) return { url: path, channel: own.id }
  if (own !== undefined && retired !== undefined && URL.canParse(url, base)) return { url, channel: own.id }
  const named = [...(own === undefined ? [] : [own]), ...channels].find((one) => isNamedHost(url, one))
  return named && { url, channel: named.id }
}

/** A row that was not taken, and why. */
type Left = LinkRow & { readonly reason: string }

/** A table of codes and addresses (1 MiB). Every row is counted, or listed under `left` with the reason. */
async function takeTable(c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const type = toMediaType(c)
  if (isJson(type)) return takeMoved(c, desk)
  if (!['text/csv', 'text/plain', 'text/tab-separated-values'].includes(type)) {
    throw new RequestError(415, 'Send a table of code,url with Content-Type: text/csv.')
  }
  const { rows, broken } = parseLinkTable(new TextDecoder().decode(await readBody(c)))
  const left: Left[] = broken.map((row) => ({ ...row, reason: 'There is no code, or no address.' }))
  const named = rows.flatMap((row) => toNamed(row, left))
  const found = await findItems(desk, named)
  const matched = named.flatMap((row) => toMatched(row, found.get(row.url), left))
  const outcomes = await giveNames(desk.db, matched, desk.now())
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length
  for (const [index, outcome] of outcomes.entries()) {
    const row = matched[index]
    if (outcome === 'taken' && row !== undefined) left.push(toLeft(row, 'The code is taken, and leads elsewhere.'))
  }
  left.sort((a, b) => a.line - b.line)
  return answerJson({ added: count('added'), unchanged: count('there'), left })
}

type NamedRow = LinkRow & { readonly name: string }

function toNamed(row: LinkRow, left: Left[]): NamedRow[] {
  const judged = judgeAlias(row.code)
  if ('name' in judged) return [{ ...row, name: judged.name }]
  left.push({ ...row, reason: `The code ${judged.fault}.` })
  return []
}

function toMatched(row: NamedRow, item: number | undefined, left: Left[]): (NamedRow & GivenName)[] {
  if (item !== undefined) return [{ ...row, item }]
  left.push(toLeft(row, 'No story has this address.'))
  return []
}

function toLeft({ line, code, url }: LinkRow, reason: string): Left {
  return { line, code, url, reason }
}

/** The items at these addresses: as known by any of their forms, or by our own pages. Read some hundred at a time. */
async function findItems(desk: Desk, rows: readonly LinkRow[]): Promise<Map<string, number>> {
  const asked = [...new Set(rows.map(({ url }) => url))].map((url) => ({ url, ...toForms(desk, url) }))
  const found = new Map<string, number>()
  for (let at = 0; at < asked.length; at += 500) {
    for (const [url, item] of await loadItemRows(desk.db, asked.slice(at, at + 500))) found.set(url, item)
  }
  return found
}

/** Hashes of the address under every channel's hosts, and the permalink that it may be. */
function toForms({ channels, base }: Desk, url: string): { hashes: string[]; permalink?: string } {
  const forms = channels.map(({ hosts }) => toCanonical(url, hosts)).filter((form) => form !== undefined)
  const hashes = [...new Set(forms)].map((form) => toIdentity('address', form).hash)
  const parsed = URL.parse(url)
  const isOurs = parsed !== null && parsed.origin === new URL(base).origin
  return { hashes, ...(isOurs ? { permalink: toPlain(parsed.pathname) } : {}) }
}

function toPlain(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return path
    throw error
  }
}
