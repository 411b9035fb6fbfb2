/** Commands about sources and the database: each is a call of the API, so that there is one way to do a thing. */

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Refreshed } from '../../model/document.ts'
import { type Call, callJson, type Open, toJsonPost } from './commands.ts'

/** Adds a source, or the feed behind a site's address, and refreshes it. A source that can't be read is added all the same: it may come back. */
export async function runAdd(open: Open, url: string, channel: string | undefined): Promise<void> {
  await withService(open, async ({ call }) => {
    const source = await callJson<{ readonly id: string }>(
      call,
      '/api/sources',
      toJsonPost({ url, channel, discover: true }),
    )
    console.log(`Added ${source.id}.`)
    await refreshOne(call, source.id)
  })
}

/** Refreshes one source, or all that are due. */
export async function runRefresh(open: Open, source: string | undefined): Promise<void> {
  await withService(open, async ({ call, service }) => {
    if (source !== undefined) return refreshOne(call, source)
    for (const [id, refreshed] of await service.pollDue()) printRefreshed(id, refreshed)
  })
}

async function refreshOne(call: Call, id: string): Promise<void> {
  const path = `/api/sources/${encodeURIComponent(id)}/refresh`
  type Answer = Refreshed & { readonly left_out?: number }
  const { left_out: leftOut = 0, ...refreshed } = await callJson<Answer>(call, path, { method: 'POST' })
  printRefreshed(id, { ...refreshed, leftOut })
  if (refreshed.outcome === 'failed') throw new Error(refreshed.reason ?? `${id} could not be refreshed.`)
}

function printRefreshed(id: string, { outcome, reason, added, updated, leftOut }: Refreshed): void {
  const left = leftOut ? `, ${leftOut} left out` : ''
  console.log(
    `${id}: ${outcome}, ${added} added, ${updated} updated${left}${reason === undefined ? '' : ` (${reason})`}`,
  )
}

/** Prints what would be stored of an address or a file. */
export async function runPreview(open: Open, target: string): Promise<void> {
  await withService(open, async ({ call }) => {
    const init = existsSync(target)
      ? { method: 'POST', headers: { 'Content-Type': toType(target) }, body: new Uint8Array(await readFile(target)) }
      : toJsonPost({ url: target })
    console.log(JSON.stringify(await callJson<unknown>(call, '/api/preview', init), null, 2))
  })
}

/** Copies the database into a file that is not there yet, while the service may go on. */
export async function runBackup(open: Open, file: string): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} is there already; a backup overwrites nothing.`)
  await withService(open, async ({ database }) => database.backup(file))
  console.log(`Backed up to ${file}.`)
}

/** Makes the cleaned form of every story again. */
export async function runReclean(open: Open): Promise<void> {
  await withService(open, async ({ service }) => console.log(`${await service.reclean()} stories changed.`))
}

/** Runs a command and lets go of the database whatever happens. */
export async function withService(
  open: Open,
  run: (opened: Awaited<ReturnType<Open>>) => Promise<void>,
): Promise<void> {
  const opened = await open()
  try {
    await run(opened)
  } finally {
    await opened.close()
  }
}

function toType(file: string): string {
  if (file.endsWith('.json')) return 'application/json'
  if (/\.(xml|rss|atom|rdf)$/.test(file)) return 'application/xml'
  return /\.html?$/.test(file) ? 'text/html' : 'text/plain'
}
