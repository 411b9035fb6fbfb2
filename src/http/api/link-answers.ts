/** What is answered of a short link: where it leads and led, with its version; and by itself how often it was followed. */

import type { Context } from 'hono'
import { RequestError } from '../../errors.ts'
import { loadClicks } from '../../store/links/clicks.ts'
import { type FormerLead, loadHistory } from '../../store/links/editing.ts'
import { type Link, loadLink } from '../../store/links/links.ts'
import { hasToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { answerCurrent, type Current, toVersionTag } from '../conditions.ts'
import { toClicksJson, toHistoryJson, toLinkJson } from '../links/json.ts'
import { toLeadUrl } from '../links/redirect.ts'
import { answerJson } from '../route.ts'

/** Where short links are. */
export const LINKS_PATH = '/api/links'

/** The link that a path names. @throws RequestError 404 */
export async function findLink(c: Context, backend: Backend): Promise<Link> {
  const link = await loadLink(backend.db, c.req.param('code') ?? '')
  if (link !== undefined) return link
  throw new RequestError(404, 'There is no short link with this code or name.')
}

/** The link with where it led before, as whoever asks is shown it. */
export async function toEditedLink(c: Context, backend: Backend, link: Link): Promise<Current> {
  const trusted = hasToken(c, backend)
  const history = (await loadHistory(backend.db, [link.code])).get(link.code) ?? []
  const json = toLinkJson(backend, link, trusted)
  const beside = toBeside(backend, link, json, trusted ? [] : history)
  return {
    of: { kind: 'link', subject: link.code },
    version: link.version,
    etag: toVersionTag(link.version, Object.keys(beside).length === 0 ? undefined : beside),
    json: { ...json, history: toHistoryJson(history, backend.base, trusted) },
  }
}

/** What no editor of the link made: that an original is gone, why a story was taken back, what a channel's file says. */
function toBeside(
  { base }: Backend,
  link: Link,
  { url, state, fault }: ReturnType<typeof toLinkJson>,
  untold: readonly FormerLead[],
) {
  return {
    ...(url === toLeadUrl(link.lead, base) ? {} : { url }),
    ...(state === link.state ? {} : { state }),
    ...(fault === undefined ? {} : { fault }),
    ...(link.item?.reason === undefined ? {} : { reason: link.item.reason }),
    ...(untold.some(({ note }) => note !== undefined) ? { untold: true } : {}),
  }
}

export async function answerLink(
  c: Context,
  backend: Backend,
  link: Link,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return answerCurrent(c, await toEditedLink(c, backend, link), status, headers)
}

/** Sums; by day and by referring host for the token alone. */
export async function answerClicks(c: Context, backend: Backend): Promise<Response> {
  const { code } = await findLink(c, backend)
  const clicks = await loadClicks(backend.db, code)
  return answerJson({ code, clicks: clicks.total, ...(hasToken(c, backend) ? toClicksJson(clicks) : {}) })
}
