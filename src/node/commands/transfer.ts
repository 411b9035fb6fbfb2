/** Commands that bring stories in and out. Each may be broken off and run again: a story is known again. */

import { toImportReport } from '../../http/api/import.ts'
import type { OwnPicture } from '../../intake/own-pictures.ts'
import { STORY_TYPES } from '../../read/wordpress/wxr/wxr.ts'
import { settleClicks } from '../../store/links/clicks.ts'
import {
  ADDRESSES,
  LINKS,
  readExportLists,
  renderAddressLines,
  renderLinkLines,
  renderStoryLines,
  renderWithdrawnLines,
  WITHDRAWN,
} from '../export.ts'
import { openShipment } from '../import/import.ts'
import {
  type ImportReport,
  type ImportTotals,
  type SendPictures,
  type Shipment,
  sendParcels,
  type TakeParcel,
} from '../import/parcels.ts'
import type { Opened } from '../open.ts'
import { type Call, callJson, demandChannel, type Init, type Open, toJsonPost } from './commands.ts'
import { importLinks, importLinkTable, isLinkTable } from './links.ts'
import { type Write, withOutput } from './output.ts'
import { toRemote } from './remote.ts'
import { addSources } from './sources.ts'
import { withService } from './upkeep.ts'

type ImportOptions = {
  readonly to?: string
  readonly channel?: string
  readonly token?: string | undefined
  /** Types of a WordPress's posts that are stories, with commas; without it `post`. */
  readonly types?: string
  /** Whether what is not public yet is kept as drafts and scheduled stories. */
  readonly drafts?: boolean
}

/** Imports a file, a folder or an address into this service, or into the one that `to` names. */
export async function runImport(open: Open, target: string, options: ImportOptions): Promise<void> {
  await withService(open, async (opened) => {
    if (options.to === undefined) demandChannel(opened, options.channel)
    const left: string[] = []
    if (isLinkTable(target))
      return importLinkTable(options.to === undefined ? opened.call : toRemote(options.to, options.token), target)
    // What is mapped of the file counts as this process's memory, and an import goes through all of it.
    await opened.database.all('PRAGMA mmap_size = 0')
    // As it is met: an export may have any number of drafts.
    const counts = new Map<string, number>()
    const told = {
      left: (sentence: string) => void left.push(sentence),
      withheld: (line: string) => console.log(line),
      count: (word: string, times = 1) => void counts.set(word, (counts.get(word) ?? 0) + times),
    }
    const types = readTypes(options.types)
    const call = options.to === undefined ? opened.call : toRemote(options.to, options.token)
    const shipment = await openShipment(opened, target, {
      types,
      drafts: options.drafts === true,
      warn: told,
      send: toSend(opened, call, options),
    })
    await takeBack(call, target)
    await takeAddresses(call, target)
    if (shipment.feeds !== undefined) left.push(...(await addSources(call, shipment.feeds, options.channel)))
    else left.push(...(await sendAll(shipment, toTake(opened, call, options))))
    left.push(...(await importLinks(call, target)))
    if (counts.size > 0) console.log(`left out: ${toLeftLine(counts)}`)
    if (left.length > 0) throw new Error(left.join('\n'))
  })
}

/** @throws Error for what can be the name of no type */
function readTypes(list = STORY_TYPES.join(',')): readonly string[] {
  const types = list.split(',').map((type) => type.trim())
  const wrong = types.find((type) => !/^[\w-]{1,60}$/.test(type))
  if (wrong === undefined) return types
  throw new Error(`--types: “${wrong}” is no type of posts; write post,page,podcast for example.`)
}

/** `3 page, 2 draft, 1 pingback` */
function toLeftLine(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a, few], [b, many]) => many - few || (a < b ? -1 : 1))
    .map(([word, count]) => `${count} ${word}`)
    .join(', ')
}

/** Stories that an export says were taken back, before any others: what is in doubt is not shown. */
async function takeBack(call: Call, target: string): Promise<void> {
  for await (const withdrawn of readExportLists(target, WITHDRAWN, 100)) {
    await callJson(call, '/api/import', toJsonPost({ withdrawn }))
  }
}

/** Where lists are found, before the stories in them: else their names get addresses in the order they come. */
async function takeAddresses(call: Call, target: string): Promise<void> {
  for await (const addresses of readExportLists(target, ADDRESSES, 100)) {
    await callJson(call, '/api/import', toJsonPost({ addresses }))
  }
}

/** Says how much was taken whatever happens; answers why items were held. */
async function sendAll(shipment: Shipment, take: TakeParcel): Promise<readonly string[]> {
  const sum: ImportTotals = { added: 0, updated: 0, unchanged: 0, drafts: 0, held: [] }
  try {
    await sendParcels(shipment, take, sum)
    return sum.held
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The import broke off: ${reason} The same command goes on from there.`, { cause: error })
  } finally {
    const drafts = sum.drafts > 0 ? `, ${sum.drafts} kept as drafts` : ''
    console.log(`${sum.added} added, ${sum.updated} updated, ${sum.unchanged} unchanged${drafts}`)
  }
}

/** Into this service directly; into another one by its API, which wants the items as JSON. */
function toTake({ service }: Opened, call: Call, { to, channel, drafts }: ImportOptions): TakeParcel {
  if (to !== undefined)
    return (items, names) => callJson<ImportReport>(call, '/api/import', toJsonPost({ channel, drafts, items, names }))
  return async (items, names) => {
    await service.takeNames(names, channel)
    return toImportReport(await service.takeReceived(items, channel, drafts))
  }
}

/** Pictures go where their stories go. */
function toSend({ service }: Opened, call: Call, { to, channel }: ImportOptions): SendPictures {
  const query = channel === undefined ? '' : `?channel=${encodeURIComponent(channel)}`
  return async (pictures) => {
    for (const picture of pictures) {
      if (to === undefined) await service.keepPicture(picture)
      else await callJson(call, `/api/pictures${query}`, toPicturePost(picture))
    }
  }
}

function toPicturePost({ bytes, type, url }: OwnPicture): Init {
  return { method: 'POST', headers: { 'Content-Type': type, 'Content-Location': url }, body: new Uint8Array(bytes) }
}

type Feed = Readonly<Record<string, unknown>>

/** Writes every story as one JSON Feed, line by line, in constant memory. @param out a file in place of standard output */
export async function runExport(open: Open, channel: string | undefined, out?: string): Promise<void> {
  await withService(open, async (opened) => {
    demandChannel(opened, channel)
    await withOutput(out, (write) => writeExport(opened, channel, write))
  })
}

async function writeExport(opened: Awaited<ReturnType<Open>>, channel: string | undefined, write: Write) {
  const { call, database, channels, base } = opened
  const narrowed = channel === undefined ? '' : `&channel=${encodeURIComponent(channel)}`
  const { items, next_url, ...feed } = await callJson<Feed>(call, `/api/items?limit=1${narrowed}`)
  await write(`${JSON.stringify(feed).slice(0, -1)},"items":[`)
  let isFirst = true
  for await (const line of renderStoryLines(database, channels, base, channel)) {
    await write(`${isFirst ? '' : ','}\n${line}`)
    isFirst = false
  }
  await write('\n]')
  await writeList(write, WITHDRAWN, renderWithdrawnLines(database, channel))
  await writeList(write, ADDRESSES, renderAddressLines(database, channel))
  while (await settleClicks(database));
  await writeList(write, LINKS, renderLinkLines(database, channel))
  await write('}\n')
}

async function writeList(write: Write, name: string, lines: AsyncIterable<string>): Promise<void> {
  let isFirst = true
  for await (const line of lines) {
    await write(`${isFirst ? `,"${name}":[` : ','}\n${line}`)
    isFirst = false
  }
  if (!isFirst) await write('\n]')
}
