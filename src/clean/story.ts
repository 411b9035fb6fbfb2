/**
 * The text of a story: made safe, its press lines lifted, its summary told from what it begins with. Promises: what is
 * done to it is done once, in one order, for every format that it came in.
 */

import { parseHtml } from '../html/bounded.ts'
import type { Text } from '../model/content.ts'
import type { Channel, Received } from '../model/model.ts'
import { toItemBase, toOwnAddresses, toTextBase } from './identity/base.ts'
import { type FingerprintFacts, toFacts, toStageOf } from './identity/fingerprint.ts'
import type { Noise } from './identity/noise.ts'
import { type LinkContext, toInnerBase } from './markup/anchors.ts'
import { markDirections } from './markup/directions.ts'
import { renderSafe, type WrittenPicture } from './markup/markup.ts'
import { renderPlain, toPlainText } from './markup/plain.ts'
import { prepare } from './markup/prepare.ts'
import { escapeHtml, toInertText, withJoinedSurrogates, withoutSections } from './markup/text.ts'
import { toStoryLines } from './press/lines.ts'
import { toPassing } from './press/passing.ts'
import { cutFurniture, type Lifted, liftPress } from './press/press.ts'
import { toOpening, toProse } from './prose.ts'

/** A story's text, cleaned: safe HTML, plain text, what was lifted out of it, and the facts it came with. */
export type StoryText = {
  readonly html: string
  readonly text: string
  readonly press: Lifted
  readonly facts: FingerprintFacts
  readonly pictures: readonly WrittenPicture[]
}

/** What is known of a text before it is read. */
type TextOrigin = { readonly isPress?: boolean; readonly isPage?: boolean; readonly noise?: Noise | undefined }

/**
 * Cleans a story's text. It is parsed once; the tree is cut, read, put right and written in turn.
 * Of the last: isPress: it is known to be an agency's, whatever its lines say; isPage: it was taken from a page; noise of
 * its source: no part of the facts.
 */
export function toStoryText(
  content: Text,
  around: LinkContext,
  title: string,
  channel: Pick<Channel, 'agency' | 'hosts'>,
  { isPress = false, isPage = false, noise = [] }: TextOrigin = {},
): StoryText {
  const fragment = parseHtml(toHtml(content))
  const { root } = fragment
  const based = { ...around, base: toInnerBase(root, around.base) }
  const { lines, cut } = cutFurniture(root, channel)
  const facts = toFacts(root, { around: based, hosts: channel.hosts, noise, passing: toPassing(lines, noise) })
  const isChanged = prepare(root, based.base)
  const press = liftPress(root, isChanged ? toStoryLines(root) : lines, cut, title, channel, {
    isKnown: isPress,
    isPage,
  })
  markDirections(root)
  const safe = renderSafe(fragment, based)
  return { html: safe.html, text: renderPlain(root, press.captions), press, facts, pictures: safe.pictures }
}

/** The text of an item as received. @param title its headline, cleaned */
export function toReceivedStory(received: Received, title: string, channel: Channel): StoryText {
  const { item } = received
  const text = item.content ?? item.summary ?? { value: '', type: 'text' }
  const isPage = toStageOf(received) === 'whole'
  return toStoryText(text, toLinkContext(received, text, channel), title, channel, {
    isPage,
    noise: received.context.noise,
  })
}

/** Where a text of an item as received stands. */
export function toLinkContext(
  received: Received,
  text: Pick<Text, 'base'>,
  { hosts }: Pick<Channel, 'hosts'>,
): LinkContext {
  const { item, context } = received
  const pages = toOwnAddresses(item, toItemBase(item, context.base))
  const known = [item.guid, pages[0]].filter((name) => name !== undefined)
  const words = [item.title?.value, (item.content ?? item.summary)?.value]
  return { base: toTextBase(received, text), pages, hosts, name: (known.length > 0 ? known : words).join('\n') }
}

/** Safe HTML and its plain text, nothing lifted: what an editor wrote. */
export function toWritten(content: Text, around: LinkContext): { html: string; text: string } {
  const fragment = parseHtml(toHtml(content))
  const based = { ...around, base: toInnerBase(fragment.root, around.base) }
  prepare(fragment.root, based.base)
  markDirections(fragment.root)
  return { html: renderSafe(fragment, based).html, text: renderPlain(fragment.root) }
}

function toHtml(content: Text): string {
  return content.type === 'text'
    ? toParagraphs(content.value)
    : toPlainHtml(withJoinedSurrogates(withoutSections(content.value)))
}

const LETTERS = 40
const LONGEST = 1000
const END = 300
/** What software puts where it cut a text off. */
const CUT_OFF = /(?:\s*(?:\[?(?:…|\.\.\.|&hellip;)\]?|continue reading.{0,80}|read more.{0,40}|→|»))+\s*$/i

/**
 * The source's own summary in plain text; of an item without one a paragraph of its prose; and of an agency's story,
 * also where the source only cut it off somewhere, the lede.
 */
export function toSummary(received: Text | undefined, story: StoryText, channel: Pick<Channel, 'agency'>): string {
  const own = toPlainText(received)
  if (own !== '' && !story.press.isPress) return own
  if (own === '' && !story.press.isPress) return toInertText(toOpening(toProse(story.html) ?? toLede(story.text)))
  const lede = toInertText(toLede(story.text))
  if (own === '') return lede
  const start = lede === '' ? -1 : own.indexOf(lede.slice(0, LETTERS))
  const rest = withoutCut(start > 0 ? own.slice(start) : own)
  return isCopy(rest, story.text) || rest === '' || rest === channel.agency ? lede : rest
}

/** Only the end is looked at: a pattern that begins with blanks takes the square of their number. */
function withoutCut(text: string): string {
  const end = Math.max(0, text.length - END)
  return (text.slice(0, end) + text.slice(end).replace(CUT_OFF, '')).trim()
}

/** The first paragraph that says something; a long one is cut at a word. */
export function toLede(text: string): string {
  const paragraphs = text.split(/\n{2,}/, 8)
  const lede = (paragraphs.find((each) => each.length >= LETTERS) ?? paragraphs[0] ?? '').trim()
  if (lede.length <= LONGEST) return lede
  const end = lede.lastIndexOf(' ', LONGEST)
  return `${lede.slice(0, end > 0 ? end : LONGEST).trimEnd()}…`
}

/**
 * Whether a summary is drawn from the text it stands beside, by us or by the software it came from: the text itself, its
 * beginning, or its lede, whole or cut off, with or without the caption above it.
 */
export function isDrawn(summary: string, text: string): boolean {
  const rest = withoutCut(summary)
  if (rest === '' || isCopy(rest, text)) return true
  if (isPassage(rest, text)) return true
  const lede = toLede(text).slice(0, LETTERS)
  // A shorter one may stand in somebody's own words by chance.
  const start = lede.length < LETTERS ? -1 : rest.indexOf(lede)
  return start >= 0 && isCopy(rest.slice(start), text.slice(text.indexOf(lede)))
}

/** Whether it stands in the text word by word, below what is no prose. */
function isPassage(summary: string, text: string): boolean {
  const at = summary.length < LETTERS ? -1 : text.indexOf(summary.slice(0, LETTERS))
  return at >= 0 && isCopy(summary, text.slice(at))
}

/** Whether it is the story's own beginning, whatever the blanks. */
function isCopy(summary: string, text: string): boolean {
  const plain = summary.replace(/\s+/g, '')
  return text
    .slice(0, summary.length * 2 + 200)
    .replace(/\s+/g, '')
    .startsWith(plain)
}

const BLANK_LINE = /\n[^\S\n]*\n\s*/
const BLOCK = /<(?:p|div|br|ul|ol|table|blockquote|section|article|h[1-6])[\s>/]/i
const CAPTION_START = /\[caption\b(?:(?!\[caption\b)[^\]]){0,300}\]/i
const CAPTION_END = '[/caption]'
const MEDIA_START = /^\s*(?:<a\b[^>]{0,2000}>\s*)?<img\b[^>]{0,4000}>\s*(?:<\/a>)?/i

/** Plain text as HTML: a paragraph for what stands between blank lines, a line break for each other one. */
function toParagraphs(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').trim()
  // Where nothing is set apart, every line is a paragraph.
  const parts = BLANK_LINE.test(lines) ? lines.split(BLANK_LINE) : lines.split('\n')
  return parts.map((part) => `<p>${part.trim().split('\n').map(toEscapedLine).join('<br>')}</p>`).join('')
}

function toEscapedLine(line: string): string {
  return escapeHtml(line.trim())
}

/** HTML as WordPress stores it: `[caption]` is a figure, and blank lines between bare text are paragraphs. */
function toPlainHtml(html: string): string {
  const captioned = html.includes(CAPTION_END) ? toFigures(html) : html
  if (BLOCK.test(captioned) || !/\n\s*\n/.test(captioned.trim())) return captioned
  const parts = captioned.trim().replace(/\r\n?/g, '\n').split(BLANK_LINE)
  return parts.map((part) => (part.startsWith('<figure>') ? part : `<p>${part}</p>`)).join('\n')
}

function toFigures(html: string): string {
  return html
    .split(CAPTION_END)
    .map((part) => {
      const start = CAPTION_START.exec(part)
      return start ? part.slice(0, start.index) + toFigure(part.slice(start.index + start[0].length), start[0]) : part
    })
    .join('')
}

/** The text stands after the picture, or in older posts in `caption="…"`. */
function toFigure(content: string, shortcode: string): string {
  const media = MEDIA_START.exec(content)?.[0] ?? ''
  const text = content.slice(media.length).trim() || (/caption=["']([^"']*)["']/i.exec(shortcode)?.[1] ?? '')
  return `<figure>${media === '' ? content : media}${text && media ? `<figcaption>${text}</figcaption>` : ''}</figure>`
}
