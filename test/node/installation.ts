import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import type { Log } from '../../src/log.ts'
import { type Call, type Open, withToken } from '../../src/node/commands/commands.ts'
import { runCommand } from '../../src/node/commands/program.ts'
import { runExport, runImport } from '../../src/node/commands/transfer.ts'
import { openService } from '../../src/node/open.ts'
import { makeFolder, TOKEN } from './process.ts'

/** An installation of its own in a folder, and its commands without a process for each. */
export type Installation = {
  readonly folder: string
  readonly database: string
  readonly feeds: string
  readonly open: Open
  /** What the import printed. */
  readonly importFrom: (
    target: string,
    options?: { readonly to?: string; readonly channel?: string; readonly types?: string; readonly drafts?: boolean },
  ) => Promise<string>
  readonly exportTo: (file: string) => Promise<void>
  readonly ask: (path: string) => Promise<Response>
  /** Rows of the database. */
  readonly all: (sql: string) => Promise<Readonly<Record<string, unknown>>[]>
}

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }
const BASE = 'https://feeds.example'

export function install(): Installation {
  const folder = makeFolder()
  const [database, feeds] = [join(folder, 'ara.db'), writeFeeds(folder)]
  const config = { baseUrl: BASE, apiToken: TOKEN, allowPrivate: ['127.0.0.1'], host: '127.0.0.1', port: 0 }
  const open: Open = async () => {
    const opened = await openService({ ...config, database, archive: folder, feeds }, {}, silent)
    const call: Call = async (path, init) => opened.service.app.request(path, withToken(init, TOKEN))
    return { ...opened, call }
  }
  const within = async <T>(work: (opened: Awaited<ReturnType<Open>>) => Promise<T>): Promise<T> => {
    const opened = await open()
    try {
      return await work(opened)
    } finally {
      await opened.close()
    }
  }
  return {
    folder,
    database,
    feeds,
    open,
    importFrom: (target, options = {}) => printed(() => runImport(open, target, { token: TOKEN, ...options })),
    exportTo: async (file) => writeFileSync(file, await written(() => runExport(open, undefined))),
    ask: (path) => within(async ({ service }) => service.app.request(`${BASE}${path}`)),
    all: (sql) => within(({ database: db }) => db.all(sql)),
  }
}

/** What a command says on the terminal. */
async function printed(run: () => Promise<void>): Promise<string> {
  const spy = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    await run()
    return spy.mock.calls.map(([line]) => String(line)).join('\n')
  } finally {
    spy.mockRestore()
  }
}

/** What a command writes to standard output. */
async function written(run: () => Promise<void>): Promise<string> {
  const parts: string[] = []
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => parts.push(String(text)) > 0)
  try {
    await run()
    return parts.join('')
  } finally {
    spy.mockRestore()
  }
}

/** Where an old address of the publication leads, as a path. */
export async function toTarget(installation: Installation, path: string): Promise<string> {
  const response = await installation.ask(path)
  expect([200, 301], path).toContain(response.status)
  return response.status === 200 ? path : new URL(response.headers.get('location') ?? '').pathname
}

/** Writes a module of channels that has one, without sources; the file's name. */
export function writeFeeds(folder: string): string {
  const file = join(folder, 'feeds.ts')
  const channel = {
    id: 'desk',
    title: 'Desk',
    description: 'News.',
    language: 'en',
    tag: 'aranews.net,2013',
    hosts: ['aranews.net', 'www.aranews.net'],
    linkTo: 'permalink',
    agency: 'ARA News',
    sources: [],
  }
  writeFileSync(file, `export const channels = [${JSON.stringify(channel)}]\n`)
  return file
}

type Said = { readonly code: number; readonly out: string; readonly err: string }

/** A command as a person calls it: words in; the code, standard output and standard error out. */
export async function callCommand(
  { open }: Installation,
  words: readonly string[],
  token: string | undefined,
): Promise<Said> {
  const said = { out: '', err: '' }
  const into = (name: 'out' | 'err', end: string) => (text: unknown) => {
    said[name] += `${text}${end}`
    return true
  }
  vi.spyOn(console, 'log').mockImplementation(into('out', '\n'))
  vi.spyOn(console, 'error').mockImplementation(into('err', '\n'))
  vi.spyOn(process.stdout, 'write').mockImplementation(into('out', ''))
  vi.spyOn(process.stderr, 'write').mockImplementation(into('err', ''))
  try {
    return { code: await runCommand(words, { open, openQuietly: open, token }), ...said }
  } finally {
    vi.restoreAllMocks()
  }
}
