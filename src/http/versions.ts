import type { Context } from 'hono'
import type { StoredItem } from '../model.ts'
import { renderVersions } from '../pages/versions.ts'
import { toPermalink } from '../publish/facts.ts'
import { loadRevisions } from '../store/edits.ts'
import type { Desk } from './desk.ts'
import { answerPage, toSite } from './page.ts'
import { toPath } from './teasers.ts'

/** The page with every version of a story that readers were shown; what a source only proposed is none. */
export async function answerVersions(c: Context, desk: Desk, item: StoredItem): Promise<Response> {
  const revisions = (await loadRevisions(desk.db, item.id)).filter(({ proposed }) => !proposed)
  const { title, summary, language, direction } = item.content
  const text = await renderVersions({
    site: toSite(desk, item.channel),
    title: title || summary.slice(0, 80),
    path: toPath(item),
    canonical: toPermalink(item, desk.base),
    language,
    direction,
    versions: revisions.map(({ at, note, content }) => ({ at, note, title: content.title, text: content.contentText })),
  })
  return answerPage(c, text)
}
