/** A file that was uploaded, as its item in an export says it. */
import { decodeText } from '../../xml/entity.ts'
import type { XmlElement } from '../../xml/namespace.ts'
import { type File, toPlainCaption } from '../files.ts'
import { readChild, readMeta } from './fields.ts'

/** Undefined where the item names none. */
export function readFile(element: XmlElement): File | undefined {
  const [id, url] = [readCount(element, 'wp:post_id'), readChild(element, 'wp:attachment_url')]
  if (id === 0 || url === undefined) return undefined
  const caption = toPlainCaption(readChild(element, 'excerpt:encoded'))
  const alt = readMeta(element).get('_wp_attachment_image_alt')?.[0]
  const [link, title] = [readChild(element, 'link'), readChild(element, 'title')]
  return {
    id,
    url,
    parent: readCount(element, 'wp:post_parent'),
    order: readCount(element, 'wp:menu_order'),
    ...(link ? { link } : {}),
    ...(caption ? { caption } : {}),
    ...(alt ? { alt: decodeText(alt) } : {}),
    ...(title ? { title: decodeText(title) } : {}),
  }
}

function readCount(element: XmlElement, name: string): number {
  const text = readChild(element, name) ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : 0
}
