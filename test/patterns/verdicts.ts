/**
 * What recheck found of each expression, as `verdicts.txt` keeps it from one run to the next. Promises: a verdict holds
 * for the very expression and version of recheck that it was found with; each day another sixteenth of them is judged
 * again, so that what was only written there comes to light.
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

/** What is known of earlier runs and is not to be judged again today. */
export function loadVerdicts(today = new Date().getUTCDate() % 16): Verdicts {
  const [head, ...lines] = existsSync(FILE) ? readFileSync(FILE, 'utf8').trim().split('\n') : []
  const known = lines.map((line) => line.split(' ') as [string, Verdict])
  return new Map(head === HEAD ? known.filter(([hash]) => Number.parseInt(hash.slice(0, 1), 16) !== today) : [])
}

export function saveVerdicts(verdicts: Verdicts): void {
  const lines = [...verdicts].map(([hash, verdict]) => `${hash} ${verdict}`)
  writeFileSync(FILE, `${[HEAD, ...lines.sort()].join('\n')}\n`)
}

export function toKey({ source, flags }: Pattern): string {
  return createHash('sha256').update(`/${source}/${flags}`).digest('hex').slice(0, 24)
}
