import type { Context } from 'hono'
import * as v from 'valibot'
import { judgeAlias } from '../clean/alias.ts'
import type { MovedLink } from '../model/moved.ts'
import { findRows } from '../store/addresses.ts'
import { foldCode, toKeys } from '../store/links.ts'
import { type ArrivedLink, saveMovedLinks } from '../store/moved-links.ts'
import { answerJson } from './answer.ts'
import { readJson } from './body.ts'
import type { Desk } from './desk.ts'
import { readFields, refuseUnknown } from './fields.ts'
import { toOwnPath } from './link-fields.ts'
import { isNamedHost } from './link-redirect.ts'
import { movedLink } from './received-fields.ts'

const moved = v.object({
  links: v.pipe(v.array(movedLink), v.maxLength(1000, 'has more than 1000 entries')),
})

type Judged = { readonly link: ArrivedLink } | { readonly fault: string }

/** Short links as `ara export` writes them. What is there stays as it is; `left`: which are not, and why. */
export async function takeMovedLinks(c: Context, desk: Desk): Promise<Response> {
  const body = await readJson(c)
  refuseUnknown(body, ['links'])
  const links = readFields(moved, body).links.map((link) => ({ ...link, code: link.code ?? foldCode(link.name ?? '') }))
  const keys = links.flatMap(({ item }) => (item === undefined ? [] : [item]))
  const rows = await findRows(desk.db, keys)
  const judged = links.map((link) => judge(desk, link, rows))
  const arrived = judged.flatMap((one) => ('link' in one ? [one.link] : []))
  const left = links.flatMap(({ name, code }, index) => toLeft(name ?? code, judged[index]))
  const isThere = await saveMovedLinks(desk.db, arrived, desk.now())
  for (const [index, { name, code }] of arrived.entries()) {
    if (isThere[index] !== true) left.push({ code: name ?? code, reason: 'It is taken, and leads elsewhere.' })
  }
  return answerJson({ added: links.length - left.length, unchanged: 0, left })
}

function toLeft(code: string, judged: Judged | undefined) {
  return judged !== undefined && 'fault' in judged ? [{ code, reason: judged.fault }] : []
}

/** The link as it is to be stored: nothing of it is trusted. */
function judge(desk: Desk, link: MovedLink, rows: ReadonlyMap<string, number>): Judged {
  const { item, url, channel, ...rest } = link
  const names = toNames(link)
  if (names === undefined) return { fault: 'It is no name that a link can have.' }
  const history = link.history?.filter(({ lead }) => isFormer(lead))
  const facts = { ...rest, ...names, ...(history === undefined ? {} : { history }) }
  const row = item === undefined ? undefined : rows.get(item)
  if (row !== undefined) return { link: { ...facts, item: row, channel: '' } }
  if (item !== undefined) return { fault: 'The story that it leads to is not here.' }
  const lead = toLead(desk, link)
  return lead === undefined ? { fault: 'It leads to no host that a channel names.' } : { link: { ...facts, ...lead } }
}

/** As codes are made of keys. */
const MADE = /^[0-9a-hjkmnp-tv-z]{6,16}$/

/** The code has to be what the name is kept under. */
function toNames({ code, name }: MovedLink): { readonly code: string; readonly name?: string } | undefined {
  if (name === undefined && MADE.test(code)) return { code }
  const judged = judgeAlias(name ?? code)
  if (!('name' in judged)) return undefined
  return { code: toKeys(judged.name).includes(code) ? code : foldCode(judged.name), name: judged.name }
}

/** What it led to before is shown to people. */
function isFormer(lead: string): boolean {
  return /^(?:\/(?!\/)|https?:\/\/)/.test(lead) && URL.canParse(lead, 'http://x')
}

/** Where a link leads, and the channel that names that; what leads nowhere any more, or to a page here, is the named one's or the first's. */
function toLead({ channels, base }: Desk, { url = '', channel, retired }: MovedLink) {
  const own = channels.find(({ id }) => id === channel) ?? channels[0]
  const path = url.startsWith('/') ? toOwnPath(url, base) : undefined
  if (own !== undefined && path !== undefined) return { lead: path, channel: own.id }
  if (own !== undefined && retired !== undefined && URL.canParse(url, base)) return { lead: url, channel: own.id }
  const named = [...(own === undefined ? [] : [own]), ...channels].find((one) => isNamedHost(url, one))
  return named && { lead: url, channel: named.id }
}
