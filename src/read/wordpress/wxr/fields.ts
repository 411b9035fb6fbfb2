/** Fields of the elements of an export. */
import type { XmlElement } from '../../xml/namespace.ts'
import { isEnclosureKey, type Meta } from '../enclosures.ts'

/** The text of the first child of this name; undefined where there is none or it is blank. */
export function readChild(element: XmlElement, name: string): string | undefined {
  return element.children.find((one) => one.name === name)?.text.trim() || undefined
}

/** The few custom fields that are looked at; many others hold what is nobody's business. */
const KEYS: ReadonlySet<string> = new Set([
  '_thumbnail_id',
  '_wp_old_slug',
  '_wp_old_date',
  '_wp_attachment_image_alt',
  '_wpml_import_language_code',
  'cap-display_name',
  'cap-user_login',
])
const MOST = 20

export function readMeta(element: XmlElement): Meta {
  const meta = new Map<string, string[]>()
  for (const one of element.children) {
    if (one.name !== 'wp:postmeta') continue
    const [key, value] = [readChild(one, 'wp:meta_key'), readChild(one, 'wp:meta_value')]
    if (key && value && (KEYS.has(key) || isEnclosureKey(key)))
      meta.set(key, [...(meta.get(key) ?? []), value].slice(0, MOST))
  }
  return meta
}
