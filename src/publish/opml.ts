import type { Channel } from '../model.ts'
import { element, renderDocument, textElement } from './xml.ts'

/** The channels' feeds as a list that readers import (OPML 2.0). */
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
      xmlUrl: `${base}/${channel.id}/feed.atom`,
    }),
  )
  const head = element('head', {}, textElement('title', title))
  return renderDocument(element('opml', { version: '2.0' }, head, element('body', {}, ...outlines)))
}
