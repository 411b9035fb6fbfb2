/** Sitemaps (sitemaps.org) and Google's news sitemaps, read as feeds: what they list are the items. */
import { ParseError } from '../errors.ts'
import type { DocumentOrigin } from '../model/document.ts'
import type { ParsedFeed, ParsedItem } from '../model/model.ts'
import {
  addCategory,
  addPicture,
  type ItemBuilder,
  newFeed,
  newItem,
  put,
  readLanguage,
  splitWords,
  toParsedItem,
} from './builder.ts'
import { createDates, type Dates } from './date/date.ts'
import { readTextConstruct } from './feed/constructs.ts'
import type { XmlElement } from './xml/namespace.ts'
import { toVocabulary } from './xml/vocabulary.ts'
import { readXml } from './xml/xml.ts'

const VOCABULARY = toVocabulary({
  stream: 'urlset sitemapindex',
  item: 'url sitemap',
  group: 'news:news news:publication image:image',
  text: `loc lastmod changefreq priority news:title news:publication_date news:name news:language news:keywords
    image:loc image:caption image:title`,
})

/** Reads a sitemap; addresses are items. @throws ParseError for an index of sitemaps, which lists no pages */
export function parseSitemap(text: string, origin: DocumentOrigin = {}): ParsedFeed {
  const dates = createDates(origin)
  const feed = newFeed('sitemap')
  const maps: string[] = []
  readXml(text, VOCABULARY, {
    take: (element) => {
      const address = find(element, 'loc')
      if (!address) return
      if (element.name === 'sitemap') maps.push(address)
      else feed.items.push(readAddress(element, address, dates))
    },
  })
  if (maps.length > 0 && feed.items.length === 0) {
    throw new ParseError(`The document is an index of ${maps.length} sitemaps, not a feed; the first is ${maps[0]}.`)
  }
  return feed
}

function find(element: XmlElement | undefined, name: string): string | undefined {
  return element?.children.find((one) => one.name === name)?.text.trim() || undefined
}

function readAddress(element: XmlElement, address: string, dates: Dates): ParsedItem {
  const item = newItem()
  item.url = address
  put(item, 'modified', dates.toDate(find(element, 'lastmod')))
  const news = element.children.find((one) => one.name === 'news:news')
  if (news) readNews(item, news, dates)
  for (const image of element.children) {
    const url = image.name === 'image:image' ? find(image, 'image:loc') : undefined
    const caption = find(image, 'image:caption') ?? find(image, 'image:title')
    if (url) addPicture(item.pictures, { url, ...(caption ? { caption } : {}) })
  }
  return toParsedItem(item)
}

function readNews(item: ItemBuilder, news: XmlElement, dates: Dates): void {
  const title = news.children.find((one) => one.name === 'news:title')
  // Escaped twice as often as in RSS, by the same plugins.
  put(item, 'title', title && readTextConstruct(title, 'text', true))
  put(item, 'published', dates.toDate(find(news, 'news:publication_date')))
  const publication = news.children.find((one) => one.name === 'news:publication')
  put(item, 'language', readLanguage(find(publication, 'news:language')))
  for (const word of splitWords(find(news, 'news:keywords') ?? '')) addCategory(item.categories, word)
}
