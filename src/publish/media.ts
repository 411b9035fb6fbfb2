/** Media RSS and Dublin Core, for RSS and Atom alike. Promises: what the one says of a story the other says too. */

import type { Attachment, Picture } from '../model/content.ts'
import { toFileType } from './media-type.ts'
import { element, escapeText, isTakenForHtml, textElement } from './safe.ts'
import type { Story } from './story.ts'
import type { FeedNote } from './view.ts'

/** Media RSS 1.5.1, the same in RSS and Atom: recordings, and the pictures with what is said of them. */
export function renderMedia({ content, picture }: Story): string {
  const { attachments, pictures = [] } = content
  const recordings = attachments.length === 0 ? '' : renderRecordings(attachments)
  if (picture === undefined) return recordings
  const { url } = picture
  return (
    recordings +
    renderPicture(picture) +
    element('media:thumbnail', { url, ...toSize(picture) }) +
    pictures.map(renderPicture).join('')
  )
}

/**
 * The description is the caption, and where there is none the alternative text, as Mastodon has it. That is a text
 * besides, so that a reader of our own documents tells the two apart.
 */
function renderPicture(picture: Picture): string {
  const { url, type, caption, alt, credit } = picture
  const inside =
    mediaText('media:description', caption ?? alt) + textElement('media:credit', credit) + mediaText('media:text', alt)
  return element('media:content', { url, type, medium: 'image', ...toSize(picture) }, inside)
}

function toSize({ width, height }: Picture) {
  return { width: width || undefined, height: height || undefined }
}

/** The same recording in several encodings (`talk.mp3`, `talk.ogg`) is a group. */
function renderRecordings(files: readonly Attachment[]): string {
  const stems = new Map<string, Attachment[]>()
  for (const file of files) {
    if (!hasMore(file)) continue
    const stem = file.url.replace(/\.[a-z0-9]{2,4}$/i, '')
    stems.set(stem, [...(stems.get(stem) ?? []), file])
  }
  return [...stems.values()]
    .map((group) => {
      const inside = group.map(toRecording).join('')
      return group.length > 1 ? element('media:group', {}, inside) : inside
    })
    .join('')
}

/** What an enclosure cannot say. Pictures have their own element. */
function hasMore(file: Attachment): boolean {
  const type = toFileType(file)
  return /^(?:audio|video)\//.test(type) || (!type.startsWith('image/') && (file.title ?? file.duration) !== undefined)
}

function toRecording(file: Attachment): string {
  const type = toFileType(file)
  const medium = /^(?:audio|video)(?=\/)/.exec(type)?.[0] ?? 'document'
  const attributes = { url: file.url, fileSize: file.size || undefined, type, medium, duration: file.duration }
  return element('media:content', attributes, mediaText('media:title', file.title))
}

/** Plain, unless that could be taken for HTML. */
function mediaText(name: string, text: string | undefined): string {
  if (text === undefined || text === '') return ''
  return isTakenForHtml(text)
    ? textElement(name, escapeText(text), { type: 'html' })
    : textElement(name, text, { type: 'plain' })
}

/** What the agency prints around a story, in Dublin Core's terms, and where it is from; the same in RSS and Atom. */
export function renderPress({ content, spot }: Story): string {
  const { dateline, agency, source, origin } = content
  return (
    textElement('dc:coverage', dateline) +
    textElement('dc:publisher', agency) +
    // Beside the publication an item was taken from, the source that its last line names is another thing.
    textElement(origin === undefined ? 'dc:source' : 'dc:relation', source) +
    (spot === undefined ? '' : textElement('georss:point', `${spot.latitude} ${spot.longitude}`)) +
    textElement('georss:featureName', spot?.name)
  )
}

/** What a note answers (RFC 4685), the same in RSS and Atom. */
export function renderReplies(inReplyTo: FeedNote['inReplyTo']): string {
  return inReplyTo.map(({ ref, href }) => element('thr:in-reply-to', { ref, href, type: 'text/html' })).join('')
}
