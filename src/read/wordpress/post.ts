/**
 * The text of a post as WordPress keeps it, made the HTML that its pages show: blank lines are paragraphs, shortcodes
 * what they stand for, an address alone on a line a link or a player.
 */
import { toParagraphs } from './paragraphs.ts'
import { type Files, NO_FILES, renderEmbed, renderShortcodes } from './shortcodes.ts'

/** Page builders put their layout into the text. */
const LAYOUT = /\[\/?(?:vc|et_pb|fusion|su|av)_[\w-]{1,60}(?:\s[^[\]]{0,2000})?\]/gi
const MARKS = /<!--\s*(?:more|nextpage|noteaser)\b[^<>]{0,200}-->/gi
/** WordPress fetches what is behind it, and shows that in its place. */
const LONE_ADDRESS = /^[ \t]{0,80}(https?:\/\/[^\s<>"]{1,2000})[ \t]{0,80}$/gim

/** Posts and comments as stored → HTML, still to be cleaned. Linear in time. */
export function toWordPressHtml(raw: string, files: Files = NO_FILES): string {
  const text = raw.replace(/\r\n?/g, '\n').replace(MARKS, '\n\n').replace(LAYOUT, '')
  const shown = renderShortcodes(text, files).replace(LONE_ADDRESS, (_, url: string) => renderEmbed(url))
  // The block editor writes its paragraphs itself.
  return shown.includes('<!-- wp:') ? shown : toParagraphs(shown)
}
