/**
 * What was changed of a story, and when. Promises: what was taken out and what was put in can be told apart without
 * colours.
 */

import { html } from 'hono/html'
import { toLanguageDirection } from '../clean/language/direction.ts'
import { isolate } from '../clean/language/isolate.ts'
import { type DifferenceStep, toTextChanges } from '../publish/difference.ts'
import { renderDateTime } from './dates.ts'
import { type Html, renderPage, type SiteView } from './layout.ts'
import { type ShownWording, toShownWording, toWording } from './wording.ts'

/** One version of a story, as text. */
type Version = {
  readonly at: number
  readonly note?: string | undefined
  readonly title: string
  /** Plain text, with a blank line between paragraphs. */
  readonly contentText: string
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
  const steps = before === undefined ? [] : toTextChanges(before, version)
  const kind = before === undefined ? words.firstVersion : note === undefined ? words.updated : words.corrected
  return html`<li><h2>${kind} ${renderDateTime(at, language)}</h2>
${note === undefined ? '' : html`<p class="note"><bdi>${note}</bdi></p>`}
${renderSteps(steps)}</li>`
}

function renderSteps(steps: readonly DifferenceStep[]): Html[] {
  return steps.map(({ kind, text }) =>
    kind === 'gone' ? html`<p dir="auto"><del>${text}</del></p>` : html`<p dir="auto"><ins>${text}</ins></p>`,
  )
}
