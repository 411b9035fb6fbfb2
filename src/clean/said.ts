/** What an item says, as its fingerprint covers it: without what passes by itself, and what its source's noise names. */
import { type Content, PRESS_LINES } from '../model/content.ts'
import type { Channel, ParsedItem } from '../model/model.ts'
import { isFigures, withoutFigures } from './identity/figures.ts'
import { type BesideFacts, type FingerprintFacts, type ItemFacts, toPicturePath } from './identity/fingerprint.ts'
import { type Noise, withoutNoise } from './identity/noise.ts'
import { toPage } from './identity/sessions.ts'
import { toCanonicalAddress } from './identity/url.ts'
import { isDrawn, type StoryText } from './story.ts'

export function toSaid(
  item: ParsedItem,
  content: Content,
  { facts, text }: StoryText,
  { hosts }: Channel,
  noise: Noise = [],
): ItemFacts {
  const { url } = content
  const title = withoutFigures(content.title)
  // Another scheme, slash, fragment or twin of the page is no move.
  const canonical = url && toCanonicalAddress(url, hosts)
  const address = canonical && !noise.includes('names') ? toPage(withoutNoise(canonical, noise)) : undefined
  const authors = item.authors.map(({ name }) => name)
  return { title, authors, facts, address, beside: toBeside(item, content, facts, hosts, noise), text }
}

/** What stands beside a text that has these facts. */
function toBeside(
  { contributors }: ParsedItem,
  content: Content,
  { pictures }: FingerprintFacts,
  hosts: readonly string[],
  noise: Noise,
): BesideFacts {
  const { summary, contentText, image, attachments, categories, externalUrl, language } = content
  const picture = noise.includes('pictures') ? undefined : image
  const files = [picture, ...attachments].flatMap((file) => (file === undefined ? [] : toPicturePath(file.url)))
  const about = externalUrl === undefined ? undefined : toCanonicalAddress(externalUrl, hosts)
  const said = isDrawn(summary, contentText) ? '' : summary
  return {
    summary: said
      .split('\n')
      .filter((line) => !isFigures(line.trim()))
      .join('\n'),
    lines: [...toBesideLines(content, noise), ...(contributors ?? []).map(({ name }) => `contributor ${name}`)],
    tags: categories.map(({ name, label }) => label ?? name),
    files: files.filter((file) => !pictures.includes(file)),
    about: about ?? '',
    language: language?.toLowerCase() ?? '',
  }
}

function toBesideLines(content: Content, noise: Noise): string[] {
  const { rights, places, image } = content
  // The words of the main picture are shown before the story's own.
  const words = noise.includes('pictures')
    ? { caption: undefined, credit: undefined }
    : { caption: image?.caption ?? content.caption, credit: image?.credit ?? content.credit }
  const lines = Object.fromEntries(PRESS_LINES.map((name) => [name, content[name]]))
  return [
    ...Object.entries({ ...lines, ...words, rights }).flatMap(([name, line]) =>
      line === undefined ? [] : `${name} ${line}`,
    ),
    ...places.map(({ slug }) => `place ${slug}`),
  ]
}
