/**
 * What can be imported, as one thing: items that come one after the other, however many there are.
 * Promises: nothing is held in memory that grows with their number; what can not be read is told and left out.
 */
import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ParseError } from '../../errors.ts'
import { demandNamed, toKnownType, toPassedOver } from '../../intake/file-name.ts'
import { parseOpml } from '../../read/opml/opml.ts'
import { isExport, sniff } from '../../read/sniff.ts'
import { openBeside } from '../beside.ts'
import type { Opened } from '../open.ts'
import { openJsonFile, openWxrFile } from './export-file.ts'
import { type Cargo, type SendPictures, type Shipment, toShipment, type Warn } from './parcels.ts'
import { openSite } from './site.ts'
import { listFiles, readHead, readWholeFile, toOwnFile } from './text-file.ts'

/** Bytes of a document that is read as a whole: any but the exports of WordPress and JSON. */
const LARGEST = 512 * 1024 * 1024

/** What is taken of it, whom to tell of the rest, and where its pictures go. */
type Importing = {
  /** Types of a WordPress's posts that are stories. */
  readonly types: readonly string[]
  /** Whether posts that are to be public some time are taken, too. */
  readonly drafts?: boolean
  readonly warn: Warn
  readonly send: SendPictures
}

/** Opens a file, a folder of files or an address. @throws Error, FetchError or ParseError where there is nothing to import */
export async function openShipment(opened: Opened, target: string, how: Importing): Promise<Shipment> {
  if (existsSync(target) && statSync(target).isDirectory()) return openFolder(opened, target, how)
  if (existsSync(target)) {
    const shipment = await openFile(opened, target, how).catch((error: unknown) => {
      if (!(error instanceof ParseError)) throw error
      throw new ParseError(`${target}: ${error.message}`, { cause: error })
    })
    await how.send(shipment.pictures ?? [])
    return shipment
  }
  if (!/^https?:\/\//i.test(target)) throw new Error(`${target} is no file, folder or address.`)
  return openSite(opened, target, how.types, how.warn)
}

/** Every file of a folder. One that can't be read must not keep the others out. */
async function openFolder(opened: Opened, folder: string, how: Importing): Promise<Shipment> {
  const names = (await listFiles(folder)).filter((name) => toPassedOver(name) === undefined)
  if (names.length === 0)
    throw new Error(`${folder} holds no file that could be imported; folders in it are left alone.`)
  return { items: readFolder(opened, folder, names, how), total: () => undefined }
}

async function* readFolder(
  opened: Opened,
  folder: string,
  names: readonly string[],
  how: Importing,
): AsyncGenerator<Cargo> {
  const { warn, send } = how
  for (const name of names) {
    const path = join(folder, name)
    try {
      const shipment = await openFile(opened, await toOwnFile(folder, name), how, folder)
      if (shipment.feeds !== undefined) warn.left(`${path} is a list of feeds: import it by itself.`)
      await send(shipment.pictures ?? [])
      yield* shipment.items
    } catch (error) {
      warn.left(`${path}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

/** @param folder where pictures may lie beside it */
async function openFile(
  opened: Opened,
  path: string,
  { types, drafts = false, warn }: Importing,
  folder = dirname(path),
): Promise<Shipment> {
  if (!statSync(path).isFile()) throw new ParseError('This is no regular file.')
  const name = basename(path).replace(/\.gz$/i, '')
  const named = toKnownType(name)
  const { text, encoding } = await readHead(path)
  const sniffed = sniff(text, named?.startsWith('text/') ? named : undefined)
  if (sniffed.kind === 'json') return openJsonFile(path, encoding, toChannel(opened), warn, drafts)
  if (sniffed.kind === 'xml' && sniffed.root === 'rss' && isExport(text))
    return openWxrFile(path, encoding, { types, drafts }, warn)
  const bytes = await readWholeFile(path, LARGEST)
  if (sniffed.kind === 'xml' && sniffed.root === 'opml') return toShipment([], parseOpml(bytes))
  // What is no markup is a story by its name alone.
  if (sniffed.kind === 'text') demandNamed(name)
  // Markdown may begin with a tag.
  const type = sniffed.kind === 'xml' && named !== 'text/markdown' ? 'application/xml' : undefined
  const { read } = openBeside(folder)
  const { received, pictures, missing } = await opened.service.readIllustrated(name, bytes, read, type)
  for (const sentence of missing) warn.left(`${path}: ${sentence}`)
  return { ...toShipment(received), pictures }
}

function toChannel({ channels }: Opened) {
  const [channel] = channels
  if (channel === undefined) throw new Error('No channel is declared in feeds/.')
  return channel
}
