/** Short links that move without an item: lines at the end of an export, and tables of other shorteners. */
import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { type Call, callJson, toJsonPost } from './call.ts'

/** Stands in an export before the lines of links. */
export const HEAD = '"_ara_links":['

const AT_ONCE = 500
/** Bytes of one request. */
const MOST_BYTES = 900_000

type Left = { readonly line?: number; readonly code: string; readonly url?: string; readonly reason: string }
type Taken = { readonly added: number; readonly unchanged: number; readonly left: readonly Left[] }

/** Sends the links at the end of an export that `ara export` wrote; answers why some were left, a sentence each. */
export async function importLooseLinks(call: Call, file: string): Promise<string[]> {
  if (!existsSync(file)) return []
  const left: string[] = []
  let links: unknown[] = []
  const send = async () => {
    const taken = await callJson<Taken>(call, '/api/links/import', toJsonPost({ links }))
    left.push(...taken.left.map(({ code, reason }) => `Short link ${code}: ${reason}`))
    links = []
  }
  let isIn = false
  for await (const line of createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (isIn && line.startsWith('{')) links.push(JSON.parse(line.replace(/,$/, '')))
    isIn ||= line.endsWith(HEAD) && line.startsWith(']')
    if (links.length === AT_ONCE) await send()
  }
  if (links.length > 0) await send()
  return left
}

/** Takes in a table of another shortener, some rows at a time. What matches nothing is printed, every row of it. */
export async function importTable(call: Call, file: string): Promise<void> {
  const sum = { added: 0, unchanged: 0, left: 0 }
  for (const { text, first } of toParts(await readFile(file, 'utf8'))) {
    const init = { method: 'POST', headers: { 'Content-Type': 'text/csv' }, body: text }
    const taken = await callJson<Taken>(call, '/api/links/import', init)
    sum.added += taken.added
    sum.unchanged += taken.unchanged
    sum.left += taken.left.length
    for (const { line = 1, code, url, reason } of taken.left)
      console.log(`line ${line + first}: ${code},${url}: ${reason}`)
  }
  console.log(`${sum.added} added, ${sum.unchanged} unchanged, ${sum.left} left`)
}

/** Whole lines, each part with the table's head; `first`: lines before it, less the head's. */
function toParts(text: string): { text: string; first: number }[] {
  const lines = text.split('\n')
  const head = /url|link/i.test(lines[0] ?? '') && !/https?:/i.test(lines[0] ?? '') ? `${lines[0]}\n` : ''
  const parts: { text: string; first: number }[] = []
  let part = ''
  let begun = 0
  for (const [index, line] of lines.entries()) {
    if (part !== '' && Buffer.byteLength(part) + Buffer.byteLength(line) > MOST_BYTES) {
      parts.push({ text: part, first: begun })
      begun = head === '' ? index : index - 1
      part = head
    }
    part += `${line}\n`
  }
  return [...parts, { text: part, first: begun }]
}
