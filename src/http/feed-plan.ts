import type { Context } from 'hono'
import type { DocumentHead, Format } from '../publish/view.ts'
import type { Desk } from './desk.ts'
import { answerRecipe, type Recipe } from './feed-document.ts'
import { answerFeedPage, isForPerson } from './feed-page.ts'

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
  desk: Desk,
  plan: Plan<View>,
): Promise<Response> {
  const { address, mark, format } = plan
  if (isForPerson(c)) return answerFeedPage(c, desk, { ...(await plan.view()), format, of: plan.channel })
  const make = async () => {
    const view = await plan.view()
    const links = { self: view.self, hub: view.hub, ...plan.links?.(view) }
    return { ...plan.render(view), links, modified: () => plan.modified(view) }
  }
  return answerRecipe(c, desk, { address, mark, make })
}
