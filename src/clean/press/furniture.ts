/**
 * Where a story ends and the page that it was taken from begins. Promises: looks at a bounded number of characters, and
 * cuts nothing for a weak sign alone.
 */

import type { Channel } from '../../model/model.ts'
import { endsInPhrase, findEnd, hasPhrase, isPhrase, readBehind } from '../language/phrases.ts'
import { toAgency } from './agencies.ts'
import { toCredits } from './byline.ts'
import type { Line } from './lines.ts'
import {
  COMMENTS,
  FIELDS,
  FOLLOW,
  FOLLOW_LAST,
  JETPACK,
  LEAVE,
  NETWORKS,
  NEWSLETTER_BOXES,
  NEWSLETTERS,
  POSTS,
  RELATED,
  SHARE,
  SHORT_LINKS,
  TAGS,
} from './phrases.ts'

/** `strong` lines begin what a page prints below a story; `weak` ones only go with a strong one or a line of credits. */
type Kind = 'strong' | 'weak' | 'related' | 'form' | 'heading' | 'reader' | 'press' | 'filler' | 'other'

/** Further up nothing is furniture. */
const LIMIT = 3000
/** Longer lines are prose, but for the list of tags that a comment form allows. */
const LONGEST = 260
const HEADLINES = 20
/** The name of a site. */
const LONGEST_SITE = 80

const NUMBER =
  '(?:\\d{1,3}|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)'
const NUMBERED = new RegExp(NUMBER, 'i')
/** The sum that keeps machines from commenting; the blank may stand for any of its numbers. */
const SUM = new RegExp(
  `^(?:[\\p{L} ]{0,30}[:?]\\s*)?(?:(?:${NUMBER}|[_?]+)?\\s*(?:[-+−–×*÷/x]|plus|minus|times)\\s*(?:${NUMBER}|[_?]+)?\\s*=\\s*(?:${NUMBER}|[_?]+)?)\\s*\\*?$`,
  'iu',
)
const READER = /^(?:#?\d{1,3}(?:[.)]|\s|$)|\(\d{1,3}\))\s*(?:\S.{0,60})?$|^\S.{0,40} (?:says|said|wrote)\s*:$/
const MOMENT =
  /(?:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.? \d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b).{0,20}\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}:\d{2}\b.{0,12}\b(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2} \p{L}{3,9} \d{4}|\p{L}{3,9} \d{1,2},? \d{4})/iu
const ADDRESS = /^(?:https?:\/\/\S+|[\w.-]+\.\w+\/\S*)?$/i
const FILLER = /^(?:[\p{P}\p{S}\s]*|https?:\/\/\S+|[\w.-]+\.\w{2,6}\/\S*)$/u

/**
 * Where the page's own lines below a story begin: following, sharing, short link, newsletter,
 * related headlines, readers' comments, comment form. The number of lines where there are none.
 * A run counts that reaches the end, so nothing in the body goes for naming Twitter or a sum; and whatever
 * follows the agency's own source line or the comment form, for nobody knows every line that a page may print there.
 */
export function findFurniture(lines: readonly Line[], channel: Pick<Channel, 'agency'>): number {
  const first = toFirst(lines, channel)
  const kinds = lines.map((_, i) => (i < first - 1 ? 'other' : toKindAt(lines, i, channel)))
  const over = findSignOff(lines, channel) ?? lines.length
  for (let start = first; start < over; start++) {
    const kind = kinds[start]
    const isCandidate = kind !== 'other' && kind !== 'press' && kind !== 'filler'
    if (isCandidate && reachesEnd(lines, kinds, start)) return start
  }
  return over
}

/** Where a story is over beyond doubt: below its source line, or from the comment form on. There is prose above. */
function findSignOff(lines: readonly Line[], channel: Pick<Channel, 'agency'>): number | undefined {
  const prose = lines.findIndex(({ text }) => isProse(text))
  if (prose < 0) return undefined
  for (let i = prose + 1; i < lines.length; i++) {
    const text = lines[i]?.text ?? ''
    if (isPhrase(LEAVE, text, '.:')) return i
    const credits = toCredits(text, channel)
    if (credits?.source === undefined) continue
    const isByline = (toCredits(lines[i - 1]?.text ?? '', channel)?.authors.length ?? 0) > 0
    if (isByline || toAgency(credits.source, channel) !== undefined) return i + 1
  }
  return undefined
}

function isProse(text: string): boolean {
  return text.length > 50 && /[.!?؟”"»]$/.test(text)
}

/** Furniture can't begin before the last line of prose, unless readers' comments are prose too. */
function toFirst(lines: readonly Line[], channel: Pick<Channel, 'agency'>): number {
  const first = Math.max(1, lines.length - LIMIT)
  if (lines.some((line) => READER.test(line.text) || isPhrase(COMMENTS, line.text, ':：'))) return first
  for (let i = lines.length - 1; i >= first; i--) {
    const text = lines[i]?.text ?? ''
    if (text.length > 80 && /[.!”"]$/.test(text) && toKindAt(lines, i, channel) === 'other') return i + 1
  }
  return first
}

function toKindAt(lines: readonly Line[], i: number, channel: Pick<Channel, 'agency'>): Kind {
  return toKind(lines[i]?.text ?? '', lines[i + 1]?.text, lines[i + 2]?.text, channel)
}

function toKind(text: string, next = '', afterNext = '', channel: Pick<Channel, 'agency'>): Kind {
  if (text.length > LONGEST) return text.length < 500 && isPhrase(FIELDS, text, '*') ? 'weak' : 'other'
  if (isPostLine(text)) return 'strong'
  if (isShortLink(text) || (isFollow(text) && hasPhrase(NETWORKS, text))) return 'strong'
  if (isPhrase(LEAVE, text, '.:')) return 'form'
  if (isPhrase(RELATED, text, ':：')) return 'related'
  if (READER.test(text) && (MOMENT.test(next) || MOMENT.test(afterNext))) return 'reader'
  if (isPhrase(COMMENTS, text, ':：')) return 'heading'
  if (isSum(text) || isPhrase(SHARE, text) || isPhrase(FIELDS, text, '*') || isPhrase(TAGS, text)) return 'weak'
  if (isNewsletter(text)) return 'weak'
  if (toCredits(text, channel) || toAgency(text, channel)) return 'press'
  return FILLER.test(text) ? 'filler' : 'other'
}

/** Whoever's site it is: the line is the plugin's, and none of the story. */
function isPostLine(text: string): boolean {
  const site = readBehind(POSTS, text)
  return site !== undefined && site.length <= LONGEST_SITE
}

/** A label and an address, or the label alone. */
export function isShortLink(text: string): boolean {
  const line = text.replace(/^[\s•·*|–-]+/, '')
  const end = findEnd(SHORT_LINKS, line)
  return end >= 0 && ADDRESS.test(line.slice(end).trim())
}

function isFollow(text: string): boolean {
  return isPhrase(FOLLOW, text) || endsInPhrase(FOLLOW_LAST, text, 60)
}

function isSum(text: string): boolean {
  return text.length < 60 && SUM.test(text) && NUMBERED.test(text)
}

function isNewsletter(text: string): boolean {
  return text.length < 160 && (isPhrase(NEWSLETTER_BOXES, text) || hasPhrase(NEWSLETTERS, text))
}

type Run = {
  state: 'plain' | 'headlines' | 'comments' | 'form'
  anchors: number
  readers: number
  headlines: number
  open: boolean
}

/** Whether all from `start` on is furniture, and sure to be. */
function reachesEnd(lines: readonly Line[], kinds: readonly Kind[], start: number): boolean {
  const run: Run = { state: 'plain', anchors: 0, readers: 0, headlines: 0, open: false }
  for (let i = start; i < lines.length; i++) {
    if (!accept(run, kinds[i] ?? 'other', lines[i]?.text ?? '')) return false
  }
  // "Comments" may be a heading of the story: it needs comments, or the form below them.
  if (run.open && run.readers === 0) return false
  return run.anchors > 0 || kinds[start - 1] === 'press'
}

function accept(run: Run, kind: Kind, text: string): boolean {
  switch (kind) {
    case 'strong':
    case 'form':
    case 'related':
      run.anchors++
      run.state = kind === 'related' ? 'headlines' : kind === 'form' ? 'form' : 'plain'
      if (kind === 'form') run.open = false
      return true
    case 'reader':
      run.readers++
      run.state = 'comments'
      return true
    case 'heading':
      // The form's field for it has the same name.
      if (run.state === 'form') return true
      if (run.readers === 0) run.open = true
      run.state = 'comments'
      return true
    case 'weak':
      // Jetpack's headings stand alone in the feeds of sites that have no other furniture.
      if (isPhrase(JETPACK, text)) run.anchors++
      return true
    case 'press':
    case 'filler':
      return true
    default:
      return acceptOther(run, text)
  }
}

/** Lines that nothing in themselves gives away: headlines below "Related Items", what readers wrote. */
function acceptOther(run: Run, text: string): boolean {
  if (run.state === 'comments') return true
  if (run.state === 'form') return text.length < 80 && !/[.!?؟]$/.test(text)
  if (run.state === 'plain') return false
  run.headlines++
  return run.headlines <= HEADLINES && text.length < 200 && !(text.length > 80 && /[.!”"]$/.test(text))
}
