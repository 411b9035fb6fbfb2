import slugify from 'slugify'
import { toSafeText } from './text.ts'

const LENGTH = 80

// Bundlers disagree on what the default of a CommonJS package is; Node's has `default` on it.
// slugify's one table of letters, widened once and never touched again.
const transliterate = slugify.default ?? slugify
transliterate.extend({
  ڵ: 'l',
  ڕ: 'r',
  ۆ: 'o',
  ێ: 'e',
  ە: 'e',
  ڤ: 'v',
  ھ: 'h',
  ئ: '',
  ک: 'k',
  گ: 'g',
  ی: 'y',
  ى: 'a',
  ة: 'a',
  چ: 'ch',
  پ: 'p',
  ژ: 'zh',
  ء: '',
  ؤ: 'w',
})

/** ASCII for an address: lower-case letters, digits and hyphens, at most 80 of them; '' when nothing is left (Chinese). */
export function toSlug(text: string): string {
  const plain = toSafeText(text.slice(0, 1000)).replace(/[\u200b-\u200f\u064b-\u0652\u0640]/g, '')
  const slug = transliterate(plain.replace(/[^\p{L}\p{M}\p{N}'’]+/gu, ' '), { lower: true, strict: true })
  return cut(slug.replace(/-{2,}/g, '-').replace(/^-|-$/g, ''))
}

/** Cut at a hyphen, so that no half word is left. */
function cut(slug: string): string {
  if (slug.length <= LENGTH) return slug
  const end = slug.lastIndexOf('-', LENGTH)
  return slug.slice(0, end > 0 ? end : LENGTH)
}
