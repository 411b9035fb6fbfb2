/**
 * What was changed of a story, and when. Promises: what was taken out and what was put in can be told apart without
 * colours.
 */

import { diffArrays } from 'diff'
import { html } from 'hono/html'
import { toLanguageDirection } from '../clean/language/direction.ts'
import { isolate } from '../clean/language/isolate.ts'
import { renderDateTime } from './dates.ts'
import { type Html, renderPage, type SiteView } from './layout.ts'
import { type ShownWording, toShownWording, toWording } from './wording.ts'

/** One version of a story, as text. */
type Version = {
  readonly at: number
  readonly note?: string | undefined
  readonly title: string
  /** Plain text, with a blank line between paragraphs. */
  readonly text: string
}

/** Every version of a story, oldest first. */
type VersionsView = {
  readonly site: SiteView
  readonly title: string
  /** Path of the story's page. */
  readonly path: string
  readonly canonical: string
  readonly language?: string | undefined
  readonly direction: 'ltr' | 'rtl'
  readonly versions: readonly Version[]
}

/** The page that shows what was changed of a story, and when: the newest change first. */
export function renderVersions(view: VersionsView): Promise<string> {
  const { site, title, path, canonical, language, direction, versions } = view
  const words = toShownWording(language)
  const list = versions.map((version, index) => renderVersion(version, versions[index - 1], language, words)).reverse()
  const main = html`<article class="story versions" lang="${language ?? 'und'}" dir="${direction}">
<header><p class="dateline">${words.versions}</p>
<h1 dir="auto"><a href="${path}">${title}</a></h1></header>
<ol>${list}</ol>
</article>`
  // The story's own page is the one to be found.
  const head = html`<meta name="robots" content="noindex, follow">`
  const { versions: name, language: ofName } = toWording(language)
  const named = `${name}: ${isolate(title, toLanguageDirection(ofName))}`
  return renderPage({ title: named, site, language, main, head, canonical })
}

function renderVersion(
  version: Version,
  before: Version | undefined,
  language: string | undefined,
  words: ShownWording,
): Html {
  const { at, note } = version
  const steps = before === undefined ? [] : toDifference(toLines(before), toLines(version))
  const kind = before === undefined ? words.firstVersion : note === undefined ? words.updated : words.corrected
  return html`<li><h2>${kind} ${renderDateTime(at, language)}</h2>
${note === undefined ? '' : html`<p class="note"><bdi>${note}</bdi></p>`}
${renderSteps(steps)}</li>`
}

/** What stayed is left out. */
function renderSteps(steps: readonly Step[]): Html[] {
  return steps
    .filter(({ kind }) => kind !== 'same')
    .map(({ kind, text }) =>
      kind === 'gone' ? html`<p dir="auto"><del>${text}</del></p>` : html`<p dir="auto"><ins>${text}</ins></p>`,
    )
}

function toLines({ title, text }: Version): string[] {
  return [title, ...text.split(/\n{2,}/)].map((line) => line.trim()).filter((line) => line !== '')
}

/** What became of a text, paragraph by paragraph. */
type Step = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string }

/** Comparing takes as many steps as there are paragraphs times what differs: long texts that differ in much are shown whole. */
const MOST_STEPS = 1_000_000

/** The paragraphs of two texts side by side: what stayed, what went, what came. */
export function toDifference(before: readonly string[], after: readonly string[]): Step[] {
  const maxEditLength = Math.floor(MOST_STEPS / (before.length + after.length + 1))
  const changes = diffArrays([...before], [...after], { maxEditLength })
  if (changes === undefined) return [...toSteps('gone', before), ...toSteps('new', after)]
  return changes.flatMap(({ added, removed, value }) => toSteps(added ? 'new' : removed ? 'gone' : 'same', value))
}

function toSteps(kind: Step['kind'], list: readonly string[]): Step[] {
  return list.map((text) => ({ kind, text }))
}
