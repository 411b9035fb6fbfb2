/** What is answered of a draft: as it is now, with its version, or why there is none. */

import type { Context } from 'hono'
import { ParseError, RequestError } from '../../../errors.ts'
import type { WrittenStory } from '../../../model/draft.ts'
import type { Keep, Made } from '../../../store/access/receipts.ts'
import { type Draft, loadDraft } from '../../../store/desk/drafts.ts'
import type { Backend, WrittenOutcome } from '../../backend.ts'
import { answerCurrent, type Current, toVersionTag } from '../../conditions.ts'
import { toComingJson, toDraftJson } from './draft-fields.ts'

/** Where drafts are. */
export const DRAFTS = '/api/drafts'

/** Keeps a draft. @param how `again`: one that was handed in before is that draft */
export async function makeDraft(
  backend: Backend,
  story: WrittenStory,
  how: 'new' | 'again',
  keep: Keep,
): Promise<Made> {
  const written = { ...story, keep: ({ code }: { readonly code: string }) => keep(toMadeDraft(code, true)) }
  const { outcome, code } = await toReadable(() => backend.writeDraft(written, how))
  refuseThere(outcome, code)
  return toMadeDraft(code, outcome === 'added')
}

/** No story's id begins like this. */
const DRAFT = 'draft '

export function toMadeDraft(code: string, isNew: boolean): Made {
  return { name: `${DRAFT}${code}`, status: isNew ? 201 : 200 }
}

/** The code of the draft that was made; undefined where it was a story. */
export function findDraftCode(name: string): string | undefined {
  return name.startsWith(DRAFT) ? name.slice(DRAFT.length) : undefined
}

/** What can't be read is what was sent. */
export async function toReadable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ParseError)
      throw new RequestError(422, error.message, {}, { cause: error, kind: 'unreadable-document' })
    throw error
  }
}

function refuseThere(outcome: WrittenOutcome['outcome'], code: string): void {
  if (outcome === 'public') throw new RequestError(422, 'This story is public: withdraw it first.', { code })
  if (outcome === 'retracted') {
    throw new RequestError(
      409,
      'This story was retracted, and stays so until it is restored.',
      { code },
      { kind: 'withdrawn' },
    )
  }
}

/** Where to find it stands in Location. */
export async function answerDraftOf(c: Context, backend: Backend, code: string, status: number): Promise<Response> {
  const draft = await loadDraft(backend.db, code)
  if (draft === undefined) throw new RequestError(409, 'The draft was deleted or published meanwhile.', { code })
  return answerCurrent(c, toCurrentDraft(backend, draft), status, { Location: `${backend.base}${DRAFTS}/${code}` })
}

export type CurrentDraft = Current & { readonly draft: Draft }

/** Where it has no date, the month of the permalink that is proposed is the one that it is now. */
export function toCurrentDraft(backend: Backend, draft: Draft): CurrentDraft {
  const { version, updated } = draft
  const json = toDraftJson(backend, draft)
  const before = toDraftJson({ ...backend, now: () => updated }, draft)
  const beside = JSON.stringify(json) === JSON.stringify(before) ? undefined : json
  return { version, etag: toVersionTag(version, beside), json, draft }
}

/** The same for who may only see what is coming; a plain draft is not there for them. */
export function toComingDraft(backend: Backend, draft: Draft): Current | undefined {
  if (draft.publishAt === undefined) return undefined
  const json = toComingJson(backend, draft)
  return { version: draft.version, etag: toVersionTag(draft.version, json), json }
}
