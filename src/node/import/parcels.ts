/**
 * Items that are handed over in parcels. Promises: bounded memory however many there are, and what came before
 * something broke off is handed over all the same.
 */

import { SingleBar } from 'cli-progress'
import type { OwnPicture } from '../../intake/own-pictures.ts'
import type { Received } from '../../model/model.ts'
import type { OldName } from '../../model/old-name.ts'
import type { Opml } from '../../read/opml/opml.ts'

/** What became of items. */
export type ImportReport = {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  /** What is not public, and is a draft that is new or says something else. */
  readonly drafts?: number
  /** Why items could not be stored, one sentence each. */
  readonly held?: readonly string[]
}

/** An item, or what an author or a term of the old site was called. */
export type Cargo = Received | OldName

/** Takes some of it in. */
export type TakeParcel = (items: readonly Received[], names: readonly OldName[]) => Promise<ImportReport>

const MOST_ITEMS = 100
/** Bytes of JSON in one request to /api/import: under the limit of a request body, with room for its frame. */
const MOST_BYTES = 800_000

/** Hands items over in parcels and shows how far it is; `sum` grows with each, so that it holds when something breaks off. */
export async function sendParcels(shipment: Shipment, take: TakeParcel, sum: ImportTotals): Promise<void> {
  const bar = new SingleBar({ stream: process.stderr, clearOnComplete: true, format: toProgress })
  bar.start(shipment.total() ?? 0, 0)
  try {
    for await (const parcel of toParcels(shipment.items)) {
      const [items, names] = toLists(parcel)
      add(sum, await take(items, names))
      bar.setTotal(shipment.total() ?? 0)
      bar.increment(items.length)
    }
  } finally {
    bar.stop()
  }
}

function toLists(parcel: readonly Cargo[]): [Received[], OldName[]] {
  const items = parcel.filter((one): one is Received => 'item' in one)
  return [items, parcel.filter((one): one is OldName => !('item' in one))]
}

/** How far it is: of all, where it is known how many they are (a total of 0: it is not). */
function toProgress(_: object, { value, total }: { readonly value: number; readonly total: number }): string {
  const share = total === 0 ? '' : `${Math.min(100, Math.floor((100 * value) / total))} % | ${value} of `
  return `${share}${total === 0 ? value : Math.max(total, value)} items`
}

/** Running totals. */
export type ImportTotals = {
  added: number
  updated: number
  unchanged: number
  drafts: number
  readonly held: string[]
}

function add(sum: ImportTotals, taken: ImportReport): void {
  sum.added += taken.added
  sum.updated += taken.updated
  sum.unchanged += taken.unchanged
  sum.drafts += taken.drafts ?? 0
  sum.held.push(...(taken.held ?? []))
}

/**
 * Groups of at most `most` that stay below the size of one request; one larger than that stands alone.
 * What came before something breaks off is handed over all the same.
 */
export async function* toParcels<Entry>(
  entries: AsyncIterable<Entry>,
  most = MOST_ITEMS,
): AsyncGenerator<readonly Entry[]> {
  let parcel: Entry[] = []
  let bytes = 0
  try {
    for await (const entry of entries) {
      const size = Buffer.byteLength(JSON.stringify(entry)) + 1
      if (parcel.length > 0 && (parcel.length === most || bytes + size > MOST_BYTES)) {
        yield parcel
        parcel = []
        bytes = 0
      }
      parcel.push(entry)
      bytes += size
    }
  } catch (error) {
    if (parcel.length > 0) yield parcel
    throw error
  }
  if (parcel.length > 0) yield parcel
}

/** Items that are to be imported, one after the other, however many there are. */
export type Shipment = {
  readonly items: AsyncIterable<Cargo>
  /** How many items there are, as soon as that is known. */
  readonly total: () => number | undefined
  /** A list of feeds, to be added as sources. */
  readonly feeds?: Opml
  /** Pictures of the items; they go first. */
  readonly pictures?: readonly OwnPicture[]
}

/** Hands pictures over, before the stories that show them. */
export type SendPictures = (pictures: readonly OwnPicture[]) => Promise<void>

/** Whom to tell of what is left out. */
export type Warn = {
  /** A sentence about what could not be read. */
  readonly left: (sentence: string) => void
  /** A line about what is not public. */
  readonly withheld: (line: string) => void
  /** So many more of a kind are left out. */
  readonly count: (word: string, times?: number) => void
}

/** What is in memory already. */
export function toShipment(items: readonly Cargo[], feeds?: Opml): Shipment {
  const all = async function* () {
    yield* items
  }
  return { items: all(), total: () => items.length, ...(feeds === undefined ? {} : { feeds }) }
}
