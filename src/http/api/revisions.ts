/**
 * Every version of a story over the API, and what each changed. Promises: without the token no more than the page of a
 * story's versions shows; what a source only proposed is the editor's.
 */

import type { Context } from 'hono'
import * as v from 'valibot'
import type { Revision } from '../../model/history.ts'
import { toTextChanges } from '../../publish/difference.ts'
import { toPublished, toRfc3339 } from '../../publish/facts.ts'
import { toJsonItem } from '../../publish/json.ts'
import type { VersionedItem } from '../../store/feeds/feeds.ts'
import { loadRevisions } from '../../store/saving/edits.ts'
import { hasToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { type PageQuery, readPage, toPageJson } from '../lists/pages.ts'
import { answerJson, toChannel } from '../route.ts'
import { revisionList } from '../shapes/revision.ts'
import { toOthers } from './proposals.ts'

const LIST = {
  kind: 'revisions',
  name: 'revisions',
  members: revisionList.entries.revisions,
  place: v.tuple([v.number()]),
}

/** Oldest first. */
export async function answerRevisions(
  c: Context,
  backend: Backend,
  item: VersionedItem,
  query: PageQuery,
): Promise<Response> {
  const page = readPage(query, LIST)
  const [after = 0] = page.after ?? []
  const part = { after, limit: page.limit + 1, isShown: !hasToken(c, backend) }
  const found = await loadRevisions(backend.db, item.id, part)
  const [last] = after === 0 ? [] : await loadRevisions(backend.db, item.id, { until: after, limit: 1, isShown: true })
  return answerJson({
    id: item.id,
    ...toPageJson(c, backend, LIST, page, toPairs(found, last), {
      toJson: ({ revision, before }) => toRevisionJson(backend, item, revision, before),
      toPlace: ({ revision }): [number] => [revision.revision],
    }),
  })
}

type Pair = { readonly revision: Revision; readonly before: Revision | undefined }

/** Each with the one that readers were shown before it. */
function toPairs(revisions: readonly Revision[], last: Revision | undefined): Pair[] {
  let before = last
  return revisions.map((revision) => {
    const pair = { revision, before }
    if (!revision.proposed) before = revision
    return pair
  })
}

function toRevisionJson(backend: Backend, item: VersionedItem, revision: Revision, before: Revision | undefined) {
  const { at, by, note, proposed } = revision
  return {
    revision: revision.revision,
    // The first is as old as the story, however late it came here.
    at: toRfc3339(before === undefined && revision.revision === 1 ? toPublished(item) : at),
    by,
    ...(note === undefined ? {} : { note }),
    ...(proposed ? { proposed } : {}),
    ...(before === undefined ? {} : toChanges(backend, item, before, revision)),
  }
}

const KINDS = { gone: 'removed', new: 'added', same: 'same' } as const

/** `text`: paragraphs, and the headline; `members`: everything else that is another, before and after. */
function toChanges(backend: Backend, item: VersionedItem, before: Revision, after: Revision) {
  const text = toTextChanges(before.content, after.content)
  const [was, is] = [before, after].map(({ content }) => toNamed(backend, { ...item, content }))
  const others = toOthers(was ?? {}, is ?? {})
  const members = Object.keys(others).map((name) => [name, { before: was?.[name] ?? null, after: others[name] }])
  return {
    text: text.map((step) => ({ kind: KINDS[step.kind], text: step.text })),
    members: Object.fromEntries(members),
  }
}

/** The JSON item's members by their names, as in `_ara.dateline`; without the text. */
function toNamed(backend: Backend, item: VersionedItem): Readonly<Record<string, unknown>> {
  const { _ara, title, content_html, content_text, ...rest } = toJsonItem(
    item,
    backend.base,
    toChannel(backend, item.channel),
  )
  return { ...rest, ...Object.fromEntries(Object.entries(_ara).map(([name, value]) => [`_ara.${name}`, value])) }
}
