/** What readers show, as measured in December 2026 with Debian 12's; where it is not what was published, why. */
import type { Format } from '../../src/publish/formats.ts'
import type { Act } from './desk.ts'
import { liferea } from './liferea.ts'
import { newsboat } from './newsboat.ts'
import type { Reader } from './reader.ts'
import { rss2email } from './rss2email.ts'
import { rssguard } from './rssguard.ts'
import { sfeed } from './sfeed.ts'

/** What a line says: what was published first, the new text, the new headline, or that the story was taken back. */
export type Sight = 'first' | 'new text' | 'new headline' | 'notice'

/** The lines there are of a story after the newsroom's act on it. */
export type Sights = Readonly<Record<Act, readonly Sight[]>>

export type Expected = {
  readonly reader: Reader
  readonly shows: Readonly<Partial<Record<Format, Sights>>>
  /** Of these, it shows a headline as HTML, without what looks like tags. */
  readonly takesForHtml?: readonly Format[]
  /** Of these, it takes no story that has no headline. */
  readonly dropsUntitled?: readonly Format[]
}

/** What every reader should do. */
const RIGHT: Sights = {
  correct: ['new text'],
  retitle: ['new headline'],
  retract: ['notice'],
  erase: ['notice'],
  restore: ['first'],
}

/** A mail for each text that it had not yet, below the ones that were sent: another headline alone makes none. */
const MAILS: Sights = {
  correct: ['first', 'new text'],
  retitle: ['first'],
  retract: ['first', 'notice'],
  erase: ['first', 'notice'],
  restore: ['first', 'notice', 'first'],
}

/** Knows a line by id, link and title, and keeps all of them, the newest on top: another text alone is no news to it. */
const LINES: Sights = {
  correct: ['first'],
  retitle: ['new headline', 'first'],
  retract: ['notice', 'first'],
  erase: ['notice', 'first'],
  restore: ['notice', 'first'],
}

/** Looks at nothing but the id of an entry that it has: no change of any feed ever reaches it. */
const IDS: Sights = { correct: ['first'], retitle: ['first'], retract: ['first'], erase: ['first'], restore: ['first'] }

export const EXPECTED: readonly Expected[] = [
  { reader: newsboat, shows: { rss: RIGHT, atom: RIGHT } },
  { reader: sfeed, shows: { rss: LINES, atom: LINES } },
  { reader: rss2email, shows: { rss: MAILS, atom: MAILS } },
  { reader: liferea, shows: { rss: IDS, atom: IDS }, takesForHtml: ['rss'] },
  {
    reader: rssguard,
    // It goes by the date of an entry, or by its headline; an item of RSS has no date of its last change.
    shows: { rss: { ...RIGHT, correct: ['first'] }, atom: RIGHT, json: RIGHT },
    takesForHtml: ['rss', 'atom'],
    dropsUntitled: ['atom'],
  },
]
