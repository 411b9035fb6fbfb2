import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeFolder, type Running, startService } from '../node/process.ts'

/** What a peer was asked. */
export type Asked = {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly status?: number
  readonly at: number
}

/** A second process on loopback; see peer.ts. */
export type Peer = {
  readonly base: string
  readonly set: (rules: Readonly<Record<string, object>>) => Promise<void>
  readonly log: (path?: string, method?: string) => Promise<Asked[]>
  readonly call: <T>(command: string, said?: unknown) => Promise<T>
  readonly end: () => void
}

export async function startPeer(): Promise<Peer> {
  const child: ChildProcess = spawn(process.execPath, [fileURLToPath(new URL('peer.ts', import.meta.url))])
  const base = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => resolve(`http://127.0.0.1:${/port (\d+)/.exec(String(chunk))?.[1]}`))
    child.stderr?.on('data', (chunk) => reject(new Error(String(chunk))))
  })
  const call = async <T>(command: string, said?: unknown): Promise<T> => {
    const init = said === undefined ? {} : { method: 'POST', body: JSON.stringify(said) }
    return (await fetch(`${base}/_${command}`, init)).json() as Promise<T>
  }
  const log = async (path?: string, method?: string) => {
    const asked = await call<Asked[]>('log')
    return asked.filter((one) => (path ?? one.path) === one.path && (method ?? one.method) === one.method)
  }
  return { base, call, log, set: (rules) => call('set', rules), end: () => child.kill('SIGKILL') }
}

/** A service with one channel and these sources, that may call the peer. */
export async function startFeedService(
  sources: readonly { readonly id: string; readonly url: string }[] = [],
  variables: Readonly<Record<string, string>> = {},
): Promise<
  Running & { readonly self: string; readonly folder: string; readonly post: (title: string) => Promise<string> }
> {
  const folder = makeFolder()
  const channel = {
    id: 'desk',
    title: 'Desk',
    description: 'News.',
    language: 'en',
    tag: 'desk.example,2013',
    hosts: ['desk.example'],
    linkTo: 'permalink',
    sources,
  }
  const feeds = join(folder, 'feeds.ts')
  // Apart from the database, whose files nobody else may open in its process.
  const archive = join(folder, 'archive')
  mkdirSync(archive)
  writeFileSync(feeds, `export const channels = [${JSON.stringify(channel)}]\n`)
  const running = await startService({
    FEEDS: feeds,
    ARCHIVE: archive,
    DATABASE: join(folder, 'ara.db'),
    ALLOW_PRIVATE: '127.0.0.1',
    ...variables,
  })
  const post = async (title: string) => {
    const item = { title, content_text: `${title}: what is known of it, and what is not known yet.` }
    const headers = { 'Content-Type': 'application/json' }
    const response = await running.call('/api/items', { method: 'POST', headers, body: JSON.stringify(item) })
    if (!response.ok) throw new Error(await response.text())
    return ((await response.json()) as { readonly id: string }).id
  }
  return { ...running, folder, self: running.base.replace('127.0.0.1', 'localhost'), post }
}
