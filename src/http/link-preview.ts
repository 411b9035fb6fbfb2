import type { Context } from 'hono'
import { type LinkView, renderLink } from '../pages/link.ts'
import { loadClicks } from '../store/clicks.ts'
import { type FormerLead, loadHistory } from '../store/link-editing.ts'
import { type Link, loadLinks } from '../store/links.ts'
import type { Desk } from './desk.ts'
import { toLinkUrl } from './link-json.ts'
import { toAddress, toAddressNow, toCurrent } from './link-redirect.ts'
import { answerPage, toSite } from './page.ts'

/** Of one story, on its preview. */
const MOST_NAMES = 20

/** The page of what a short link is, where it leads, since when, and how often it is followed. */
export async function answerPreview(c: Context, desk: Desk, link: Link): Promise<Response> {
  const [clicks, history, names] = await Promise.all([
    loadClicks(desk.db, link.code),
    loadHistory(desk.db, [link.code]),
    loadNames(desk, link),
  ])
  const view = toView(desk, link, names, history.get(link.code) ?? [])
  return answerPage(c, await renderLink({ ...view, people: clicks.total.people }))
}

async function loadNames({ db, base }: Desk, { item, code }: Link): Promise<string[]> {
  if (item === undefined || item.state !== 'live') return []
  const links = await loadLinks(db, { item: item.row, limit: MOST_NAMES })
  return links.filter((one) => one.code !== code && one.state === 'live').map((one) => toLinkUrl(one, base))
}

function toView(desk: Desk, link: Link, names: readonly string[], history: readonly FormerLead[]): LinkView {
  const { base } = desk
  const { item, state, since } = toCurrent(desk, link)
  const address = toLinkUrl(link, base)
  const reason = state === 'retired' ? link.reason : item?.reason
  return {
    site: toSite(desk, link.channel),
    address,
    picture: `${address}.svg?size=200`,
    ...toPlace(desk, toAddressNow(desk, link)),
    title: item?.title,
    language: item?.language,
    since,
    ...(state === 'live' ? {} : { gone: { kind: state, reason } }),
    people: 0,
    names,
    // Where a story that is gone stood is nobody's business any more.
    former: state === 'live' ? history.map((former) => toFormer(former, base)) : [],
  }
}

function toPlace({ base }: Desk, leads: string): Pick<LinkView, 'leads' | 'isOutside'> {
  return { leads, isOutside: new URL(leads).origin !== new URL(base).origin }
}

function toFormer({ lead, at }: FormerLead, base: string): LinkView['former'][number] {
  return { leads: toAddress(lead, base), at }
}
