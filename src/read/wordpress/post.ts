/**
 * What REST and exports have in common of a post: the addresses it was ever shown under, whether it is public, and its
 * text as WordPress keeps it, made the HTML that its pages show: blank lines are paragraphs (`wpautop`), line ends are
 * breaks, and the shortcodes of WordPress itself are the pictures, players and links they stand for.
 */
import type { Picture } from '../../model/content.ts'
import { decodeText, toAttributeMarkup } from '../xml/entity.ts'

/** The picture of an attachment's number, where the export has it. */
type FindPicture = (id: number) => Picture | undefined

const SHORTCODE =
  /\[(caption|wp_caption|gallery|embed|youtube|audio|video|playlist)\b([^[\]]{0,2000})\](?:([^[]{0,10000})\[\/\1\])?/gi
const ATTRIBUTE = /([\w-]{1,40})\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})')/g
/** Page builders put their layout into the text. */
const LAYOUT = /\[\/?(?:vc|et_pb|fusion|su|av)_[\w-]{1,60}(?:\s[^[\]]{0,2000})?\]/gi
const MARKS = /<!--\s*(?:more|nextpage|noteaser)\b[^<>]{0,200}-->/gi
const MEDIA = /^\s*(?:<a\b[^<>]{0,2000}>\s*)?<img\b[^<>]{0,4000}>\s*(?:<\/a>)?/i

/** Posts and comments as stored → HTML, still to be cleaned. Linear in time. */
export function toWordPressHtml(raw: string, findPicture: FindPicture = () => undefined): string {
  const text = raw.replace(/\r\n?/g, '\n').replace(MARKS, '\n\n').replace(LAYOUT, '')
  const shown = text.replace(SHORTCODE, (_, name: string, attributes: string, content: string | undefined) =>
    renderShortcode(name.toLowerCase(), toAttributes(attributes), attributes, content ?? '', findPicture),
  )
  // The block editor writes its paragraphs itself.
  return shown.includes('<!-- wp:') ? shown : toParagraphs(shown)
}

type Attributes = ReadonlyMap<string, string>

function toAttributes(text: string): Attributes {
  return new Map(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [name.toLowerCase(), double ?? single ?? '']),
  )
}

function renderShortcode(
  name: string,
  attributes: Attributes,
  raw: string,
  content: string,
  findPicture: FindPicture,
): string {
  switch (name) {
    case 'caption':
    case 'wp_caption':
      return renderCaption(attributes, content)
    case 'gallery':
      return renderGallery(attributes, findPicture)
    case 'audio':
    case 'video':
      return renderPlayer(name, attributes)
    case 'playlist':
      return ''
    default: {
      const url = /https?:\/\/[^\s"'<>\]]{1,2000}/.exec(`${raw} ${content}`)?.[0]
      return url === undefined ? '' : `\n\n<a href="${toAttributeMarkup(url)}">${toAttributeMarkup(url)}</a>\n\n`
    }
  }
}

/** The text stands after the picture, or in older posts in `caption="…"`. */
function renderCaption(attributes: Attributes, content: string): string {
  const media = MEDIA.exec(content)?.[0] ?? ''
  const text = content.slice(media.length).trim() || (attributes.get('caption') ?? '')
  if (media === '') return content
  return `<figure>${media.trim()}${text === '' ? '' : `<figcaption>${text}</figcaption>`}</figure>`
}

function renderGallery(attributes: Attributes, findPicture: FindPicture): string {
  const ids = (attributes.get('ids') ?? attributes.get('include') ?? '').split(',', 200).map(Number)
  return ids.map((id) => renderPicture(findPicture(id))).join('')
}

function renderPicture(picture: Picture | undefined): string {
  if (picture === undefined) return ''
  const caption = picture.caption === undefined ? '' : `<figcaption>${picture.caption}</figcaption>`
  return `<figure><img src="${toAttributeMarkup(picture.url)}">${caption}</figure>`
}

function renderPlayer(name: 'audio' | 'video', attributes: Attributes): string {
  const url = [...attributes].find(([key, value]) => key !== 'poster' && /^https?:\/\//.test(value))?.[1]
  return url === undefined ? '' : `<${name} controls src="${toAttributeMarkup(url)}"></${name}>`
}

/** Elements that stand beside paragraphs, and end them. */
const BLOCKS =
  'address article aside audio blockquote center dd details div dl dt fieldset figcaption figure footer form h[1-6] header hr iframe li main nav ol p pre script section style summary table tbody td tfoot th thead tr ul video'.replaceAll(
    ' ',
    '|',
  )
const BLOCK_TAG = new RegExp(`<(/?)(${BLOCKS})\\b[^<>]*>`, 'gi')
/** In these, and outside of all, text is set in paragraphs. */
const HOLDERS: ReadonlySet<string> = new Set(['', 'article', 'aside', 'blockquote', 'center', 'div', 'main', 'section'])
/** In these text stays as it is. */
const VERBATIM: ReadonlySet<string> = new Set(['pre', 'script', 'style'])
const EMPTY: ReadonlySet<string> = new Set(['hr'])
const DEEPEST = 200

/** What `wpautop` does, in one pass: text between block tags becomes paragraphs where such may stand. */
function toParagraphs(text: string): string {
  const parts: string[] = []
  const open: string[] = []
  let from = 0
  for (const { 0: tag, 1: slash, 2: name = '', index } of text.matchAll(BLOCK_TAG)) {
    parts.push(renderText(text.slice(from, index), open.at(-1) ?? ''), tag)
    from = index + tag.length
    trackOpen(open, name.toLowerCase(), slash === '/')
  }
  parts.push(renderText(text.slice(from), open.at(-1) ?? ''))
  return parts.join('')
}

/** Keeps the stack of open block elements; a stray end tag changes nothing. */
function trackOpen(open: string[], name: string, isEnd: boolean): void {
  if (EMPTY.has(name)) return
  if (!isEnd) {
    if (open.length < DEEPEST) open.push(name)
    return
  }
  const at = open.lastIndexOf(name)
  if (at >= 0) open.length = at
}

function renderText(text: string, within: string): string {
  if (text.trim() === '' || VERBATIM.has(within)) return text
  if (!HOLDERS.has(within)) return toBreaks(text)
  return text
    .split(/\n[^\S\n]*\n\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => `<p>${toBreaks(part)}</p>\n`)
    .join('')
}

/** Line ends become breaks, but not those within tags or right after a break. */
function toBreaks(text: string): string {
  return text
    .split(/(<[^<>]*>)/)
    .map((part, index, all) => {
      if (index % 2 === 1 || !part.includes('\n')) return part
      const rest = /^<br\b/i.test(all[index - 1] ?? '') ? part.replace(/^\s*\n/, '') : part
      return rest.replace(/(?:(?<![^\S\n])[^\S\n]+)?\n(?!$)/g, '<br>\n')
    })
    .join('')
}

/** A picture's caption, which is HTML, as plain text. */
export function toPlainCaption(html: string | undefined): string | undefined {
  const text = html?.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ')
  return text ? decodeText(text).trim() || undefined : undefined
}

// The addresses under which WordPress ever showed a post.

type PostNames = {
  readonly id: string
  /** The site's own address, with the folder it lies in. */
  readonly site: string | undefined
  /** The name in its permalink and those it had before, as stored. */
  readonly slugs: readonly string[]
  /** The days it was dated to, in the site's own time: `2015-06-04 12:20:00`. */
  readonly dates: readonly (string | undefined)[]
}

/**
 * `?p=ID`, and for each name `/2015/06/name/` and `/name/`: WordPress leads all of them to the post,
 * whatever form of permalink the site has.
 */
export function toOldAddresses({ id, site, slugs, dates }: PostNames): string[] {
  if (site === undefined || !/^https?:\/\//i.test(site)) return []
  const base = site.replace(/[?#].*$/s, '').replace(/\/{1,9}$/, '')
  const months = dates.map((date) => /^(\d{4})-(\d\d)/.exec(date ?? '')).filter((date) => date !== null)
  const folders = new Set(months.map(([, year, month]) => `/${year}/${month}`))
  const named = slugs.flatMap((slug) => {
    const name = /^[^/?#\s]{1,400}$/.test(slug) ? slug : undefined
    return name === undefined ? [] : [...[...folders].map((folder) => `${base}${folder}/${name}/`), `${base}/${name}/`]
  })
  return [`${base}/?p=${id}`, ...named]
}

/** A name as people read it: outside ASCII it is stored percent-encoded. */
export function toPlainSlug(stored: string): string {
  try {
    return decodeURIComponent(stored)
  } catch (error) {
    if (error instanceof URIError) return stored
    throw error
  }
}

// Posts of a WordPress that are not public: left out, and told of.

/** Statuses under which somebody wrote something and does not show it, or not yet; others are no posts. */
const WITHHELD: ReadonlySet<string> = new Set(['draft', 'future', 'pending', 'private'])

/** Why a post is left out, in a word; undefined where it is none of those. */
export function toWithheld(status: string | undefined, isLocked: boolean): string | undefined {
  if (status !== undefined && WITHHELD.has(status)) return status
  return status === 'publish' && isLocked ? 'behind a password' : undefined
}

/** What a document says of them. No headline: warnings of a source are shown to everybody. */
export function toWithheldWarnings(words: readonly string[]): string[] {
  if (words.length === 0) return []
  const kinds = [...new Set(words)].sort().join(', ')
  const posts =
    words.length === 1 ? 'A post was left out because it is' : `${words.length} posts were left out because they are`
  return [`${posts} not public: ${kinds}.`]
}
