import type { Channel } from '../model/model.ts'
import { toFeedFile } from './formats.ts'
import { element, renderXmlDocument, textElement } from './xml.ts'

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
