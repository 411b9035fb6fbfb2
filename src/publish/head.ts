import type { Person } from '../model/content.ts'
import type { DocumentHead } from './view.ts'

/** What the three formats say of a document; each writer only decides where it goes. */

/** Who stands for the whole document. */
export function toFeedAuthor({ channel }: DocumentHead): string {
  return channel.agency ?? channel.title
}

/** What items inherit of their document, and do not say again (RFC 4287 §4.2.1; JSON Feed 1.1, `authors`). */
export type Inherited = { readonly language: string; readonly author: string }

export function toInherited(view: DocumentHead): Inherited {
  return { language: toFeedLanguage(view), author: toFeedAuthor(view) }
}

/** Whether the authors are no others than the document's. */
export function isInherited(authors: readonly Person[], { author }: Inherited): boolean {
  const [first, ...others] = authors
  return others.length === 0 && first?.name === author && first.url === undefined && first.avatar === undefined
}

/** Several languages are `mul` (ISO 639-2). */
export function toFeedLanguage({ language }: DocumentHead): string {
  return language ?? 'mul'
}

/** The channel's own icon, else the service's. */
export function toFeedIcon({ channel, base }: DocumentHead): string {
  return channel.icon ?? `${base}/icon.png`
}

/** Where the list goes on: pages (RFC 5005 §3) and the archive (§4), by link relation. */
export function toPageLinks(view: DocumentHead): readonly (readonly [rel: string, href: string])[] {
  const links = [
    ['first', view.first],
    ['previous', view.previous],
    ['next', view.next],
    ['last', view.last],
    ['current', view.current],
    ['prev-archive', view.prevArchive],
    ['next-archive', view.nextArchive],
  ] as const
  return links.flatMap(([rel, href]) => (href === undefined ? [] : [[rel, href] as const]))
}

/**
 * A tag URI (RFC 4151) of what the document shows: it stays when the service moves, and is the same for any page,
 * part of the archive and number of items.
 */
export function toFeedId(view: DocumentHead): string {
  const { pathname, searchParams } = new URL(view.current ?? view.self)
  for (const name of ['limit', 'page', 'before']) searchParams.delete(name)
  const query = searchParams.toString()
  return `tag:${view.channel.tag}:${pathname}${query === '' ? '' : `?${query}`}`
}
