/** What a short link is, before anybody follows it. Promises: looking is no click. */

import type { Context } from 'hono'
import { type Bitmap2D, correction, generate } from 'lean-qr'
import { toPngBuffer } from 'lean-qr/extras/node_export'
import { toSvgSource } from 'lean-qr/extras/svg'
import { type LinkView, renderLink } from '../../pages/link.ts'
import { toUtf8 } from '../../publish/safe.ts'
import { loadClicks } from '../../store/links/clicks.ts'
import { type FormerLead, loadHistory } from '../../store/links/editing.ts'
import { type Link, loadLinks } from '../../store/links/links.ts'
import type { Backend } from '../backend.ts'
import { answerRecipe, type MadeDocument } from '../documents/documents.ts'
import { readNumberParam } from '../lists/narrowing.ts'
import { toRequestUrl } from '../route.ts'
import { answerPage, toSiteView } from '../site/page.ts'
import { toLinkUrl } from './json.ts'
import { toCurrentLink, toLeadUrl, toLeadUrlNow } from './redirect.ts'

/** Of one story, on its preview. */
const MOST_NAMES = 20

/** The page of what a short link is, where it leads, since when, and how often it is followed. */
export async function answerPreview(c: Context, backend: Backend, link: Link): Promise<Response> {
  const [clicks, history, names] = await Promise.all([
    loadClicks(backend.db, link.code),
    loadHistory(backend.db, [link.code]),
    loadNames(backend, link),
  ])
  const view = toView(backend, link, names, history.get(link.code) ?? [])
  return answerPage(c, await renderLink({ ...view, people: clicks.total.people }))
}

async function loadNames({ db, base }: Backend, { item, code }: Link): Promise<string[]> {
  if (item === undefined || item.state !== 'live') return []
  const links = await loadLinks(db, { item: item.row, limit: MOST_NAMES })
  return links.filter((one) => one.code !== code && one.state === 'live').map((one) => toLinkUrl(one, base))
}

function toView(backend: Backend, link: Link, names: readonly string[], history: readonly FormerLead[]): LinkView {
  const { base } = backend
  const { item, state, since } = toCurrentLink(backend, link)
  const address = toLinkUrl(link, base)
  const reason = state === 'retired' ? link.reason : item?.reason
  return {
    site: toSiteView(backend, link.channel),
    address,
    picture: `${address}.svg?size=200`,
    ...toPlace(backend, toLeadUrlNow(backend, link)),
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

function toPlace({ base }: Backend, leads: string): Pick<LinkView, 'leads' | 'isOutside'> {
  return { leads, isOutside: new URL(leads).origin !== new URL(base).origin }
}

function toFormer({ lead, at }: FormerLead, base: string): LinkView['former'][number] {
  return { leads: toLeadUrl(lead, base), at }
}

/** Pixels a side. */
const SIZES = { least: 96, standard: 320, most: 2048 }
/** Pixels of a module: with fewer it can't be read off a screen. */
const LEAST_SCALE = 2
/** Light modules around it (ISO/IEC 18004 §9.1). */
const QUIET = 4

/**
 * The short link as a QR code, black on white. `?size=` is its side in pixels; what of a PNG is left over where modules
 * are whole pixels is margin. Only the code of a very long name is larger, where it could not be read otherwise.
 * @throws RequestError 400
 */
export function answerQrCode(c: Context, backend: Backend, link: Link, part: '.svg' | '.png'): Promise<Response> {
  const size = readNumberParam(toRequestUrl(c).searchParams, 'size', SIZES.standard, SIZES.most, SIZES.least)
  return answerRecipe(c, backend, {
    address: `/s/${link.code}${part}?size=${size}`,
    // A code shows the link's address, whatever becomes of what that leads to.
    mark: async () => '',
    make: async () => ({
      ...drawQrCode(toLinkUrl(link, backend.base), size, part),
      links: {},
      modified: async () => undefined,
    }),
  })
}

function drawQrCode(address: string, size: number, part: '.svg' | '.png'): Pick<MadeDocument, 'bytes' | 'type'> {
  const code = generate(address, { minCorrectionLevel: correction.M })
  const bytes =
    part === '.svg'
      ? toUtf8(
          toSvgSource(code, { on: '#000', off: '#fff', pad: QUIET, width: size, height: size, xmlDeclaration: true }),
        )
      : new Uint8Array(toPngBuffer(toPixels(code, size), { on: [0, 0, 0], off: [255, 255, 255], pad: 0 }))
  return { bytes, type: part === '.svg' ? 'image/svg+xml' : 'image/png' }
}

/** A pixel for each module and back: the library would leave out what is no multiple of a module. */
function toPixels(code: Bitmap2D, wanted: number): Bitmap2D {
  const modules = code.size + 2 * QUIET
  const scale = Math.max(LEAST_SCALE, Math.floor(wanted / modules))
  const size = Math.max(wanted, modules * scale)
  const margin = Math.floor((size - code.size * scale) / 2)
  const places = Array.from({ length: size }, (_, pixel) => Math.floor((pixel - margin) / scale))
  return { ...code, size, get: (x, y) => code.get(places[x] ?? -1, places[y] ?? -1) }
}
