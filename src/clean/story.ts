import type { Text } from '../model/content.ts'
import type { Channel } from '../model.ts'
import { type Facts, toFacts } from './fingerprint.ts'
import { renderSafe, type WrittenPicture } from './html.ts'
import { toLines } from './lines.ts'
import { toParagraphs, toPlainHtml } from './paragraphs.ts'
import { renderPlain } from './plain.ts'
import { prepare } from './prepare.ts'
import { cutFurniture, type Lifted, liftPress } from './press.ts'
import { withoutSections, withWholeReferences } from './text.ts'
import { parseHtml } from './tree.ts'

/** A story's text, cleaned: safe HTML, plain text, what was lifted out of it, and the facts it came with. */
export type Story = {
  readonly html: string
  readonly text: string
  readonly press: Lifted
  readonly facts: Facts
  readonly pictures: readonly WrittenPicture[]
}

/**
 * Cleans a story's text. It is parsed once; the tree is cut, read, put right and written in turn.
 * @param isPress it is known to be an agency's, whatever its lines say
 */
export function toStory(
  content: Text,
  base: string | undefined,
  title: string,
  channel: Pick<Channel, 'agency' | 'hosts'>,
  isPress = false,
): Story {
  const fragment = parseHtml(toHtml(content))
  const { root } = fragment
  const { lines, cut } = cutFurniture(root, channel)
  const facts = toFacts(root, base, channel.hosts)
  const isChanged = prepare(root, base)
  const press = liftPress(root, isChanged ? toLines(root) : lines, cut, title, channel, isPress)
  const safe = renderSafe(fragment, base)
  return { html: safe.html, text: renderPlain(root, press.captions), press, facts, pictures: safe.pictures }
}

/** Safe HTML and its plain text, nothing lifted: what an editor wrote. */
export function toWritten(content: Text, base: string | undefined): { html: string; text: string } {
  const fragment = parseHtml(toHtml(content))
  prepare(fragment.root, base)
  return { html: renderSafe(fragment, base).html, text: renderPlain(fragment.root) }
}

function toHtml(content: Text): string {
  return content.type === 'text'
    ? toParagraphs(content.value)
    : toPlainHtml(withWholeReferences(withoutSections(content.value)))
}
