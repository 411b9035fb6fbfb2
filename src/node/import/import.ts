/**
 * What can be imported, as one thing: items that come one after the other, however many there are.
 * Promises: nothing is held in memory that grows with their number; what can not be read is told and left out.
 */
import { existsSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ParseError } from '../../errors.ts'
import { parseOpml } from '../../read/opml/opml.ts'
import { isExport, sniff } from '../../read/sniff.ts'
import type { Opened } from '../open.ts'
import { openJsonFile, openWxrFile } from './export-file.ts'
import { type Cargo, type Shipment, toShipment, type Warn } from './parcels.ts'
import { openSite } from './site.ts'
import { listFiles, readHead, readWholeFile, toOwnFile } from './text-file.ts'

/** Bytes of a document that is read as a whole: any but the exports of WordPress and JSON. */
const LARGEST = 512 * 1024 * 1024

/** Opens a file, a folder of files or an address. @throws Error, FetchError or ParseError where there is nothing to import */
export async function openShipment(
  opened: Opened,
  target: string,
  types: readonly string[],
  warn: Warn,
): Promise<Shipment> {
  if (existsSync(target)) {
    if (statSync(target).isDirectory()) return openFolder(opened, target, types, warn)
    return openFile(opened, target, types, warn).catch((error: unknown) => {
      if (!(error instanceof ParseError)) throw error
      throw new ParseError(`${target}: ${error.message}`, { cause: error })
    })
  }
  if (!/^https?:\/\//i.test(target)) throw new Error(`${target} is no file, folder or address.`)
  return openSite(opened, target, types, warn)
}

/** Every file of a folder. One that can't be read must not keep the others out. */
async function openFolder(opened: Opened, folder: string, types: readonly string[], warn: Warn): Promise<Shipment> {
  const names = await listFiles(folder)
  if (names.length === 0)
    throw new Error(`${folder} holds no file that could be imported; folders in it are left alone.`)
  return { items: readFolder(opened, folder, names, types, warn), total: () => undefined }
}

async function* readFolder(
  opened: Opened,
  folder: string,
  names: readonly string[],
  types: readonly string[],
  warn: Warn,
): AsyncGenerator<Cargo> {
  for (const name of names) {
    const path = join(folder, name)
    try {
      const shipment = await openFile(opened, await toOwnFile(folder, name), types, warn)
      if (shipment.feeds !== undefined) warn.left(`${path} is a list of feeds: import it by itself.`)
      yield* shipment.items
    } catch (error) {
      warn.left(`${path}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

async function openFile(opened: Opened, path: string, types: readonly string[], warn: Warn): Promise<Shipment> {
  if (!statSync(path).isFile()) throw new ParseError('This is no regular file.')
  const name = basename(path).replace(/\.gz$/i, '')
  const { text, encoding } = await readHead(path)
  const sniffed = sniff(text, name.endsWith('.txt') ? 'text/plain' : undefined)
  if (sniffed.kind === 'json') return openJsonFile(path, encoding, toChannel(opened), warn)
  if (sniffed.kind === 'xml' && sniffed.root === 'rss' && isExport(text))
    return openWxrFile(path, encoding, types, warn)
  const bytes = await readWholeFile(path, LARGEST)
  if (sniffed.kind === 'xml' && sniffed.root === 'opml') return toShipment([], parseOpml(bytes))
  const type = sniffed.kind === 'xml' ? 'application/xml' : undefined
  return toShipment(opened.service.readFile(name, bytes, type))
}

function toChannel({ channels }: Opened) {
  const [channel] = channels
  if (channel === undefined) throw new Error('No channel is declared in feeds/.')
  return channel
}
