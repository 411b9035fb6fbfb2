/** Short links that come in: the list at the end of an export, and tables of other shorteners. */
import { existsSync } from 'node:fs'
import { type LinkRow, parseLinkTable } from '../../http/links/table.ts'
import { decodeBytes } from '../../read/text/text.ts'
import { LINKS, readExportLists, STORIES } from '../export.ts'
import { readWholeFile } from '../import/text-file.ts'
import { type Call, callJson, toJsonPost } from './commands.ts'

/** Links, or rows, of one request: others who follow links meanwhile should not wait. */
const AT_ONCE = 500
/** Bytes of a table. */
const MOST_TABLE = 256 * 1024 * 1024

type RefusedRow = { readonly line?: number; readonly code: string; readonly url?: string; readonly reason: string }
type LinkImportReport = { readonly added: number; readonly unchanged: number; readonly left: readonly RefusedRow[] }

/** Sends the links of exports, after their stories; answers why some were left, a sentence each. */
export async function importLinks(call: Call, target: string): Promise<string[]> {
  const left: string[] = []
  for await (const links of readLinks(target)) {
    const taken = await callJson<LinkImportReport>(call, '/api/links/import', toJsonPost({ links }))
    left.push(...taken.left.map(({ code, reason }) => `Short link ${code}: ${reason}`))
  }
  return left
}

/** Exports of early versions have the names that a story was given in the story. */
async function* readLinks(target: string): AsyncGenerator<readonly unknown[]> {
  for await (const [story] of readExportLists(target, STORIES, 1, '"links":[{"name":')) yield toNames(story)
  yield* readExportLists(target, LINKS, AT_ONCE)
}

type Named = { readonly _ara?: { readonly key?: string; readonly links?: readonly object[] } }

function toNames(story: unknown): object[] {
  const { key, links = [] } = (story as Named)._ara ?? {}
  return key === undefined ? [] : links.map((link) => ({ ...link, item: key }))
}

/** Whether a file is a table, by its name. */
export function isLinkTable(file: string): boolean {
  return /\.[ct]sv(?:\.gz)?$/i.test(file) && existsSync(file)
}

/** Takes in a table of another shortener, some rows at a time. What matches nothing is printed, every row of it. */
export async function importLinkTable(call: Call, file: string): Promise<void> {
  const { rows, broken } = parseLinkTable(decodeBytes(await readWholeFile(file, MOST_TABLE)).text)
  const sum = { added: 0, unchanged: 0, left: broken.length }
  for (const row of broken) print(row, 'There is no code, or no address.')
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const part = rows.slice(at, at + AT_ONCE)
    const init = { method: 'POST', headers: { 'Content-Type': 'text/csv' }, body: renderTable(part) }
    const taken = await callJson<LinkImportReport>(call, '/api/links/import', init)
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
