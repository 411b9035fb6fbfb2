/**
 * Lists for programs: the feeds as OPML, the stories as sitemaps. Promises: what they list is here, under its own address.
 */

import { toShownPictures } from '../clean/shown-pictures.ts'
import type { Channel, StoredItem } from '../model/model.ts'
import { type Site, toPermalink, toPublished, toRfc3339 } from './facts.ts'
import { toFeedFile } from './formats.ts'
import { element, renderXmlDocument, textElement, writeXml } from './safe.ts'

/**
 * The channels' feeds as a list that readers import (OPML 2.0). One format of each: who imports all of them reads
 * every story as often.
 */
export function renderOpml(title: string, channels: readonly Channel[], base: string): string {
  const outlines = channels.map((channel) =>
    element('outline', {
      // `rss` stands for any feed format in OPML.
      type: 'rss',
      text: channel.title,
      title: channel.title,
      description: channel.description,
      language: channel.language,
      htmlUrl: `${base}/?channel=${channel.id}`,
      xmlUrl: `${base}/${channel.id}/${toFeedFile('atom')}`,
    }),
  )
  const owner = channels.find(({ webMaster }) => webMaster !== undefined)?.webMaster
  const head =
    textElement('title', title) +
    textElement('ownerName', channels[0]?.agency ?? title) +
    textElement('ownerEmail', owner?.email) +
    textElement('docs', 'http://opml.org/spec2.opml')
  const body = element('head', {}, head) + element('body', {}, outlines.join(''))
  return renderXmlDocument(element('opml', { version: '2.0' }, body))
}

// What search engines are told there is (sitemaps.org, protocol 0.9): an index, its parts, and the news of two days
// (Google's news schema 0.9). All addresses absolute.

/** An address, when what stands there last changed, milliseconds since 1970, and the pictures there. */
type Listed = { readonly url: string; readonly updated: number; readonly pictures?: readonly string[] }

const NAMESPACE = { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' }
const PICTURED = { ...NAMESPACE, 'xmlns:image': 'http://www.google.com/schemas/sitemap-image/1.1' }
const NEWS = { ...PICTURED, 'xmlns:news': 'http://www.google.com/schemas/sitemap-news/0.9' }

/** Google News takes no more in one document. */
export const MOST_NEWS = 1_000

/** The parts of the whole. */
export function renderSitemapIndex(parts: readonly Listed[]): string {
  return renderXmlDocument(
    element('sitemapindex', NAMESPACE, parts.map((part) => renderListed('sitemap', part)).join('')),
  )
}

/** One part. */
export function renderSitemap(pages: readonly Listed[]): string {
  return renderXmlDocument(element('urlset', PICTURED, pages.map((page) => renderListed('url', page)).join('')))
}

/** The latest stories, newest first; those without any words cannot be in it. */
export function renderNewsSitemap(items: readonly StoredItem[], site: Site): string {
  const urls = items.slice(0, MOST_NEWS).map((item) => writeXml(item, (safe) => renderNews(safe, site)))
  return renderXmlDocument(element('urlset', NEWS, urls.join('')))
}

function renderListed(name: 'sitemap' | 'url', { url, updated, pictures = [] }: Listed): string {
  const place = textElement('loc', url) + textElement('lastmod', toRfc3339(updated))
  return element(name, {}, place + renderPictures(pictures))
}

function renderPictures(urls: readonly string[]): string {
  return urls.map((url) => element('image:image', {}, textElement('image:loc', url))).join('')
}

function renderNews(item: StoredItem, { base, channels }: Site): string {
  const { title, summary, language } = item.content
  const channel = channels.find(({ id }) => id === item.channel) ?? channels[0]
  const headline = title || summary.slice(0, 100)
  if (headline === '') return ''
  const publication =
    textElement('news:name', channel?.title) +
    textElement('news:language', toIsoLanguage(language ?? channel?.language))
  const news =
    element('news:publication', {}, publication) +
    textElement('news:publication_date', toRfc3339(toPublished(item))) +
    textElement('news:title', headline)
  const pictures = renderPictures(toShownPictures(item.content))
  return element('url', {}, textElement('loc', toPermalink(item, base)) + element('news:news', {}, news) + pictures)
}

/** ISO 639 alone, as Google asks; both its forms of Chinese have a country. */
function toIsoLanguage(tag = 'en'): string {
  const language = tag.toLowerCase()
  if (/^zh-(?:tw|hk|mo|hant)/.test(language)) return 'zh-tw'
  return language.startsWith('zh') ? 'zh-cn' : language.replace(/-.*$/s, '')
}
