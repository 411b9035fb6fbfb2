/**
 * What recheck found of each expression, as `verdicts.txt` keeps it from one run to the next. Promises: a verdict holds
 * for the very expression and version of recheck that it was found with.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Pattern } from './collect.ts'

export type Verdict = 'safe' | 'polynomial' | 'undecided'
/** By the hash of the expression. */
export type Verdicts = Map<string, Verdict>

const FILE = new URL('verdicts.txt', import.meta.url)
const { version } = JSON.parse(
  readFileSync(new URL('../../node_modules/recheck/package.json', import.meta.url), 'utf8'),
) as { readonly version: string }
const HEAD = `recheck ${version}`

/** What is known of earlier runs. */
export function loadVerdicts(): Verdicts {
  const [head, ...lines] = existsSync(FILE) ? readFileSync(FILE, 'utf8').trim().split('\n') : []
  return new Map(head === HEAD ? lines.map((line) => line.split(' ') as [string, Verdict]) : [])
}

export function saveVerdicts(verdicts: Verdicts): void {
  const lines = [...verdicts].map(([hash, verdict]) => `${hash} ${verdict}`)
  writeFileSync(FILE, `${[HEAD, ...lines.sort()].join('\n')}\n`)
}

export function toKey({ source, flags }: Pattern): string {
  return createHash('sha256').update(`/${source}/${flags}`).digest('hex').slice(0, 24)
}
