/** A feed's item with the text of its page. Promises: what the feed says of it stays; the page fills the gaps. */
import { type Stage, toStaged } from '../clean/identity/fingerprint.ts'
import { toAbsoluteAddress } from '../clean/identity/url.ts'
import type { Picture, Text } from '../model/content.ts'
import type { Item, ParsedItem, Received } from '../model/model.ts'

/**
 * The item as received, with the article's text for its own, and what else the feed does not say. The feed's summary
 * stays one; names and fingerprint are those of the feed's item, so that the next poll knows it again.
 * @param url the page's own address
 * @param stage `missing` where the article is one of before
 */
export function toWhole(item: Item, article: ParsedItem, url: string, stage: Stage = 'whole'): Received {
  const { item: listed, context } = item.received
  const base = toAbsoluteAddress(article.base ?? '', url) ?? url
  const { identities } = item
  const fingerprint = toStaged(item.fingerprint, stage)
  return {
    item: { ...toFilled(listed, article, base), ...toTexts(listed, article, base) },
    context: { ...context, identities, fingerprint },
  }
}

/** Date and authors of the feed are the better ones: pages print those of the site and of other stories too. */
function toFilled(listed: ParsedItem, article: ParsedItem, base: string): ParsedItem {
  return {
    ...listed,
    ...given({
      title: isEmpty(listed.title) ? article.title : listed.title,
      published: listed.published ?? article.published,
      modified: listed.modified ?? article.modified,
      language: listed.language ?? article.language,
    }),
    authors: listed.authors.length > 0 ? listed.authors : article.authors,
    ...(listed.pictures.length > 0 ? {} : toPictured(article, base)),
  }
}

function toTexts(listed: ParsedItem, article: ParsedItem, base: string): Pick<ParsedItem, 'content' | 'summary'> {
  const summary = [listed.summary, listed.content, article.summary].find((text) => !isEmpty(text))
  const { content } = article
  return given({
    summary,
    content: content && { ...content, base: toAbsoluteAddress(content.base ?? '', base) ?? base },
  })
}

function isEmpty(text: Text | undefined): boolean {
  return text === undefined || text.value.trim() === ''
}

function toPictured({ pictures, spares = [] }: ParsedItem, base: string): Pick<ParsedItem, 'pictures' | 'spares'> {
  const absolute = spares.flatMap((url) => toAbsoluteAddress(url, base) ?? [])
  return { pictures: toPictures(pictures, base), ...(absolute.length > 0 ? { spares: absolute } : {}) }
}

function toPictures(pictures: readonly Picture[], base: string): Picture[] {
  return pictures.flatMap((picture) => {
    const url = toAbsoluteAddress(picture.url, base)
    return url === undefined ? [] : [{ ...picture, url }]
  })
}

/** Without the fields that have no value. */
function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}
