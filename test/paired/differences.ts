/** What may be otherwise on Workers: for each row of the table in docs/workers.md, which differences it explains. */
import { readFileSync } from 'node:fs'
import { type Asked, STATICS } from './requests.ts'
import type { Answer } from './wire.ts'

/** One thing that is otherwise in two answers; `what` is `status`, `body` or a header. */
export type Difference = {
  readonly asked: Asked
  readonly what: string
  readonly node: string
  readonly worker: string
}

type Explains = (difference: Difference, answers: { readonly node: Answer; readonly worker: Answer }) => boolean

const isStatic = ({ asked }: Difference) => STATICS.includes(asked)

/** By the first two cells of the row. */
const EXPLAINED: Readonly<Record<string, Explains>> = {
  'files of `public/` | `ETag`': (one) => isStatic(one) && one.what === 'etag' && /^"[\w-]+"$/.test(one.worker),
  'files of `public/` | `If-None-Match: *`': (one, { node, worker }) =>
    isStatic(one) && one.asked.headers?.['If-None-Match'] === '*' && node.status === 304 && worker.status === 200,
  'files of `public/` | `Vary`': (one) => isStatic(one) && one.what === 'vary' && one.worker === '',
  'files of `public/` | `CF-Cache-Status`': (one) => isStatic(one) && one.what === 'cf-cache-status',
  'files of `public/` | `//style.css`, `/%73tyle.css`': (one, { worker }) =>
    isStatic(one) && worker.status === 307 && worker.headers.location === '/style.css',
  'files of `public/` | other methods than GET and HEAD': (one, { worker }) =>
    isStatic(one) && ['POST', 'OPTIONS'].includes(one.asked.method) && worker.status === 405 && worker.body === '',
  'everything | `Content-Encoding`': (one) => one.what === 'content-encoding' && one.node === '',
  'documents | `Age`': (one) => one.what === 'age' && one.node === '' && Number(one.worker) < 60,
  'a source that can’t be reached | the sentence of its fault': (one) =>
    one.what === 'body' && /^\/api\/(?:sources|faults\.atom)$/.test(one.asked.path),
}

/** No part of an answer, so it is taken out of each before they are compared (wire.ts). */
const TAKEN_OUT = 'everything | `Content-Length`, `Transfer-Encoding`, `Connection`, `Keep-Alive`, `Date`'

/** The first two cells of each row in the table. */
export function loadRows(): string[] {
  const page = readFileSync(new URL('../../docs/workers.md', import.meta.url), 'utf8')
  const table = page.slice(page.indexOf('## What is otherwise than on Node'))
  const rows = [...table.matchAll(/^\| (?!address|---)([^|]+) \| ([^|]+) \|/gm)]
  return rows.map(([, address, what]) => `${address} | ${what}`)
}

export const ROWS = [...Object.keys(EXPLAINED), TAKEN_OUT]

/** Everything in which two answers differ. */
export function findDifferences(asked: Asked, node: Answer, worker: Answer): Difference[] {
  const names = new Set([...Object.keys(node.headers), ...Object.keys(worker.headers)])
  const parts = [
    ['status', String(node.status), String(worker.status)],
    ...[...names].map((name) => [name, node.headers[name] ?? '', worker.headers[name] ?? '']),
    ['body', node.body, worker.body],
  ]
  return parts.flatMap(([what = '', ours = '', theirs = '']) =>
    ours === theirs ? [] : [{ asked, what, node: ours, worker: theirs }],
  )
}

/** The row that explains a difference. */
export function findRow(difference: Difference, answers: { readonly node: Answer; readonly worker: Answer }) {
  return Object.keys(EXPLAINED).find((row) => EXPLAINED[row]?.(difference, answers))
}
