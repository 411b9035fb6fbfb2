/** `ara publish FILE`: a story, now, as a draft, or at a time. */
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { askApi, type Where, withCall } from './acting.ts'
import type { Call, Init, Open } from './commands.ts'
import { withOutput } from './output.ts'
import { renderMembers } from './table.ts'

type Publishing = Where & {
  readonly draft?: boolean
  /** When it is to be public. */
  readonly at?: string
  readonly channel?: string
  readonly type?: string
}

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  markdown: 'text/markdown; charset=utf-8',
  text: 'text/plain; charset=utf-8',
}
const ENDINGS: Readonly<Record<string, string>> = { json: 'json', md: 'markdown', markdown: 'markdown', txt: 'text' }

export const STORY_KINDS = Object.keys(TYPES)

/** @param file `-`: standard input @throws Error */
export async function runPublish(open: Open, file: string, options: Publishing): Promise<void> {
  const at = options.at === undefined ? undefined : readTime(options.at)
  const body = new Uint8Array(await (file === '-' ? buffer(process.stdin) : readFile(file)))
  if (body.length === 0) throw new Error(`${file === '-' ? 'Standard input' : file} is empty.`)
  const kind = options.type ?? toKind(file, body)
  const init = { method: 'POST', headers: { 'Content-Type': TYPES[kind] ?? kind }, body }
  const answer = await withCall(open, options, (call) => publish(call, init, at, options))
  const text = options.json ? answer : renderMembers(toShown(JSON.parse(answer)))
  await withOutput(undefined, (write) => write(`${text.trimEnd()}\n`))
}

async function publish(
  call: Call,
  init: Init,
  at: string | undefined,
  { draft, channel }: Publishing,
): Promise<string> {
  const query = channel === undefined ? '' : `?channel=${encodeURIComponent(channel)}`
  const folder = draft || at !== undefined ? 'drafts' : 'items'
  const written = await askApi(call, { path: `/api/${folder}${query}`, ...init })
  if (at === undefined) return written
  const { code } = toShown(JSON.parse(written))
  return askApi(call, {
    path: `/api/drafts/${code}`,
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ publish_at: at }),
  })
}

/** Without a zone it is this machine's time. @throws Error */
function readTime(text: string): string {
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw new Error(`--at: “${text}” is no time; write 2026-12-24T08:00 for example.`)
  if (time <= Date.now())
    throw new Error(`--at: ${new Date(time).toISOString()} is past: leave --at out to publish now.`)
  return new Date(time).toISOString()
}

/** By the file's name, else by how the story begins. */
function toKind(file: string, body: Uint8Array): string {
  const named = ENDINGS[/\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '']
  if (named !== undefined) return named
  const beginning = new TextDecoder().decode(body.subarray(0, 1000)).trimStart()
  if (beginning.startsWith('{')) return 'json'
  return /^(?:#|---\s)/.test(beginning) ? 'markdown' : 'text'
}

type Published = {
  readonly url?: string
  readonly title?: string
  readonly publish_at?: string
  readonly _ara: { readonly code: string; readonly short_url?: string; readonly state?: string }
}

/** What whoever published it wants to know of it. */
function toShown({ url, title, publish_at, _ara }: Published) {
  const { code, short_url, state = 'published' } = _ara
  const shown = { code, state, ...(publish_at ? { publish_at } : {}), title, url, short_url }
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined))
}
