/**
 * Players as links to the page that they play. Promises: only hosts that are known, so that no address in a story runs
 * anything.
 */

import { isHttpAddress } from '../identity/url.ts'

/** A video or sound of a known host: its own page, and its picture where the id gives one. */
type Embed = { readonly url: string; readonly picture?: string }

type Reader = (url: URL) => Embed | undefined

/** The page of a player's address (`iframe`, `embed`, `object`), where the host is known. */
export function toEmbed(address: string): Embed | undefined {
  const url = URL.parse(address)
  if (!url) return undefined
  const host = url.hostname.replace(/^(?:www|m)\./, '')
  return READERS.get(host)?.(url)
}

const READERS: ReadonlyMap<string, Reader> = new Map(
  Object.entries({
    'youtube.com': toYoutube,
    'youtube-nocookie.com': toYoutube,
    'youtu.be': (url) => toYoutubeVideo(url.pathname.slice(1), url),
    'player.vimeo.com': toVimeo,
    'vimeo.com': (url) => toPage(url, /^\/(\d+)/, 'https://vimeo.com/'),
    'dailymotion.com': (url) =>
      toDailymotion(/^\/(?:embed\/)?(?:video|swf)\/(?:video\/)?([a-z0-9]+)/i.exec(url.pathname)?.[1]),
    'geo.dailymotion.com': (url) => toDailymotion(url.searchParams.get('video') ?? undefined),
    'w.soundcloud.com': (url) => toParameter(url, 'url'),
    'facebook.com': (url) => (url.pathname.startsWith('/plugins/') ? toParameter(url, 'href') : undefined),
    'platform.twitter.com': (url) => toTweet(url.searchParams.get('id')),
    'twitter.com': (url) => toTweet(/\/(?:status|tweet)\/(\d+)/.exec(url.pathname)?.[1]),
    'x.com': (url) => toTweet(/\/(?:status|tweet)\/(\d+)/.exec(url.pathname)?.[1]),
    'twitframe.com': (url) => toParameter(url, 'url'),
    'instagram.com': (url) => toPage(url, /^\/((?:p|reel|tv)\/[\w-]+)\/embed/, 'https://www.instagram.com/', '/'),
    'tiktok.com': (url) => toPage(url, /^\/(?:embed(?:\/v2)?|player\/v1)\/(\d+)/, 'https://www.tiktok.com/@/video/'),
    'open.spotify.com': (url) => toPage(url, /^\/embed(?:-podcast)?\/(\w+\/\w+)/, 'https://open.spotify.com/'),
    'embed.podcasts.apple.com': (url) => toPage(url, /^(\/.+)/, 'https://podcasts.apple.com'),
    'embed.music.apple.com': (url) => toPage(url, /^(\/.+)/, 'https://music.apple.com'),
    'embed.ted.com': (url) => toPage(url, /^\/(talks\/[\w/]+)/, 'https://www.ted.com/'),
    'archive.org': (url) => toPage(url, /^\/embed\/([\w.-]+)/, 'https://archive.org/details/'),
    'streamable.com': (url) => toPage(url, /^\/(?:[eos]\/)?([a-z0-9]+)/i, 'https://streamable.com/'),
    'mixcloud.com': (url) => toPath(url, 'feed', 'https://www.mixcloud.com'),
    'player-widget.mixcloud.com': (url) => toPath(url, 'feed', 'https://www.mixcloud.com'),
    'bandcamp.com': toBandcamp,
    'rutube.ru': (url) => toPage(url, /^\/(?:play\/)?embed\/(\w+)/, 'https://rutube.ru/video/', '/'),
    'rumble.com': (url) => toPage(url, /^\/(embed\/\w+)/, 'https://rumble.com/', '/'),
    'play.acast.com': (url) => ({ url: url.href }),
    'embed.acast.com': (url) => toPage(url, /^(\/.+)/, 'https://play.acast.com/s'),
    'coub.com': (url) => toPage(url, /^\/embed\/(\w+)/, 'https://coub.com/view/'),
    't.me': (url) => toPage(url, /^(\/\w+\/\d+)/, 'https://t.me'),
  }),
)

function toYoutube(url: URL): Embed | undefined {
  const list = url.searchParams.get('list')
  const id = url.searchParams.get('v') ?? /^\/(?:embed|v|e|shorts|live)\/([\w-]+)/.exec(url.pathname)?.[1]
  if (id !== undefined && id !== 'videoseries') return toYoutubeVideo(id, url)
  return list && /^[\w-]+$/.test(list) ? { url: `https://www.youtube.com/playlist?list=${list}` } : undefined
}

function toYoutubeVideo(id: string, url: URL): Embed | undefined {
  const known = /^[\w-]{6,20}/.exec(id)?.[0]
  const start = /^\d+/.exec(url.searchParams.get('start') ?? url.searchParams.get('t') ?? '')?.[0]
  if (!known) return undefined
  const moment = start ? `&t=${start}` : ''
  return {
    url: `https://www.youtube.com/watch?v=${known}${moment}`,
    picture: `https://i.ytimg.com/vi/${known}/hqdefault.jpg`,
  }
}

function toVimeo(url: URL): Embed | undefined {
  const id = /^\/video\/(\d+)/.exec(url.pathname)?.[1]
  const secret = url.searchParams.get('h')
  if (!id) return undefined
  return { url: `https://vimeo.com/${id}${secret && /^\w+$/.test(secret) ? `/${secret}` : ''}` }
}

function toDailymotion(id: string | undefined): Embed | undefined {
  if (!id || !/^[a-z0-9]+$/i.test(id)) return undefined
  return {
    url: `https://www.dailymotion.com/video/${id}`,
    picture: `https://www.dailymotion.com/thumbnail/video/${id}`,
  }
}

function toTweet(id: string | null | undefined): Embed | undefined {
  return id && /^\d+$/.test(id) ? { url: `https://twitter.com/i/status/${id}` } : undefined
}

/** Bandcamp's player names the album in its path: `/EmbeddedPlayer/album=1/…`. */
function toBandcamp(url: URL): Embed | undefined {
  return url.pathname.startsWith('/EmbeddedPlayer') ? { url: url.href } : undefined
}

function toPage(url: URL, path: RegExp, page: string, end = ''): Embed | undefined {
  const id = path.exec(url.pathname)?.[1]
  return id ? { url: `${page}${id}${end}` } : undefined
}

function toParameter(url: URL, name: string): Embed | undefined {
  const value = url.searchParams.get(name)
  return value && isHttpAddress(value) ? { url: new URL(value).href } : undefined
}

function toPath(url: URL, name: string, site: string): Embed | undefined {
  const path = url.searchParams.get(name)
  return path?.startsWith('/') && !path.startsWith('//') ? { url: `${site}${encodeURI(path)}` } : undefined
}
