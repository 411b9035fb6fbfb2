/**
 * Moves of a source: by redirects for good, and by what its document says (`itunes:new-feed-url`). Promises: one is
 * followed once it has held for a week, to https of the same address at once; what only a document says, only with
 * proof (proof.ts). Pure.
 */
import type { PollState, Source } from '../model/model.ts'
import type { DocumentAnswer } from '../net/fetch.ts'
import { mayAdopt, toSourceUrl } from './request.ts'

const DAY = 24 * 3_600_000
const WEEK = 7 * DAY

type MovedState = {
  readonly [Name in 'adoptedUrl' | 'movedTo' | 'movedSince' | 'etag' | 'lastModified']?: PollState[Name]
}

/** `said`: a document says so; what the address has to show for it is `proof`, which is undefined where nobody has looked. */
export type Move = { readonly said?: string | undefined; readonly proof?: boolean | undefined }

/** Where a document says that its source is now; undefined where that is where it was found, or http of the same. */
export function toSaidMove(
  source: Source,
  state: PollState,
  said: string | undefined,
  base: string,
): string | undefined {
  const target = said === undefined ? undefined : toBare(said, base)
  const current = toBare(toSourceUrl(source, state))
  if (target === undefined || target === current || target === toBare(base)) return undefined
  return target.replace(/^http:/, 'https:') === current ? undefined : target
}

/** Absolute, without user name, password and fragment; undefined where it is no http(s) address. */
export function toBare(address: string, base?: string): string | undefined {
  if (!URL.canParse(address, base)) return undefined
  const url = new URL(address, base)
  url.username = ''
  url.password = ''
  url.hash = ''
  return /^https?:$/.test(url.protocol) ? url.href : undefined
}

/** The state's members that a move changes, after an answer. */
export function toMove(
  source: Source,
  state: PollState,
  answer: DocumentAnswer,
  { said, proof }: Move,
  now: number,
): { readonly [Name in keyof MovedState]: MovedState[Name] | undefined } {
  const { permanentUrl } = answer
  const target = permanentUrl ?? said
  if (target === undefined || !mayAdopt(source, target)) return { movedTo: undefined, movedSince: undefined }
  const since = state.movedTo === target ? (state.movedSince ?? now) : now
  const isHeld =
    permanentUrl === undefined ? isMoveDue(source, state, target, now) : answer.isUpgrade || now - since >= WEEK
  const adopted = { adoptedUrl: target, movedTo: undefined, movedSince: undefined }
  if (isHeld && permanentUrl !== undefined) return adopted
  // What the one server said of its document is not what the other will.
  if (isHeld && proof === true) return { ...adopted, etag: undefined, lastModified: undefined }
  // Looked at again tomorrow.
  if (isHeld && proof === false) return { movedTo: target, movedSince: now - WEEK + DAY }
  return { movedTo: target, movedSince: since }
}

/** Whether a move that is only said is to be looked at. */
export function isMoveDue(source: Source, state: PollState, target: string, now: number): boolean {
  if (state.movedTo === target && state.movedSince !== undefined) return now - state.movedSince >= WEEK
  return toSourceUrl(source, state).replace(/^http:/, 'https:') === target
}
