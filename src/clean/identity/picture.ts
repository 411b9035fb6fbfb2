/**
 * By what a picture is known again, whatever size, format or server it is asked for in. Promises: two addresses of one
 * picture have one key where the shape of the address says so; nothing is fetched, and time is linear.
 */
import { toNormalAddress } from './url.ts'

/** Services that hand pictures on and have the picture's own address in theirs, with what has to stand before that. */
const ENVELOPES: readonly (readonly [envelope: RegExp, before: string])[] = [
  [/^https?:\/\/i[0-3]\.wp\.com\/([^?#]+)/i, 'https://'],
  [/^https?:\/\/[\w-]+\.cdn\.ampproject\.org\/ii?\/(?:w\d+\/)?s\/([^?#]+)/i, 'https://'],
  [/^https?:\/\/[^/]+\/cdn-cgi\/image\/[^/]+\/([^?#]+)/i, '/'],
  [/^https?:\/\/res\.cloudinary\.com\/[^/]+\/image\/fetch\/(?:[a-z]{1,3}_[^/]*\/)?([^?#]+)/i, '/'],
]
/** The same with the address in a parameter: Next.js, and a proxy that many readers use. */
const ENVELOPE_PATH = /^https?:\/\/(?:[^/?#]+\/_next\/image|images\.weserv\.nl\/?|wsrv\.nl\/?)\?/i

/** Where an address says the size, and what stands there of the picture itself. */
const SIZES: readonly (readonly [host: RegExp, size: RegExp, rest: string])[] = [
  [/(?:^|\.)(?:bp\.blogspot\.com|googleusercontent\.com|ggpht\.com)$/, /\/(?:[swh]\d+(?:-[\w-]*)?)(?=\/[^/]*$)/i, ''],
  [/(?:^|\.)(?:googleusercontent\.com|ggpht\.com)$/, /=[swh]\d+(?:-[\w-]*)?$/i, ''],
  [/(?:^|\.)(?:staticflickr|flickr)\.com$/, /_[sqtmnwzcblhk](?=\.\w+$)/, ''],
  [/^pbs\.twimg\.com$/, /(?:\.\w{3,4})?(?::\w+)?$/, ''],
  [/^(?:i|i\d|img)\.(?:ytimg|youtube)\.com$/, /\/(?:(?:maxres|hq|mq|sd)?default|hq720|[0-3])\.(?:jpg|webp)$/, ''],
  [/^(?:i|i\d|img)\.(?:ytimg|youtube)\.com$/, /^\/vi_webp\//, '/vi/'],
  [/^(?:miro|cdn-images-\d)\.medium\.com$/, /^.*\//, '/'],
  [/(?:^|\.)(?:media\.tumblr)\.com$/, /\/s\d+x\d+(?:_c\d)?(?=\/)|_(?:\d{2,4}|75sq)(?=\.\w+$)/g, ''],
  [/^ichef\.bbci\.co\.uk$/, /^\/(?:ace\/(?:standard|ws)|news|images\/ic)\/[\dx]+(?=\/)/, ''],
  [/^upload\.wikimedia\.org$/, /\/thumb(\/\w\/\w\w\/[^/]+)\/[^/]+$/, '$1'],
  [/^res\.cloudinary\.com$/, /\/upload\/(?:[a-z]{1,3}_[^/]*\/)+/, '/upload/'],
  // Mastodon keeps each of them in two sizes.
  [/./, /(\/media_attachments\/files\/[\d/]+)\/(?:original|small)(?=\/)/, '$1'],
  // WordPress: of the size, of the largest that it makes itself; Shopify and others by a word.
  [/./, /(?:-\d{2,5}x\d{2,5}|-scaled|-thumb(?:nail)?|-\d{2,4}w)(?=\.\w{2,5}$)/i, ''],
  [
    /./,
    /_(?:large|medium|small|thumb|thumbnail|grande|compact|pico|icon|original|full|\d{2,4}x(?:\d{2,4})?|x\d{2,4})(?=\.\w{2,5}$)/i,
    '',
  ],
]

/**
 * A picture's address without protocol, parameters and size; as WordPress and the services that many sites let pictures
 * be served by write that.
 */
export function toPictureKey(url: string): string {
  const { host, pathname } = toPlace(url)
  if (host === '') return withoutParameters(url)
  let path = pathname
  for (const [hosts, size, rest] of SIZES) if (hosts.test(host)) path = path.replace(size, rest)
  return `//${host}${path}`
}

/** The same picture from whichever of a network's hosts. */
export function toPicturePath(url: string): string {
  return toPictureKey(url).replace(/^\/\/[^/]*/, '')
}

/** Names of pictures' files; what has none is told apart by its parameters. */
const NAMED = /\.(?:jpe?g|jfif|png|gif|webp|avif|svg|bmp|heic|tiff?)(?:$|\/)/i
/** Parameters that say how a picture is to come, and not which. */
const MANNER =
  /^(?:w|h|wid|hei|width|height|maxwidth|maxheight|max-w|max-h|q|qlt|quality|fit|crop|resize|rect|auto|fm|fmt|format|name|dpr|s|sz|size|ssl|strip|zoom|v|ver|version|t|ts|time|timestamp|token|sig|signature|expires|hash|cb|rnd|random|usqp|blur|dl|op_\w+|scl|mode|scale|ixlib|utm_\w+)$/i

/**
 * As `toPictureKey`, but pictures that a program of their site hands out by number (`image.php?id=3`) are told apart.
 * Two of them may share the other key.
 */
export function toExactPictureKey(url: string): string {
  const key = toPictureKey(url)
  if (NAMED.test(key)) return key
  const said = [...(URL.parse(toInner(url))?.searchParams ?? [])].filter(([name]) => !MANNER.test(name))
  return said.length === 0
    ? key
    : `${key}?${said
        .map((pair) => pair.join('='))
        .sort()
        .join('&')}`
}

function toPlace(url: string): Pick<URL, 'host' | 'pathname'> {
  return URL.parse(toInner(url)) ?? { host: '', pathname: '' }
}

/** How often one service may hand on what another hands on. */
const DEEPEST = 3

function toInner(url: string): string {
  let inner = toNormalAddress(url)
  for (let depth = 0; depth < DEEPEST; depth++) {
    const next = openEnvelope(inner)
    if (next === undefined) break
    inner = next
  }
  return inner
}

function openEnvelope(url: string): string | undefined {
  if (ENVELOPE_PATH.test(url)) return toAddress(URL.parse(url)?.searchParams.get('url') ?? '', url, 'https://')
  for (const [envelope, before] of ENVELOPES) {
    const inside = envelope.exec(url)?.[1]
    if (inside !== undefined) return toAddress(inside, url, before)
  }
  return undefined
}

function toAddress(inside: string, around: string, before: string): string | undefined {
  const plain = /^https?%3a/i.test(inside) ? inside.replace(/%3a/i, ':').replace(/%2f/gi, '/') : inside
  const isWhole = /^(?:https?:)?\//i.test(plain)
  return plain === '' ? undefined : URL.parse(isWhole ? plain : before + plain, around)?.href
}

function withoutParameters(url: string): string {
  return toNormalAddress(url)
    .replace(/^https?:/i, '')
    .replace(/[?#].*$/s, '')
}
