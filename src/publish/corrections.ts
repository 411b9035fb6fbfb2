import { toPermalink, toShortUrl } from './facts.ts'
import { type Note, renderNotes } from './note.ts'
import { toNoticeTitle, toNoticeWords } from './notice-words.ts'
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

/** Of an erased story nothing is said but why, whatever happened to it before, and not its slug. */
function toNote({ item, at, seq, note, kind }: Correction, view: CorrectionsView): Note {
  const { channel, channels, base } = view
  const { tag, language: usual } = channels?.find((one) => one.id === item.channel) ?? channel
  const page = item.erased ? toShortUrl(item, base) : toPermalink(item, base)
  const title = item.erased ? '' : item.content.title
  const language = item.content.language ?? usual
  const said = note ?? (kind === 'retract' ? item.reason : undefined) ?? toNoticeWords(language).sentences[kind]
  return {
    id: `tag:${tag}:${item.key}/changes/${seq}`,
    title: toNoticeTitle(kind, title, language),
    link: page,
    at,
    html: `<p>${escapeText(said)}</p>${renderStory(title, page)}`,
    ...(language === view.language ? {} : { language }),
    inReplyTo: [{ ref: item.id, href: page }],
  }
}

function renderStory(title: string, page: string): string {
  return title === '' ? '' : `<p><a href="${escapeAttribute(page)}">${escapeText(title)}</a></p>`
}
