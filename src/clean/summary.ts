import type { Text } from '../model/content.ts'
import type { Channel } from '../model.ts'
import { toPlainText } from './plain-text.ts'
import type { Story } from './story.ts'
import { toInertText } from './text.ts'

const LETTERS = 40
const LONGEST = 1000
const END = 300
/** What software puts where it cut a text off. */
const CUT_OFF = /(?:\s*(?:\[?(?:…|\.\.\.|&hellip;)\]?|continue reading.{0,80}|read more.{0,40}|→|»))+\s*$/i

/**
 * The source's own summary in plain text; of an item without one the text itself where it is as short as a summary
 * (as Universal Feed Parser has it), else the lede; and the lede of an agency's story that the source only cut off
 * somewhere.
 */
export function toSummary(received: Text | undefined, story: Story, channel: Pick<Channel, 'agency'>): string {
  const own = toPlainText(received)
  if (own !== '' && !story.press.isPress) return own
  if (own === '' && !story.press.isPress && story.text.length <= LONGEST) return toInertText(story.text)
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
  const lede = toLede(text).slice(0, LETTERS)
  // A shorter one may stand in somebody's own words by chance.
  const start = lede.length < LETTERS ? -1 : rest.indexOf(lede)
  return start >= 0 && isCopy(rest.slice(start), text.slice(text.indexOf(lede)))
}

/** Whether it is the story's own beginning, whatever the blanks. */
function isCopy(summary: string, text: string): boolean {
  const plain = summary.replace(/\s+/g, '')
  return text
    .slice(0, summary.length * 2 + 200)
    .replace(/\s+/g, '')
    .startsWith(plain)
}
