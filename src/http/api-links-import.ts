import type { Context, Hono } from 'hono'
import { judgeAlias } from '../clean/alias.ts'
import { RequestError } from '../errors.ts'
import { type GivenName, giveNames, loadItemRows, type NameOutcome } from '../store/link-names.ts'
import { foldCode } from '../store/links.ts'
import { answerJson } from './answer.ts'
import { takeMovedLinks } from './api-links-moved.ts'
import { demandToken } from './auth.ts'
import { isJson, readBody, toMediaType } from './body.ts'
import type { Desk } from './desk.ts'
import { toForms } from './link-address.ts'
import { toRouteNames } from './link-fields.ts'
import { type LinkRow, parseLinkTable } from './link-table.ts'
import { addRoute } from './route.ts'

/** The codes of another shortener become names of the stories that they led to. */
export function addLinkImport(app: Hono, desk: Desk): void {
  addRoute(app, '/api/links/import', { POST: (c) => takeTable(app, c, desk) })
}

/** A row that was not taken, and why. */
type Left = LinkRow & { readonly reason: string }

/** A table of codes and addresses (1 MiB). Every row is counted, or listed under `left` with the reason. */
async function takeTable(app: Hono, c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const type = toMediaType(c)
  if (isJson(type)) return takeMovedLinks(c, desk)
  if (!['text/csv', 'text/plain', 'text/tab-separated-values'].includes(type)) {
    throw new RequestError(415, 'Send a table of code,url with Content-Type: text/csv.')
  }
  const { rows, broken } = parseLinkTable(new TextDecoder().decode(await readBody(c)))
  const routes = toRouteNames(app, desk)
  const left: Left[] = broken.map((row) => ({ ...row, reason: 'There is no code, or no address.' }))
  const outcomes: NameOutcome[] = []
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const named = rows.slice(at, at + AT_ONCE).flatMap((row) => toNamed(routes, row, left))
    outcomes.push(...(await takeRows(desk, named, left)))
    // Others follow links meanwhile.
    await desk.pause?.()
  }
  const count = (outcome: NameOutcome) => outcomes.filter((one) => one === outcome).length
  left.sort((a, b) => a.line - b.line)
  return answerJson({ added: count('added'), unchanged: count('there'), left })
}

/** Rows that are matched and stored together. */
const AT_ONCE = 500

async function takeRows(desk: Desk, named: readonly NamedRow[], left: Left[]): Promise<NameOutcome[]> {
  const asked = [...new Set(named.map(({ url }) => url))].map((url) => ({ url, ...toForms(desk, url) }))
  const found = await loadItemRows(desk.db, asked)
  const matched = named.flatMap((row) => toMatched(row, found.get(row.url), left))
  const outcomes = await giveNames(desk.db, matched, desk.now())
  const taken = matched.filter((_, index) => outcomes[index] === 'taken')
  left.push(...taken.map((row) => toLeft(row, TAKEN)))
  return outcomes
}

const TAKEN = 'The code, or one that looks or sounds the same, is taken and leads elsewhere.'

type NamedRow = LinkRow & { readonly name: string }

/** What shorteners make codes of. */
const PLAIN = /^[\w-]+$/

/** Codes that were given out can not be chosen anew, and below `/s/` none clashes with a route: only a name could deceive. */
function toNamed(routes: ReadonlySet<string>, row: LinkRow, left: Left[]): NamedRow[] {
  const judged = judgeAlias(row.code)
  const isSafe = 'name' in judged && (PLAIN.test(judged.name) || !routes.has(foldCode(judged.name)))
  if (isSafe) return [{ ...row, name: judged.name }]
  const fault = 'fault' in judged ? judged.fault : 'looks like an address of this service itself'
  left.push({ ...row, reason: `The code ${fault}.` })
  return []
}

function toMatched(row: NamedRow, item: number | undefined, left: Left[]): (NamedRow & GivenName)[] {
  if (item !== undefined) return [{ ...row, item }]
  left.push(toLeft(row, 'No story has this address.'))
  return []
}

function toLeft({ line, code, url }: LinkRow, reason: string): Left {
  return { line, code, url, reason }
}
