/**
 * Counts clicks in memory until they are written together. Promises: counting takes no time worth naming, waits for
 * nothing, and takes a bounded amount of memory however many links are followed from however many hosts.
 */
import { isBot } from 'isbot'
import type { Db } from '../store/db.ts'
import {
  type ClickedOriginal,
  type ClickGroup,
  type ClickKind,
  type Counted,
  OTHERS,
  saveClicks,
  settleClicks,
} from '../store/links/clicks.ts'

export type ClickCounter = {
  /** One link was followed. `original`: the original that it led to. */
  readonly count: (code: string, visit: Visit, now: number, original?: ClickedOriginal) => void
  /** What was counted first, as much of it as goes into one write or message; undefined when there is nothing. */
  readonly take: () => Counted | undefined
  /** Counted clicks that wait to be written. */
  readonly size: () => number
  /** Puts back what could not be written. */
  readonly putBack: (counted: Counted) => void
}

/** Counted clicks alike, one code each. */
type Open = Omit<ClickGroup, 'codes' | 'clicks'> & { codes: string[]; characters: number }

const DAY = 86_400_000
/** Counted clicks that are kept at once: those beyond it are not counted. */
const MOST_CLICKS = 500_000
/** Hosts that are told apart until the next write. */
const MOST_HOSTS = 10_000
const MOST_WANTED = 10_000
/** Characters of a group of codes: what is added to the sums at once takes a millisecond or two. */
const GROUP = 4_000
/** Characters of all that is taken at once: in UTF-8 a message of a queue holds them. */
const CHARACTERS = 20_000
/** Groups that are taken at once, and originals. */
const AT_ONCE = 100

/** A counter with nothing counted yet. */
export function createClickCounter(): ClickCounter {
  const open = new Map<string, Open>()
  // Text, that is: a list of codes would be moved about in memory until it is written.
  const full: ClickGroup[] = []
  const wanted = new Map<number, string>()
  let size = 0
  const close = (key: string, { codes, characters, ...group }: Open) => {
    open.delete(key)
    full.push({ ...group, clicks: codes.length, codes: JSON.stringify(codes) })
  }
  return {
    count: (code, visit, now, original) => {
      if (size >= MOST_CLICKS) return
      const day = Math.floor(now / DAY)
      const kind = toClickKind(visit)
      const named = kind === 'people' ? toReferringHost(visit) : undefined
      const host = named !== undefined && open.size >= MOST_HOSTS ? OTHERS : named
      const key = `${day} ${kind} ${host ?? ''}`
      const group = open.get(key) ?? toOpen(day, kind, host)
      if (group.codes.length === 0) open.set(key, group)
      group.codes.push(code)
      group.characters += code.length + 3
      size++
      if (group.characters >= GROUP) close(key, group)
      if (kind === 'people' && original && wanted.size < MOST_WANTED) wanted.set(original.item, original.url)
    },
    take: () => {
      if (full.length === 0) for (const [key, group] of open) close(key, group)
      const groups = full.splice(0, countFitting(full))
      for (const { clicks } of groups) size -= clicks
      const originals = takeWanted(wanted)
      return groups.length === 0 && originals.length === 0 ? undefined : { groups, wanted: originals }
    },
    size: () => size,
    putBack: (counted) => {
      full.push(...counted.groups)
      for (const { clicks } of counted.groups) size += clicks
      for (const { item, url } of counted.wanted) wanted.set(item, url)
    },
  }
}

function toOpen(day: number, kind: ClickKind, host: string | undefined): Open {
  return { day, kind, ...(host === undefined ? {} : { host }), codes: [], characters: 0 }
}

/** How many of the first groups are taken together: one at least. */
function countFitting(groups: readonly ClickGroup[]): number {
  let characters = 0
  const over = groups.slice(0, AT_ONCE).findIndex(({ codes, host = '' }) => {
    characters += codes.length + host.length
    return characters > CHARACTERS
  })
  return over < 0 ? AT_ONCE : Math.max(over, 1)
}

function takeWanted(wanted: Map<number, string>): ClickedOriginal[] {
  let characters = 0
  const taken: ClickedOriginal[] = []
  for (const [item, url] of wanted) {
    characters += url.length
    if (taken.length > 0 && (characters > CHARACTERS / 2 || taken.length >= AT_ONCE)) break
    taken.push({ item, url })
    wanted.delete(item)
  }
  return taken
}

/** Programs that show a link to those who talk about it. */
const PREVIEWS =
  /facebookexternalhit|facebot|facebookcatalog|meta-external|twitterbot|slackbot|slack-imgproxy|discordbot|telegrambot|whatsapp|linkedinbot|skypeuripreview|viber|pinterest(?:bot|\/\d)|embedly|iframely|redditbot|vkshare|mastodon|pleroma|misskey|akkoma|gotosocial|lemmy\/|cardyb|bluesky|flipboardproxy|tumblr|snap url preview|line-poker|kakaotalk-scrap|google-pagerenderer|outbrain|bitlybot|preview/i
const AHEAD = /prefetch|prerender|preview/i

/** What a request says of who sends it. Nothing of it is kept. */
export type Visit = { readonly method: string; readonly header: (name: string) => string | undefined }

/**
 * The kind of visitor, by what programs say of themselves: every browser says something, so who says nothing is none.
 * A browser that fetches a page ahead is no click.
 */
export function toClickKind({ method, header }: Visit): ClickKind {
  if (method === 'HEAD') return 'heads'
  const agent = header('user-agent')?.slice(0, 400) ?? ''
  if (PREVIEWS.test(agent)) return 'previews'
  if (agent === '' || isBot(agent)) return 'bots'
  const purpose = header('sec-purpose') ?? header('purpose') ?? header('x-purpose') ?? header('x-moz')
  return purpose !== undefined && AHEAD.test(purpose) ? 'previews' : 'people'
}

const REFERRER = /^https?:\/\/(?:[^/?#@]*@)?([a-z0-9.-]{1,253}(?::\d{1,5})?)(?:[/?#]|$)/i

/** The host of the page that a visitor came from; undefined where none is named. */
function toReferringHost({ header }: Visit): string | undefined {
  const referrer = header('referer')
  return referrer === undefined ? undefined : REFERRER.exec(referrer.slice(0, 600))?.[1]?.toLowerCase()
}

// Writes the clicks that were counted, and adds them to the sums: never so many that anybody waits for it.

/** Milliseconds that adding to the sums may take each time: every five seconds on Node, every message on Workers. */
const SHARE = 100
/** While so many links are followed that one of a hundred redirects would have to wait for it. */
const BUSY_SHARE = 20
const BUSY = 2_000
/** And so often at most: where the clock stands still while nothing is waited for, it ends all the same. */
const MOST_SUMS = 25

type Counting = {
  readonly db: Db
  readonly clicks: ClickCounter
  readonly now: () => number
  /** Lets other work go on between writes. */
  readonly pause: () => Promise<void>
}

/** Writes all that was counted until now. What could not be written is counted on. @throws StoreError */
export async function writeClicks(counting: Counting): Promise<void> {
  const { db, clicks, now, pause } = counting
  // What is counted while this goes on waits for the next time.
  const waiting = clicks.size()
  let left = waiting
  do {
    const counted = clicks.take()
    if (counted === undefined) break
    for (const group of counted.groups) left -= group.clicks
    try {
      await saveClicks(db, counted, now())
    } catch (error) {
      clicks.putBack(counted)
      throw error
    }
    await pause()
  } while (left > 0)
  await sumClicks(counting, waiting > BUSY ? BUSY_SHARE : SHARE)
}

/**
 * Adds clicks that were written to the sums, those that came first before others. @param share milliseconds that it may
 * take @throws StoreError
 */
export async function sumClicks({ db, now, pause }: Omit<Counting, 'clicks'>, share = SHARE): Promise<void> {
  const until = now() + share
  for (let times = 0; times < MOST_SUMS && (await settleClicks(db)) && now() < until; times++) await pause()
}
