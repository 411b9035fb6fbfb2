import { isolate } from '../clean/language/isolate.ts'
import type { Channel } from '../model/model.ts'
import { toRfc3339 } from './facts.ts'
import { FORMATS } from './formats.ts'
import { element, renderXmlDocument, textElement, writeXml } from './safe.ts'

/** What an editor has to look at: one sentence, and since when it is so. */
export type Fault = {
  /** What it is about: `source:aranews`, `file:story.txt`. */
  readonly subject: string
  readonly title: string
  readonly sentence: string
  readonly at: number
}

/** The faults as an Atom feed (RFC 4287), newest first. A fault that comes back is a new entry. */
export function renderFaults(faults: readonly Fault[], channel: Channel, base: string): string {
  const newest = faults.toSorted((a, b) => b.at - a.at)
  const head =
    textElement('id', `tag:${channel.tag}:faults`) +
    textElement('title', `${isolate(channel.title, 'ltr')}: what needs the editor`) +
    textElement('updated', toRfc3339(newest[0]?.at ?? 0)) +
    element('link', { rel: 'self', type: FORMATS.atom.mediaType, href: `${base}/api/faults.atom` }) +
    element('link', { rel: 'alternate', type: 'text/html', href: `${base}/` }) +
    element('author', {}, textElement('name', 'ara-feeds'))
  const entries = newest.map((fault) => writeXml(fault, (safe) => renderFault(safe, channel, base)))
  const attributes = { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'en' }
  return renderXmlDocument(element('feed', attributes, head + entries.join('')))
}

function renderFault({ subject, title, sentence, at }: Fault, channel: Channel, base: string): string {
  return element(
    'entry',
    {},
    textElement('id', `tag:${channel.tag}:fault:${encodeURIComponent(subject)}:${at}`) +
      textElement('title', title) +
      textElement('updated', toRfc3339(at)) +
      element('link', { rel: 'alternate', type: 'text/html', href: `${base}/` }) +
      textElement('content', sentence, { type: 'text' }),
  )
}
