/** What an item says, as its fingerprint covers it: without what passes by itself, and what its source's noise names. */
import type { Content } from '../model/content.ts'
import type { Channel, ParsedItem } from '../model/model.ts'
import { toBeside } from './beside.ts'
import { toSteadyTitle } from './identity/figures.ts'
import type { ItemFacts } from './identity/fingerprint.ts'
import { type Noise, withoutNoise } from './identity/noise.ts'
import { toPage } from './identity/sessions.ts'
import { toCanonicalAddress } from './identity/url.ts'
import type { StoryText } from './story.ts'

export function toSaid(
  item: ParsedItem,
  content: Content,
  { facts, text }: StoryText,
  { hosts }: Channel,
  noise: Noise = [],
): ItemFacts {
  const { url } = content
  const title = toSteadyTitle(content.title)
  // Another scheme, slash, fragment or twin of the page is no move.
  const canonical = url && toCanonicalAddress(url, hosts)
  const address = canonical && !noise.includes('names') ? toPage(withoutNoise(canonical, noise)) : undefined
  const authors = item.authors.map(({ name }) => name)
  return { title, authors, facts, address, beside: toBeside(item, content, facts, hosts, noise), text }
}
