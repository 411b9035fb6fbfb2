import { toPermalink, toShortUrl } from './facts.ts'
import { type Note, renderNotes } from './note.ts'
import type { RenderedDocument } from './render.ts'
import type { Correction, CorrectionsView, Format } from './view.ts'
import { escapeAttribute, escapeText } from './xml.ts'

/** What was corrected, taken back and restored, with the editor's notes, as a feed document. */
export function renderCorrections(format: Format, view: CorrectionsView): RenderedDocument {
  const { corrections, ...head } = view
  return renderNotes(
    format,
    head,
    corrections.map((correction) => toNote(correction, view)),
  )
}

const WORDS = { revise: 'Corrected', retract: 'Retracted', restore: 'Restored' }
const SENTENCES = {
  revise: 'The story was changed.',
  retract: 'The story was retracted.',
  restore: 'The story is shown again.',
}

/** Of an erased story nothing is said but why, whatever happened to it before, and not its slug. */
function toNote({ item, at, seq, note, kind }: Correction, view: CorrectionsView): Note {
  const { channel, channels, base } = view
  const { tag } = channels?.find((one) => one.id === item.channel) ?? channel
  const page = item.erased ? toShortUrl(item, base) : toPermalink(item, base)
  const title = item.erased ? '' : item.content.title
  const said = note ?? (kind === 'retract' ? item.reason : undefined) ?? SENTENCES[kind]
  const { language } = item.content
  return {
    id: `tag:${tag}:${item.key}/changes/${seq}`,
    title: title === '' ? WORDS[kind] : `${WORDS[kind]}: ${title}`,
    link: page,
    at,
    html: `<p>${escapeText(said)}</p>${renderStory(title, page)}`,
    ...(language === undefined || language === view.language ? {} : { language }),
    inReplyTo: [{ ref: item.id, href: page }],
  }
}

function renderStory(title: string, page: string): string {
  return title === '' ? '' : `<p><a href="${escapeAttribute(page)}">${escapeText(title)}</a></p>`
}
