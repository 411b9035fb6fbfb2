/** Files that were uploaded to a WordPress (attachments), and what texts show of them. */
import type { Picture } from '../../model/content.ts'
import { decodeText, toAttributeMarkup, toMarkup } from '../xml/entity.ts'

/** One that posts show, or that has a page of its own. */
export type File = {
  readonly id: number
  readonly url: string
  /** The number of the post that it was uploaded to; 0 for none. */
  readonly parent: number
  /** Its place among the files of that post. */
  readonly order: number
  /** Its own page. */
  readonly link?: string
  readonly type?: string
  readonly caption?: string
  readonly alt?: string
  readonly title?: string
}

type Kind = 'image' | 'audio' | 'video'

/** By the ends of their names; what is none of these is a document. */
const ENDINGS: readonly (readonly [Kind, RegExp])[] = [
  ['image', /\.(?:jpe?g|png|gif|webp|avif|bmp)(?:$|[?#])/i],
  ['audio', /\.(?:mp3|m4a|m4b|ogg|oga|opus|wav|flac|aac|wma)(?:$|[?#])/i],
  ['video', /\.(?:mp4|m4v|webm|ogv|mov|avi|wmv|mpe?g|mkv|3gp)(?:$|[?#])/i],
]

export function toFileKind(url: string): Kind | undefined {
  return ENDINGS.find(([, ending]) => ending.test(url))?.[0]
}

/** As the main picture of a post. */
export function toFilePicture({ url, caption, alt }: File): Picture {
  return { url, ...(caption ? { caption } : {}), ...(alt ? { alt } : {}) }
}

export function renderFile(file: File): string {
  const kind = toFileKind(file.url)
  const url = toAttributeMarkup(file.url)
  if (kind === undefined) return `<p><a href="${url}">${toMarkup(file.title ?? file.url)}</a></p>`
  const shown = kind === 'image' ? `<img src="${url}"${toAlt(file)}>` : `<${kind} controls src="${url}"></${kind}>`
  return `<figure>${shown}${file.caption ? `<figcaption>${toMarkup(file.caption)}</figcaption>` : ''}</figure>`
}

function toAlt({ alt }: File): string {
  return alt ? ` alt="${toAttributeMarkup(alt)}"` : ''
}

/** A caption, which is HTML, as plain text. */
export function toPlainCaption(html: string | undefined): string | undefined {
  const text = html?.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ')
  return text ? decodeText(text).trim() || undefined : undefined
}
