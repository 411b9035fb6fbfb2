/**
 * The shortcodes of WordPress itself as the pictures, players and links that they stand for; those of plug-ins, which
 * nobody here can fill, as what stands between them. Linear in time.
 */
import { toAttributeMarkup } from '../xml/entity.ts'
import { type File, renderFile, toFileKind } from './files.ts'

/** The files that a text can show. */
export type Files = {
  readonly find: (id: number) => File | undefined
  /** Those that were uploaded to a post, in their order; without a number to this one. */
  readonly of: (post?: number) => readonly File[]
}

export const NO_FILES: Files = { find: () => undefined, of: () => [] }

const OWN =
  /(?<!\[)\[(caption|wp_caption|gallery|embed|youtube|vimeo|audio|video|playlist)\b([^[\]]{0,2000})\](?!\])(?:([^[]{0,10000})\[\/\1\])?/gi
const ATTRIBUTE = /([\w-]{1,40})\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'\]]{1,2000}))/g
const MEDIA = /^\s*(?:<a\b[^<>]{0,2000}>\s*)?<img\b[^<>]{0,4000}>\s*(?:<\/a>)?/i
const ADDRESS = /https?:\/\/[^\s"'<>\]]{1,2000}/

/** The text with its shortcodes as HTML. */
export function renderShortcodes(text: string, files: Files): string {
  const shown = text.replace(OWN, (_, name: string, attributes: string, content: string | undefined) =>
    renderOwn(name.toLowerCase(), { raw: attributes, named: toAttributes(attributes), content: content ?? '' }, files),
  )
  return dropForeign(shown)
}

type Shortcode = { readonly raw: string; readonly named: ReadonlyMap<string, string>; readonly content: string }

function toAttributes(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      double ?? single ?? bare ?? '',
    ]),
  )
}

function renderOwn(name: string, code: Shortcode, files: Files): string {
  switch (name) {
    case 'caption':
    case 'wp_caption':
      return renderCaption(code)
    case 'gallery':
      return findFiles(code, files, 'image').map(renderFile).join('')
    case 'playlist':
      return findFiles(code, files, code.named.get('type') === 'video' ? 'video' : 'audio')
        .map(renderFile)
        .join('')
    case 'audio':
    case 'video':
      return renderPlayer(name, code, files)
    default:
      return renderEmbed(ADDRESS.exec(`${code.raw} ${code.content}`)?.[0])
  }
}

/** The text stands after the picture, or in older posts in `caption="…"`. */
function renderCaption({ content, named }: Shortcode): string {
  const media = MEDIA.exec(content)?.[0] ?? ''
  const text = content.slice(media.length).trim() || (named.get('caption') ?? '')
  if (media === '') return content
  return `<figure>${media.trim()}${text === '' ? '' : `<figcaption>${text}</figcaption>`}</figure>`
}

/** Those that are named, else all of a kind that were uploaded to the post. */
function findFiles({ named }: Shortcode, files: Files, kind: ReturnType<typeof toFileKind>): readonly File[] {
  const ids = toNumbers(named.get('ids') ?? named.get('include'))
  if (ids.length > 0) return ids.map(files.find).filter((file) => file !== undefined)
  const left = new Set(toNumbers(named.get('exclude')))
  const [post] = toNumbers(named.get('id'))
  return files.of(post).filter(({ id, url }) => toFileKind(url) === kind && !left.has(id))
}

function toNumbers(list = ''): number[] {
  return list
    .split(',', 500)
    .map((one) => Number(one))
    .filter((number) => Number.isSafeInteger(number) && number > 0)
}

/** Of an address, else of what was uploaded to the post. */
function renderPlayer(name: 'audio' | 'video', { named, raw }: Shortcode, files: Files): string {
  const url =
    [...named].find(([key, value]) => key !== 'poster' && /^https?:\/\//.test(value))?.[1] ?? ADDRESS.exec(raw)?.[0]
  if (url !== undefined) return `<${name} controls src="${toAttributeMarkup(url)}"></${name}>`
  const [file] = files.of().filter((one) => toFileKind(one.url) === name)
  return file === undefined ? '' : renderFile(file)
}

/** An address that stood for what is there: a recording as its player, anything else as a link to its page. */
export function renderEmbed(url: string | undefined): string {
  if (url === undefined) return ''
  const kind = toFileKind(url)
  const address = toAttributeMarkup(url)
  if (kind === 'audio' || kind === 'video') return `\n\n<${kind} controls src="${address}"></${kind}>\n\n`
  return `\n\n<a href="${address}">${address}</a>\n\n`
}

/** What looks like a shortcode: brackets around a name, and whatever stands behind it. */
const ANY = /(?<!\[)\[(\/?)([a-z][\w-]{1,60})((?:\s[^[\]]{0,2000})?)\/?\](?!\])/gi
/** Without attributes or an end only these are shortcodes: `[sic]` is somebody's word. */
const BARE: ReadonlySet<string> = new Set(
  `ad ads adsense ad_unit adrotate addtoany advads breadcrumb comments contact contact-form contact-form-7 do_widget
  gads google_ad jetpack-related-posts mc4wp_form newsletter newsletter_form powerpress podcast_player podcast_subscribe
  post_views ratings recent_posts related_posts sharethis share sharify_buttons sitemap social_share ssba starrating
  subscribe subscribe2 tableofcontents toc wp_ad_camp wpdiscuz wp-polls yarpp zilla_likes`
    .split(/\s+/)
    .flatMap((name) => [name, name.replaceAll('_', '-')]),
)

function dropForeign(text: string): string {
  if (!text.includes('[')) return text
  const ended = new Set([...text.matchAll(ANY)].flatMap(([, slash, name = '']) => (slash ? [name.toLowerCase()] : [])))
  return text
    .replace(ANY, (whole, slash: string, name: string, attributes: string) => {
      const known = name.toLowerCase()
      const isCode = slash !== '' || ended.has(known) || BARE.has(known) || /[\w-]=["'\w“”]/.test(attributes)
      return isCode ? '' : whole
    })
    .replace(/\[(\[[a-z][\w-][^[\]]{0,2000}\])\]/gi, '$1')
}
