/** What readers see of a story beside its headline and text, as its fingerprint covers it. */
import { type Content, type Picture, PRESS_LINES } from '../model/content.ts'
import type { ParsedItem } from '../model/model.ts'
import { isFigures } from './identity/figures.ts'
import type { BesideFacts, FingerprintFacts } from './identity/fingerprint.ts'
import type { Noise } from './identity/noise.ts'
import { toPicturePath } from './identity/picture.ts'
import { toCanonicalAddress } from './identity/url.ts'
import { isAttachedPicture } from './pictures.ts'
import { isDrawn } from './story.ts'

/** What stands beside a text that has these facts. */
export function toBeside(
  { contributors }: ParsedItem,
  content: Content,
  { pictures }: FingerprintFacts,
  hosts: readonly string[],
  noise: Noise,
): BesideFacts {
  const { summary, contentText, image, attachments, categories, externalUrl, language } = content
  const all = [...(image === undefined ? [] : [image]), ...(content.pictures ?? [])]
  const shown = all.map(({ url }) => toPicturePath(url))
  const isDrawnByLot = noise.includes('pictures')
  const attached = attachments.filter((file) => !isDrawnByLot || !isAttachedPicture(file))
  const files = attached.map(({ url }) => toPicturePath(url))
  const about = externalUrl === undefined ? undefined : toCanonicalAddress(externalUrl, hosts)
  return {
    summary: isDrawn(summary, contentText) ? '' : withoutFigureLines(summary),
    lines: [...toBesideLines(content), ...(contributors ?? []).map(({ name }) => `contributor ${name}`)],
    words: isDrawnByLot ? [] : toBesideWords(content, all),
    tags: categories.map(({ name, label }) => label ?? name),
    // Their order does not matter: some sources show another one first at each poll.
    pictures: isDrawnByLot ? [] : shown.filter((key) => !pictures.includes(key)),
    files: files.filter((key) => !pictures.includes(key) && !shown.includes(key)),
    about: about ?? '',
    language: language?.toLowerCase() ?? '',
  }
}

/** Figures grow by themselves. */
function withoutFigureLines(summary: string): string {
  const lines = summary.split('\n')
  return lines.filter((line) => !isFigures(line.trim())).join('\n')
}

/** The words of the main picture are shown before the story's own. */
function toBesideWords({ image, caption, credit }: Content, all: readonly Picture[]): string[] {
  const own = [image?.caption ?? caption, image?.credit ?? credit]
  const words = [...own, ...all.flatMap((picture) => [picture.caption, picture.credit, picture.alt])]
  return words.filter((line) => line !== undefined)
}

function toBesideLines(content: Content): string[] {
  const { rights, places } = content
  const { caption, credit, ...lines } = Object.fromEntries(PRESS_LINES.map((name) => [name, content[name]]))
  return [
    ...Object.entries({ ...lines, rights }).flatMap(([name, line]) => (line === undefined ? [] : `${name} ${line}`)),
    ...places.map(({ slug }) => `place ${slug}`),
  ]
}
