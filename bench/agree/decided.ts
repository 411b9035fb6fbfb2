/**
 * What Universal Feed Parser reads otherwise on purpose of ours, told by what differs; docs/notes/read.md says why. Promises:
 * a decision names one kind of difference and is not asked where another explains it as well.
 */

/** Where the documents are said to have been read. */
export const BASE = 'https://feeds.example/real/'

/** `text`: of the same item, on both sides; `summary`: what the other has as its summary. */
export type Difference = {
  readonly field: string
  readonly ours: string
  readonly theirs: string
  readonly text: readonly [ours: string, theirs: string]
  readonly summary: string
  readonly isPodcast: boolean
}

/** Who counts, advertises or offers to share: not the publisher's own words. */
const COUNTERS =
  /\/~(?:[afr]|ff|at)\/|feedburner|feedproxy|pheedo|doubleclick|feedsportal|stats\.wordpress|aggbug|[/.]ads?[/.]|spacer|\bt\.gif|tracker|gigya|pheedcontent|buysellads|\bcounters?[./]|\/count(?:er)?\.\w+/i
const TRACKING =
  /[?&](?:utm_[a-z]+|cmp|wt_mc|s|sid|jsessionid|source|xtor|mod|campaign|gclid)=[^&# ]*|;jsessionid=[^?# ]*|\?\d{10,13}(?= |$)|\?(?= |$)/gi
const PLAYERS = /youtube\.com|ytimg\.com|vimeo\.com|dailymotion\.com/
/** UTF-8 taken for something else. */
const MOJIBAKE = /â€|Ã[\x80-\xbf©¨¼¶¤]|√|‚Ä|¬†/
const FIRST_YEAR = -2_208_988_800

/** Which decision explains a difference; undefined where none does. */
export function toDecision(difference: Difference): string | undefined {
  return DECISIONS.find(([, explains]) => explains(difference))?.[0]
}

const isOf = (name: string, field: string) => field.endsWith(`.${name}`)
const toWords = (text: string) => text.split(' ').filter(Boolean)

const DECISIONS: readonly (readonly [string, (one: Difference) => boolean])[] = [
  [
    'counters, advertising, click tracking, sessions',
    ({ field, ours, theirs }) => isAddress(field) && toPlain(ours) === toPlain(theirs),
  ],
  [
    'relative addresses lead to the site',
    ({ field, ours, theirs }) =>
      isAddress(field) && theirs.includes(new URL(BASE).origin) && toPaths(ours) === toPaths(theirs),
  ],
  [
    'ids verbatim',
    ({ field, ours, theirs }) => isOf('id', field) && theirs.startsWith(new URL(BASE).origin) && theirs.endsWith(ours),
  ],
  [
    'a place within the story',
    ({ field, ours, theirs }) =>
      isOf('links', field) && /(?:^| )#s-/.test(ours) && toWords(ours).length === toWords(theirs).length,
  ],
  [
    'players as a link and a picture',
    ({ field, ours, theirs }) =>
      isAddress(field) &&
      toPlain(
        toWords(ours)
          .filter((url) => !PLAYERS.test(url))
          .join(' '),
      ) ===
        toPlain(
          toWords(theirs)
            .filter((url) => !PLAYERS.test(url) && !url.startsWith(BASE))
            .join(' '),
        ),
  ],
  ['text encoded twice', ({ theirs }) => MOJIBAKE.test(theirs)],
  [
    'a media:description is a picture’s',
    ({ field, text: [ours, theirs], summary }) =>
      /\.(?:text|links|images)$/.test(field) && ours !== theirs && ours !== '' && summary.startsWith(ours.slice(0, 60)),
  ],
  [
    'a summary that is the text’s own beginning',
    ({ field, ours, text: [text] }) => isOf('summary', field) && ours !== '' && text.startsWith(ours.slice(0, 60)),
  ],
  [
    'lines of the agency, credits and furniture',
    ({ field, text: [ours, theirs] }) => /\.(?:text|links)$/.test(field) && isCut(ours, theirs),
  ],
  ['signs that would be tags in a title or summary', ({ ours, theirs }) => ours.replaceAll('‹', '<') === theirs],
  [
    'references in names',
    ({ field, ours, theirs }) => /authors|enclosures|tags/.test(field) && decode(theirs) === decode(ours),
  ],
  ['the picture of a channel: RSS’s own, RDF’s too', ({ field, ours }) => field === 'feed.icon' && ours !== ''],
  ['an id is no page', ({ field, ours }) => field === 'feed.link' && ours === ''],
  ['a description before what iTunes says', ({ field, ours }) => field === 'feed.description' && ours !== ''],
  [
    'authors as people: the owner is none',
    ({ field, ours, isPodcast }) => isOf('authors', field) && isPodcast && ours !== '',
  ],
  ['a recording of Media RSS', ({ field, theirs }) => isOf('enclosures', field) && theirs === ''],
  [
    'the byline names the author',
    ({ field, ours, text: [text, whole] }) => isOf('authors', field) && ours !== '' && isCut(text, whole),
  ],
  ['one story once', ({ field, ours, theirs }) => field === 'entries' && Number(ours) < Number(theirs) && ours !== '0'],
  ['no dates before 1900', ({ field, theirs }) => isOf('published', field) && Number(theirs) < FIRST_YEAR],
  [
    'the picture of a podcast is no picture of its episodes',
    ({ field, ours, isPodcast }) => isOf('image', field) && isPodcast && ours === '',
  ],
]

function isAddress(field: string): boolean {
  return /\.(?:link|links|images|icon)$/.test(field)
}

function toPlain(addresses: string): string {
  return toWords(addresses.replace(TRACKING, ''))
    .filter((url) => !COUNTERS.test(url))
    .map((url) => url.replace(/[?&]/g, ''))
    .join(' ')
}

/** Addresses without what they were resolved against. */
function toPaths(addresses: string): string {
  return toPlain(addresses)
    .split(' ')
    .map((url) => url.replace(/^https?:\/\/[^/]*/, '').replace(/^.*\/(?=[^/]+\/?$)/, ''))
    .join(' ')
}

/** Whether one text is what is left of the other when a run of words is taken out of it. */
function isCut(part: string, whole: string): boolean {
  let from = 0
  while (from < part.length && part[from] === whole[from]) from++
  let to = 0
  while (to < part.length - from && part.at(-1 - to) === whole.at(-1 - to)) to++
  return part.length < whole.length && part.length > 0 && from + to >= part.length - 1
}

function decode(text: string): string {
  return text.replaceAll('&amp;', '&').replace(/<[^<>]*>/g, '')
}
