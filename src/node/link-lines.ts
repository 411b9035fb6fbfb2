/** Short links that come in: the list at the end of an export, and tables of other shorteners. */
import { existsSync, statSync } from 'node:fs'
import { type LinkRow, parseLinkTable } from '../http/link-table.ts'
import { decodeBytes } from '../read/bytes.ts'
import { newJsonSplitter } from '../read/json-records.ts'
import { type Call, callJson, toJsonPost } from './call.ts'
import { listFiles, toOwnFile } from './folder.ts'
import { readBytes, readHead, readText } from './text-file.ts'

/** What an export calls the list of its links. */
export const LINKS = '_ara_links'

/** Links, or rows, of one request: others who follow links meanwhile should not wait. */
const AT_ONCE = 500
/** Bytes of one request. */
const MOST_BYTES = 900_000

/** Bytes of a table. */
const MOST_TABLE = 256 * 1024 * 1024

type Left = { readonly line?: number; readonly code: string; readonly url?: string; readonly reason: string }
type Taken = { readonly added: number; readonly unchanged: number; readonly left: readonly Left[] }

/** Sends the links of exports, after their stories; answers why some were left, a sentence each. */
export async function importLinks(call: Call, target: string): Promise<string[]> {
  const left: string[] = []
  for (const path of await listExports(target)) {
    for await (const links of toParts(readLinks(path))) {
      const taken = await callJson<Taken>(call, '/api/links/import', toJsonPost({ links }))
      left.push(...taken.left.map(({ code, reason }) => `Short link ${code}: ${reason}`))
    }
  }
  return left
}

/** The files that may be one: the target, or those in it. */
async function listExports(target: string): Promise<string[]> {
  if (!existsSync(target)) return []
  const paths = statSync(target).isDirectory() ? await listOwn(target) : [target]
  const heads = await Promise.all(paths.map(async (path) => (await readHead(path)).text))
  return paths.filter((_, index) => /^\s*\{/.test(heads[index] ?? ''))
}

/** What was no file to take stories from has been told already. */
async function listOwn(folder: string): Promise<string[]> {
  const found = await Promise.allSettled((await listFiles(folder)).map((name) => toOwnFile(folder, name)))
  return found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}

async function* readLinks(path: string): AsyncGenerator<unknown> {
  const splitter = newJsonSplitter(LINKS)
  for await (const text of readText(path, 'utf-8')) {
    for (const json of splitter.push(text)) yield JSON.parse(json)
  }
}

async function* toParts(links: AsyncIterable<unknown>): AsyncGenerator<readonly unknown[]> {
  let part: unknown[] = []
  let bytes = 0
  for await (const link of links) {
    const size = Buffer.byteLength(JSON.stringify(link)) + 1
    if (part.length > 0 && (part.length === AT_ONCE || bytes + size > MOST_BYTES)) {
      yield part
      part = []
      bytes = 0
    }
    part.push(link)
    bytes += size
  }
  if (part.length > 0) yield part
}

/** Whether a file is a table, by its name. */
export function isTable(file: string): boolean {
  return /\.[ct]sv(?:\.gz)?$/i.test(file) && existsSync(file)
}

/** Takes in a table of another shortener, some rows at a time. What matches nothing is printed, every row of it. */
export async function importTable(call: Call, file: string): Promise<void> {
  const { rows, broken } = parseLinkTable(decodeBytes(await readBytes(file, MOST_TABLE)).text)
  const sum = { added: 0, unchanged: 0, left: broken.length }
  for (const row of broken) print(row, 'There is no code, or no address.')
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const part = rows.slice(at, at + AT_ONCE)
    const init = { method: 'POST', headers: { 'Content-Type': 'text/csv' }, body: renderTable(part) }
    const taken = await callJson<Taken>(call, '/api/links/import', init)
    sum.added += taken.added
    sum.unchanged += taken.unchanged
    sum.left += taken.left.length
    // The head of what was sent is line 1.
    for (const { line = 0, code, url = '', reason } of taken.left)
      print({ line: part[line - 2]?.line ?? 0, code, url }, reason)
  }
  console.log(`${sum.added} added, ${sum.unchanged} unchanged, ${sum.left} left`)
}

function print({ line, code, url }: LinkRow, reason: string): void {
  console.log(`line ${line}: ${code},${url}: ${reason}`)
}

/** One row a line. */
function renderTable(rows: readonly LinkRow[]): string {
  const cell = (text: string) => `"${text.replace(/[\r\n]+/g, ' ').replaceAll('"', '""')}"`
  return ['code,url', ...rows.map(({ code, url }) => `${cell(code)},${cell(url)}`)].join('\n')
}
