/**
 * A feed in the form that suits who asks. Promises: a person in a browser gets a page that says how to subscribe, every
 * program the document.
 */

import type { Context } from 'hono'
import { toPlainTitle } from '../../clean/markup/plain.ts'
import type { Comment } from '../../model/content.ts'
import type { Correction, StoredItem } from '../../model/model.ts'
import { type Note, renderFeedPage } from '../../pages/feed.ts'
import type { Site } from '../../publish/facts.ts'
import type { Format } from '../../publish/formats.ts'
import { toCorrectionWords } from '../../publish/notes.ts'
import { toUtf8 } from '../../publish/safe.ts'
import type { DocumentHead } from '../../publish/view.ts'
import type { Backend } from '../backend.ts'
import { answerRecipe, type Recipe } from '../documents/documents.ts'
import { answerInLane } from '../lane/lane.ts'
import { toPermalinkPath, toSiteView, toTeasers } from '../site/page.ts'

/** What the page of a feed shows: any of the views that feeds are rendered from. Addresses absolute. */
type OpenedFeed = {
  readonly format: Format
  /** Whose feed it is; absent: of all channels. */
  readonly of?: string | undefined
  readonly title: string
  readonly description: string
  /** The address to subscribe to, in `format`. */
  readonly self: string
  readonly alternates: Readonly<Record<Format, string>>
  readonly items?: readonly StoredItem[]
  readonly comments?: readonly { readonly comment: Comment; readonly item: StoredItem }[]
  readonly corrections?: readonly Correction[]
}

/** A page that is read anyhow: more of a feed says nothing more about it. */
const MOST_SHOWN = 30
const LONGEST_NOTE = 300

/**
 * Whether a person opens the address in a browser. Only this header says so: feed readers send browsers' `Accept` and
 * `User-Agent` too, and none may ever be given the page. Fetch Metadata (W3C), section 2.1.
 */
function isForPerson(c: Context): boolean {
  return c.req.header('Sec-Fetch-Dest') === 'document'
}

/** A feed as a page, for the one who asked and nobody's cache. */
async function answerFeedPage(_: Context, backend: Backend, feed: OpenedFeed): Promise<Response> {
  const { title, description, self, alternates, items = [] } = feed
  const text = await renderFeedPage({
    site: toSiteView(backend, feed.of),
    title,
    description,
    address: self,
    feeds: { title, ...alternates },
    teasers: toTeasers(items.slice(0, MOST_SHOWN), backend),
    notes: toNotes(feed, backend).slice(0, MOST_SHOWN),
  })
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'private, no-store',
    Vary: 'Sec-Fetch-Dest',
  }
  return new Response(toUtf8(text), { headers })
}

function toNotes({ comments = [], corrections = [] }: OpenedFeed, site: Site): Note[] {
  return [
    ...comments.map(({ comment, item }) => ({
      author: comment.author,
      text: toExcerpt(comment.html),
      at: comment.at,
      title: item.content.title,
      path: `${toPermalinkPath(item)}#comments`,
    })),
    ...corrections.map((correction) => {
      const { title, said } = toCorrectionWords(correction, site)
      return { text: said, at: correction.at, title, path: toPermalinkPath(correction.item) }
    }),
  ]
}

/** Safe HTML as the beginning of its text. */
function toExcerpt(html: string): string {
  const text = toPlainTitle({ value: html, type: 'html' })
  return text.length > LONGEST_NOTE ? `${text.slice(0, LONGEST_NOTE).replace(/(?<!\S)\S+$/, '')}…` : text
}

/** How one feed is shown: to a person as a page, to a feed reader as a document. */
export type Plan<View extends DocumentHead> = Pick<Recipe, 'address' | 'mark'> & {
  readonly format: Format
  /** Whose feed it is; absent: of all channels. */
  readonly channel?: string
  /** @throws RequestError where there is no such feed */
  readonly view: () => Promise<View>
  readonly render: (view: View) => { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }
  /** When what it shows last changed, milliseconds since 1970. */
  readonly modified: (view: View) => Promise<number | undefined>
  /** Further targets of the Link header, by relation. */
  readonly links?: (view: View) => Readonly<Record<string, string | undefined>>
}

/** A feed: a page for a person who opens it in a browser, else the document, or 304. */
export async function answerPlan<View extends DocumentHead>(
  c: Context,
  backend: Backend,
  plan: Plan<View>,
): Promise<Response> {
  const { address, mark, format } = plan
  if (isForPerson(c)) {
    const show = async () => answerFeedPage(c, backend, { ...(await plan.view()), format, of: plan.channel })
    return answerInLane(c, backend, show)
  }
  const make = async () => {
    const view = await plan.view()
    const links = { self: view.self, hub: view.hub, ...plan.links?.(view) }
    return { ...plan.render(view), links, modified: () => plan.modified(view) }
  }
  return answerRecipe(c, backend, { address, mark, make })
}
