import type { ClickKind } from '../store/clicks.ts'

/** Programs that show a link to those who talk about it. */
const PREVIEWS =
  /facebookexternalhit|facebot|facebookcatalog|meta-external|twitterbot|slackbot|slack-imgproxy|discordbot|telegrambot|whatsapp|linkedinbot|skypeuripreview|viber|pinterest(?:bot|\/\d)|embedly|iframely|redditbot|vkshare|mastodon|pleroma|misskey|akkoma|cardyb|bluesky|flipboardproxy|tumblr|snap url preview|line-poker|kakaotalk-scrap|google-pagerenderer|outbrain|bitlybot|preview/i
/** Programs that say that they are some. */
const BOTS =
  /(?<!\bcu)bot(?:\b|_)|crawl|spider|slurp|scrape|archiver|monitor|uptime|pingdom|lighthouse|headless|feedfetcher|feedburner|validator|checker|mediapartners|wappalyzer|nutch|^(?:go-http-client|java|okhttp|libwww-perl|apache-httpclient)/i
const AHEAD = /prefetch|prerender|preview/i

/** What a request says of who sends it. Nothing of it is kept. */
export type Visit = { readonly method: string; readonly header: (name: string) => string | undefined }

/**
 * The kind of visitor, by what programs say of themselves: what says nothing counts as people. A browser that fetches
 * a page ahead is no click.
 */
export function toClickKind({ method, header }: Visit): ClickKind {
  if (method === 'HEAD') return 'heads'
  const agent = header('user-agent')?.slice(0, 400) ?? ''
  if (PREVIEWS.test(agent)) return 'previews'
  if (BOTS.test(agent)) return 'bots'
  const purpose = header('sec-purpose') ?? header('purpose') ?? header('x-purpose') ?? header('x-moz')
  return purpose !== undefined && AHEAD.test(purpose) ? 'previews' : 'people'
}

const REFERRER = /^https?:\/\/(?:[^/?#@]*@)?([a-z0-9.-]{1,253}(?::\d{1,5})?)(?:[/?#]|$)/i

/** The host of the page that a visitor came from; undefined where none is named. */
export function toReferringHost({ header }: Visit): string | undefined {
  const referrer = header('referer')
  return referrer === undefined ? undefined : REFERRER.exec(referrer.slice(0, 600))?.[1]?.toLowerCase()
}
