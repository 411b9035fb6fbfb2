/**
 * What callers may say of a source, and what they are shown of it. Promises: a slip is refused by the name of its
 * field; no secret is shown, and without the token no more than a title, a host and a health.
 */

import * as v from 'valibot'
import { RequestError } from '../../../errors.ts'
import type { PollState, Source } from '../../../model/model.ts'
import { toSecretHold } from '../../../model/request.ts'
import { addedSource, changedSource, type SourceOptions, sourceOptions } from '../../../model/settings.ts'
import { withoutMissing } from '../../../publish/extension.ts'
import { toRfc3339 } from '../../../publish/facts.ts'
import type { Backend } from '../../backend.ts'
import { words } from '../../body.ts'

/** A title in words that XML can hold. */
const title = v.pipe(words, sourceOptions.title)

/** What callers say of a source, added or changed. */
export const postedSource = v.object({ ...addedSource.entries, title: v.exactOptional(title) })
export const sourcePatch = v.object({ ...changedSource.entries, title: v.exactOptional(v.nullable(title)) })

const OPTIONS = Object.keys(sourceOptions) as (keyof SourceOptions)[]

/** What changes how a source is read: such a change reads it anew. */
export const HOW_READ = OPTIONS.filter((name) => !['title', 'retryAfter', 'tags'].includes(name))

/** Members that we say of a source, and nobody else: sent back, they are ignored. */
export const SOURCE_TOLD = [
  'declared',
  'rank',
  'health',
  'due',
  'polled_at',
  'succeeded_at',
  'outcome',
  'failures',
  'fault',
].concat('fault_since', 'interval_minutes', 'warnings', 'hubs', 'adopted_url', 'moved_to', 'left_out')

export function isTold(name: string): boolean {
  return SOURCE_TOLD.includes(name)
}

/** Its channel stays. */
export function isToldOfChanged(name: string): boolean {
  return name === 'channel' || isTold(name)
}

type Selectors = {
  readonly page?: object | null
  readonly article?: object | null
  readonly json?: { readonly in?: string } | null
}

/** Refuses selectors that are none. @throws RequestError 422 naming each */
export function refuseSelectors({ page, article, json }: Selectors, isSelector: Backend['isSelector']): void {
  const all = [...toSelectors('page', page ?? {}), ...toSelectors('article', article ?? {}), ...toWithin(json)]
  const wrong = all.filter(([, text]) => !isSelector(text))
  const errors = wrong.map(([field, text]) => ({ field, detail: `${field} is no CSS selector: “${text}”.` }))
  const [first] = errors
  if (first !== undefined) throw new RequestError(422, first.detail, { field: first.field, errors })
}

function toWithin(json: Selectors['json']): [string, string][] {
  return json?.in === undefined ? [] : [['json.in', json.in]]
}

/** The name of each selector, as in `article.remove.0`, and the selector. */
function toSelectors(name: string, fields: object): [string, string][] {
  return Object.entries(fields).flatMap(([key, value]) =>
    Array.isArray(value)
      ? value.map((text, index): [string, string] => [`${name}.${key}.${index}`, String(text)])
      : [[`${name}.${key}`, String(value)]],
  )
}

/** Refuses an address that a source has already. @throws RequestError 409 naming that source */
export function refuseAddress(sources: readonly Source[], url: string): void {
  const there = sources.find((source) => source.url === url || toSame(source.url) === toSame(url))
  if (there === undefined) return
  throw new RequestError(409, `This address is the source ${there.id} already.`, { field: 'url', id: there.id })
}

/** The same address in the two forms people type. */
function toSame(url: string): string {
  return new URL(url).href.replace(/\/$/, '')
}

/** A source and its health as lists show them: all of it to the editor; to anybody else that it is there, and well. */
export function toSourceJson(
  source: Source,
  polled: PollState | undefined,
  trusted: boolean,
): Readonly<Record<string, unknown>> {
  const { title, ...health } = toHealthJson(source, polled, trusted)
  const settings = toSettingsJson(source, polled, trusted)
  return withoutMissing({ ...settings, title: settings.title ?? title, ...health })
}

/** What is set of a source. Addresses and how they are asked may be a key, so that they are the editor's alone. */
export function toSettingsJson(
  source: Source,
  state: PollState | undefined,
  trusted: boolean,
): Readonly<Record<string, unknown>> {
  const { id, channel, title, url, declared, rank } = source
  if (!trusted) return withoutMissing({ id, channel, title, host: URL.parse(url)?.host })
  const options = Object.fromEntries(OPTIONS.filter((name) => name !== 'title').map((name) => [name, source[name]]))
  return withoutMissing({ id, channel, title, url, declared, rank, ...options, paused: state?.paused ?? false })
}

/** How a source is doing, which every poll may change; `title`: what its document calls itself. A fault may name a partner. */
export function toHealthJson(
  source: Source,
  polled: PollState | undefined,
  trusted: boolean,
): Readonly<Record<string, unknown>> {
  const state = toToldState(source, polled)
  const open = { title: state?.title, health: toHealth(state) }
  if (!trusted) return withoutMissing(open)
  const moves = { adopted_url: state?.adoptedUrl, moved_to: state?.movedTo }
  return withoutMissing({ ...open, ...toHistory(state), fault: state?.fault, ...moves })
}

function toHealth(state: PollState | undefined): string {
  if (state?.gone) return 'gone'
  if (state?.paused) return 'paused'
  if (state?.held) return 'held'
  if (state?.fault !== undefined) return 'failing'
  return state?.polledAt === undefined ? 'new' : 'ok'
}

function toHistory(state: PollState | undefined): Readonly<Record<string, unknown>> {
  if (state === undefined) return {}
  return {
    due: toTime(state.due),
    polled_at: toTime(state.polledAt),
    succeeded_at: toTime(state.succeededAt),
    outcome: state.outcome,
    failures: state.failures,
    fault_since: toTime(state.faultSince),
    interval_minutes: toInterval(state),
    left_out: state.leftOut,
    warnings: state.warnings,
    hubs: state.hubs,
  }
}

/** Nothing is polled less often than daily, but for what is never polled. */
const LONGEST = 30 * 86_400_000

function toInterval({ due, polledAt }: PollState): number | undefined {
  return polledAt === undefined || due < polledAt || due - polledAt > LONGEST
    ? undefined
    : Math.round((due - polledAt) / 60_000)
}

/** A time too large for a date is a source that is never due. */
function toTime(time: number | undefined): string | undefined {
  return time === undefined || Math.abs(time) > 8.64e15 ? undefined : toRfc3339(time)
}

/** How polling a source stands, as the editor is told: one that may not be asked is held, whatever was remembered of it before. */
export function toToldState(source: Source, state: PollState | undefined): PollState | undefined {
  const fault = toSecretHold(source, true)
  if (fault === undefined) return state
  const before = state ?? { source: source.id, due: 0, paused: false, gone: false, failures: 0 }
  return { ...before, held: true, fault, faultSince: before.faultSince ?? before.polledAt ?? before.due }
}
