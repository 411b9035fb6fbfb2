import type { Content } from '../../model/content.ts'
import type { ParsedItem } from '../../model/model.ts'
import { isDrawn } from '../story.ts'
import { type BesideFacts, type FingerprintFacts, toPictureKey } from './fingerprint.ts'
import { toCanonicalAddress } from './url.ts'

/** What stands beside a text that has these facts. */
export function toBeside(
  { contributors }: ParsedItem,
  content: Content,
  { pictures }: FingerprintFacts,
  hosts: readonly string[],
): BesideFacts {
  const { summary, contentText, image, attachments, categories, externalUrl, language } = content
  const files = [image, ...attachments].flatMap((file) => (file === undefined ? [] : toPictureKey(file.url)))
  const about = externalUrl === undefined ? undefined : toCanonicalAddress(externalUrl, hosts)
  return {
    summary: isDrawn(summary, contentText) ? '' : summary,
    lines: [...toLines(content), ...(contributors ?? []).map(({ name }) => `contributor ${name}`)],
    tags: categories.map(({ name, label }) => label ?? name),
    files: files.filter((file) => !pictures.includes(file)),
    about: about ?? '',
    language: language?.toLowerCase() ?? '',
  }
}

function toLines({ caption, credit, dateline, agency, source, rights, places, image }: Content): string[] {
  const words = { caption: image?.caption ?? caption, credit: image?.credit ?? credit }
  const lines = Object.entries({ ...words, dateline, agency, source, rights })
  return [
    ...lines.flatMap(([name, line]) => (line === undefined ? [] : `${name} ${line}`)),
    ...places.map(({ slug }) => `place ${slug}`),
  ]
}
