/**
 * The closed documents of the archive (RFC 5005 §4). Promises: a document that is closed never changes which stories
 * are in it.
 */

import type { Context, Hono } from 'hono'
import { RequestError } from '../../errors.ts'
import { ENDING, toEachFormat } from '../../publish/formats.ts'
import { render } from '../../publish/render.ts'
import type { FeedView } from '../../publish/view.ts'
import { type Archive, type ArchiveLine, loadArchive, loadArchiveLine } from '../../store/feeds/archives.ts'
import { loadEpoch } from '../../store/push/push.ts'
import type { Backend } from '../backend.ts'
import { type ArchiveAddress, readFormat, toArchivePath, toPaths } from '../lists/address.ts'
import { toCommonLanguage, toSiteTitle } from '../lists/lists.ts'
import { withOperation } from '../operation.ts'
import { feedOperations } from '../operations/feeds.ts'
import { addRoute, type Handler, toChannel } from '../route.ts'
import { answerPlan, type Plan } from './page.ts'
import { toUpdated } from './views.ts'

/** The closed documents of the archive (RFC 5005 §4), of all channels in one chain and of each in its own. */
export function addArchives(app: Hono, backend: Backend): void {
  const show: Handler = (c) => {
    const file = c.req.param('file')
    const address = { number: Number.parseInt(file ?? '', 10), format: readFormat(file), ...readFolder(c, backend) }
    return answerPlan(c, backend, toArchivePlan(backend, address))
  }
  for (const [index, folder] of ['', '/:channel'].entries()) {
    const operation = feedOperations.archives[index] ?? []
    addRoute(app, `${folder}/archive/:file{[1-9][0-9]{0,8}\\.${ENDING}}`, { GET: withOperation(operation, show) })
  }
}

/** The channel of the path. @throws RequestError 404 */
export function readFolder(c: Context, backend: Backend): Pick<ArchiveAddress, 'channel'> {
  const channel = c.req.param('channel')
  if (channel === undefined) return {}
  if (backend.channels.some((one) => one.id === channel)) return { channel }
  throw new RequestError(404, 'There is no such channel here.')
}

/** How a closed document is made. Which one follows is said in a header: in the document it would change its bytes. */
function toArchivePlan(backend: Backend, address: ArchiveAddress): Plan<FeedView> {
  return {
    format: address.format,
    ...(address.channel === undefined ? {} : { channel: address.channel }),
    address: toArchivePath(address),
    mark: async () => {
      const { seq, at, next } = await demandLine(backend, address)
      return [await loadEpoch(backend.db), seq, at, next].join('.')
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
    updated: toUpdated(archive.items, channel),
    base,
    alternates: toEachFormat((other) => toAddress({ format: other })),
    archive: true,
    current: `${base}${toPaths('stories', id)[format]}`,
    ...(archive.previous === undefined ? {} : { prevArchive: toAddress({ number: archive.previous }) }),
    ...(archive.next === undefined ? {} : { nextArchive: toAddress({ number: archive.next }) }),
    items: archive.items,
  }
}
