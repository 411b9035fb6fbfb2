import { once } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Presets, SingleBar } from 'cli-progress'
import { fetch } from 'undici'
import { startLog } from '../log.ts'
import type { Received } from '../model.ts'
import type { Service } from '../service.ts'
import { listFiles } from './archive.ts'
import { type Call, callJson, type Open, toJsonPost, withToken } from './call.ts'
import { using } from './desk-commands.ts'

/** Commands that bring stories in and out. Each may be broken off and run again: a story is known again. */

type ImportOptions = { readonly to?: string; readonly channel?: string; readonly token?: string | undefined }
type Taken = { readonly added: number; readonly updated: number; readonly unchanged: number }

/** Bytes of JSON in one request to /api/import: under the limit of a request body, with room for its frame. */
const CHUNK_BYTES = 800_000

/** Imports a file, a folder of stories or an address into this service, or into the one that `to` names. */
export async function runImport(open: Open, target: string, options: ImportOptions): Promise<void> {
  await using(open, async ({ call, service }) => {
    const failures: string[] = []
    const received = await readAll(service, target, failures)
    const taken = await send(
      options.to === undefined ? call : toRemote(options.to, options.token),
      received,
      options.channel,
    )
    console.log(`${taken.added} added, ${taken.updated} updated, ${taken.unchanged} unchanged`)
    if (failures.length > 0) throw new Error(failures.join('\n'))
  })
}

async function readAll(service: Service, target: string, failures: string[]): Promise<Received[]> {
  if (!existsSync(target)) {
    if (!/^https?:\/\//i.test(target)) throw new Error(`${target} is no file, folder or address.`)
    return (await service.preview({ url: target })).items.map((item) => item.received)
  }
  if (!statSync(target).isDirectory()) return readOne(service, target, failures)
  const received: Received[] = []
  for (const name of await listFiles(target, startLog())) {
    received.push(...(await readOne(service, join(target, name), failures)))
  }
  return received
}

/** One unreadable file must not keep the others out: its sentence is told at the end. */
async function readOne(service: Service, path: string, failures: string[]): Promise<Received[]> {
  try {
    return service.readFile(basename(path), await readFile(path)).map((item) => item.received)
  } catch (error) {
    failures.push(`${path}: ${error instanceof Error ? error.message : String(error)}`)
    return []
  }
}

async function send(call: Call, received: readonly Received[], channel: string | undefined): Promise<Taken> {
  const bar = new SingleBar({ stream: process.stderr, clearOnComplete: true }, Presets.rect)
  bar.start(received.length, 0)
  const sum = { added: 0, updated: 0, unchanged: 0 }
  for (const items of toChunks(received)) {
    const taken = await callJson<Taken>(call, '/api/import', toJsonPost({ channel, items }))
    sum.added += taken.added
    sum.updated += taken.updated
    sum.unchanged += taken.unchanged
    bar.increment(items.length)
  }
  bar.stop()
  return sum
}

/** Groups of at most 100 items that stay below the size of one request. */
export function toChunks(received: readonly Received[]): Received[][] {
  const chunks: Received[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const one of received) {
    const size = Buffer.byteLength(JSON.stringify(one))
    const last = chunks.at(-1)
    if (last === undefined || last.length === 100 || bytes + size > CHUNK_BYTES) {
      chunks.push([one])
      bytes = size
    } else {
      last.push(one)
      bytes += size
    }
  }
  return chunks
}

/** The API of a running service. */
function toRemote(to: string, token: string | undefined): Call {
  if (!token) throw new Error('API_TOKEN is missing: set it to the token of the service that --to names.')
  return async (path, init) => {
    const response = await fetch(new URL(path, to), withToken(init, token))
    return new Response(await response.arrayBuffer(), { status: response.status })
  }
}

type Page = { readonly items: readonly unknown[]; readonly next_url?: string }

/** Writes every story to standard output as one JSON Feed, page by page, in constant memory. */
export async function runExport(open: Open, channel: string | undefined): Promise<void> {
  await using(open, async ({ call }) => {
    const narrowed = channel === undefined ? '' : `&channel=${encodeURIComponent(channel)}`
    let path: string | undefined = `/api/items?limit=200${narrowed}`
    let first = true
    while (path !== undefined) {
      const { items, next_url, ...feed }: Page = await callJson<Page>(call, path)
      if (first) await write(`${JSON.stringify(feed).slice(0, -1)},"items":[`)
      for (const item of items) {
        await write(`${first ? '' : ','}\n${JSON.stringify(item)}`)
        first = false
      }
      path = next_url === undefined ? undefined : toPath(next_url)
    }
    await write(`${first ? '' : '\n'}]}\n`)
  })
}

function toPath(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

/** A pipe that is full is waited for, so that the export never stands in memory. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}
