/**
 * Commands about sources and the database: each is a call of the API, so that there is one way to do a thing. Promises: a fault is
 * told once.
 */

import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { SingleBar } from 'cli-progress'
import type { Refreshed } from '../../model/document.ts'
import { decodeBytes } from '../../read/text/text.ts'
import { type Call, callJson, demandChannel, type Init, listSources, type Open, toJsonPost } from './commands.ts'
import { demandPlace, withOutput } from './output.ts'

/** Adds a source, or the feed behind a site's address, and refreshes it. A source that can't be read is added all the same: it may come back. */
export async function runAdd(open: Open, url: string, channel: string | undefined): Promise<void> {
  await withService(open, async (opened) => {
    const { call } = opened
    demandChannel(opened, channel)
    const added = await callJson<{ readonly id: string }>(
      call,
      '/api/sources',
      toJsonPost({ url, channel, discover: true }),
    )
    const refreshed = await refresh(call, added.id)
    if (refreshed.outcome === 'failed')
      throw new Error(`${added.id} was added, but could not be read: ${refreshed.reason} It will be asked again.`)
    console.log(`Added ${added.id}.`)
    printRefreshed(added.id, refreshed)
  })
}

/** Refreshes one source, or all that are due. */
export async function runRefresh(open: Open, source: string | undefined): Promise<void> {
  await withService(open, async ({ call, service }) => {
    if (source !== undefined) return refreshOne(call, source)
    const refreshed = await service.pollDue()
    for (const [id, one] of refreshed) printRefreshed(id, one)
    if ([...refreshed].length === 0) console.log(toNothingDue(await listSources<Listed>(call)))
  })
}

type Listed = { readonly id: string; readonly due?: string; readonly paused: boolean; readonly health: string }

function toNothingDue(sources: readonly Listed[]): string {
  if (sources.length === 0) return 'There are no sources yet: add one by its address.'
  const waiting = sources.filter(({ paused, due }) => !paused && due !== undefined)
  const [next] = waiting.toSorted((a, b) => Date.parse(a.due ?? '') - Date.parse(b.due ?? ''))
  if (next === undefined) return 'Nothing is due: every source is paused, held or gone.'
  return `Nothing is due: the next is ${next.id}, at ${next.due}; by its id a source is refreshed at once.`
}

async function refreshOne(call: Call, id: string): Promise<void> {
  const sources = await listSources<Listed>(call)
  if (!sources.some((one) => one.id === id)) throw new Error(toUnknown(id, sources))
  const refreshed = await refresh(call, id)
  if (refreshed.outcome === 'failed') throw new Error(`${id} could not be refreshed: ${refreshed.reason}`)
  printRefreshed(id, refreshed)
}

/** Sources that are named to whoever named another. */
const NAMED = 20

function toUnknown(id: string, sources: readonly Listed[]): string {
  const names = sources.slice(0, NAMED).map((one) => one.id)
  const there = names.length === 0 ? 'there is none yet' : `there are: ${names.join(', ')}`
  return `There is no source ${id}; ${there}${sources.length > NAMED ? ' …' : ''}.`
}

async function refresh(call: Call, id: string): Promise<Refreshed> {
  const path = `/api/sources/${encodeURIComponent(id)}/refresh`
  type Answer = Refreshed & { readonly left_out?: number }
  const { left_out: leftOut = 0, ...refreshed } = await callJson<Answer>(call, path, { method: 'POST' })
  return { ...refreshed, leftOut }
}

function printRefreshed(id: string, { outcome, reason, added, updated, leftOut }: Refreshed): void {
  const left = leftOut ? `, ${leftOut} left out` : ''
  console.log(
    `${id}: ${outcome}, ${added} added, ${updated} updated${left}${reason === undefined ? '' : ` (${reason})`}`,
  )
}

/** How a source would be read: as the API takes it. */
type PreviewOptions = { readonly timeZone?: string; readonly settings?: string }

/** Prints what would be stored of an address or a file. */
export async function runPreview(open: Open, target: string, options: PreviewOptions = {}): Promise<void> {
  const settings = readSettings(options)
  const isFile = existsSync(target)
  if (isFile && statSync(target).isDirectory()) throw new Error(`${target} is a folder: name one of its files.`)
  if (!isFile && !/^https?:\/\//i.test(target))
    throw new Error(`${target} is no file that is there, and no http or https address.`)
  await withService(open, async ({ call }) => {
    const json = await (isFile
      ? previewFile(call, target, settings)
      : callPreview(call, toJsonPost({ ...settings, url: target })))
    await withOutput(undefined, (write) => write(`${JSON.stringify(json, null, 2)}\n`))
  })
}

type Settings = { readonly timeZone?: string }

/** @throws Error where the settings are no JSON object */
function readSettings({ timeZone, settings = '{}' }: PreviewOptions): Settings {
  const value = parseSettings(settings)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('--settings is no JSON object such as {"timeZone": "Asia/Baghdad"}.')
  return { ...value, ...(timeZone === undefined ? {} : { timeZone }) }
}

function parseSettings(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new Error(`--settings is no JSON: ${error.message}`, { cause: error })
  }
}

async function previewFile(call: Call, file: string, settings: Settings): Promise<unknown> {
  const body = new Uint8Array(await readFile(file))
  if (body.length === 0) throw new Error(`${file} is empty.`)
  const { timeZone, ...others } = settings
  const type = toType(file)
  const zone = timeZone === undefined ? '' : `?timeZone=${encodeURIComponent(timeZone)}`
  try {
    // Its own bytes as long as they will do: they say in which encoding they are.
    if (Object.keys(others).length === 0)
      return await callPreview(call, { method: 'POST', headers: { 'Content-Type': type }, body }, zone)
    return await callPreview(call, toJsonPost({ ...settings, document: decodeBytes(body, type).text }))
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

function callPreview(call: Call, init: Init, query = ''): Promise<unknown> {
  return callJson<unknown>(call, `/api/preview${query}`, init)
}

/** Copies the database into a file that is not there yet, while the service may go on. */
export async function runBackup(open: Open, file: string): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} is there already; a backup overwrites nothing.`)
  demandPlace(file)
  await withService(open, async ({ database }) => database.backup(file))
  console.log(`Backed up to ${file}.`)
}

/** Makes the cleaned form of every story again. */
export async function runReclean(open: Open): Promise<void> {
  const bar = new SingleBar({
    stream: process.stderr,
    clearOnComplete: true,
    format: '{percentage} % | {value} of {total} stories',
  })
  bar.start(0, 0)
  await withService(open, async ({ service }) => {
    const changed = await service.reclean((done, all) => {
      bar.setTotal(all)
      bar.update(done)
    })
    bar.stop()
    console.log(`${changed} stories changed.`)
  }).finally(() => bar.stop())
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
