/**
 * The closed documents of the archive (RFC 5005 §4). Promises: a document that is closed never changes which stories
 * are in it.
 */

import type { Context, Hono } from 'hono'
import { RequestError } from '../../errors.ts'
import { render } from '../../publish/render.ts'
import type { FeedView, Format } from '../../publish/view.ts'
import { type Archive, type ArchiveLine, loadArchive, loadArchiveLine } from '../../store/feeds/archives.ts'
import type { Backend } from '../backend.ts'
import { FORMATS, toPaths } from '../lists/address.ts'
import { toChannel, toCommonLanguage, toSiteTitle } from '../lists/listing.ts'
import { addRoute, type Handler } from '../route.ts'
import { answerPlan, type Plan } from './page.ts'
import { toUpdated } from './views.ts'

/** The closed documents of the archive (RFC 5005 §4), of all channels in one chain and of each in its own. */
export function addArchives(app: Hono, backend: Backend): void {
  const show: Handler = (c) => {
    const [number, ending] = (c.req.param('file') ?? '').split('.')
    const format = FORMATS.find((one) => one === ending) ?? 'json'
    return answerPlan(c, backend, toArchivePlan(backend, { number: Number(number), format, ...readFolder(c, backend) }))
  }
  for (const folder of ['', '/:channel']) {
    addRoute(app, `${folder}/archive/:file{[1-9][0-9]{0,8}\\.(?:rss|atom|json)}`, { GET: show })
  }
}

/** A closed document in a format; `channel` where it stands among its channel's, not among all. */
export type ArchiveAddress = { readonly number: number; readonly format: Format; readonly channel?: string }

/** The channel of the path. @throws RequestError 404 */
export function readFolder(c: Context, backend: Backend): Pick<ArchiveAddress, 'channel'> {
  const channel = c.req.param('channel')
  if (channel === undefined) return {}
  if (backend.channels.some((one) => one.id === channel)) return { channel }
  throw new RequestError(404, 'There is no such channel here.')
}

/** The path of a closed document. */
export function toArchivePath({ number, format, channel }: ArchiveAddress): string {
  return `${channel === undefined ? '' : `/${channel}`}/archive/${number}.${format}`
}

/** How a closed document is made. Which one follows is said in a header: in the document it would change its bytes. */
function toArchivePlan(backend: Backend, address: ArchiveAddress): Plan<FeedView> {
  return {
    format: address.format,
    ...(address.channel === undefined ? {} : { channel: address.channel }),
    address: toArchivePath(address),
    mark: async () => {
      const { seq, next } = await demandLine(backend, address)
      return `${seq}.${next ?? ''}`
    },
    view: async () => toArchiveView(backend, await demandArchive(backend, address), address),
    render: ({ nextArchive: _, ...view }) => render(address.format, view, backend.cache.pieces),
    modified: async () => (await demandLine(backend, address)).at,
    links: ({ nextArchive }) => ({ 'next-archive': nextArchive }),
  }
}

async function demandLine({ db }: Backend, { number, channel }: ArchiveAddress): Promise<ArchiveLine> {
  const line = await loadArchiveLine(db, number, channel)
  if (line === undefined) throw missingDocument()
  return line
}

async function demandArchive({ db }: Backend, { number, channel }: ArchiveAddress): Promise<Archive> {
  const archive = await loadArchive(db, number, channel)
  if (archive === undefined) throw missingDocument()
  return archive
}

function missingDocument(): RequestError {
  return new RequestError(404, 'The archive has no document of this number.')
}

/** A closed document as it is shown; what follows it stands in `nextArchive`, which no document may show. */
export function toArchiveView(backend: Backend, archive: Archive, address: ArchiveAddress): FeedView {
  const { base, channels } = backend
  const { format, channel: id } = address
  const channel = toChannel(backend, id)
  const language = toCommonLanguage(id === undefined ? channels : [channel])
  const toAddress = (other: Partial<ArchiveAddress>) => `${base}${toArchivePath({ ...address, ...other })}`
  return {
    channel,
    channels,
    title: id === undefined ? toSiteTitle(backend) : channel.title,
    description: channel.description,
    self: toAddress({}),
    home: `${base}/${id === undefined ? '' : `?channel=${id}`}`,
    ...(language === undefined ? {} : { language }),
    updated: toUpdated(archive.items),
    base,
    alternates: {
      rss: toAddress({ format: 'rss' }),
      atom: toAddress({ format: 'atom' }),
      json: toAddress({ format: 'json' }),
    },
    archive: true,
    current: `${base}${toPaths('stories', id)[format]}`,
    ...(archive.previous === undefined ? {} : { prevArchive: toAddress({ number: archive.previous }) }),
    ...(archive.next === undefined ? {} : { nextArchive: toAddress({ number: archive.next }) }),
    items: archive.items,
  }
}
