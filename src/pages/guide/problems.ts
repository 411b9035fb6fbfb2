/** Pages of errors: what each kind means, and what to do. */

import { html } from 'hono/html'
import { renderPage, type SiteView } from '../layout.ts'

/** A kind of error as people read it. */
export type ProblemView = {
  readonly name: string
  readonly status: number
  readonly title: string
  readonly means: string
  readonly todo: string
}

export function renderProblems(site: SiteView, problems: readonly ProblemView[]): Promise<string> {
  const rows = problems.map(
    ({ name, status, title }) =>
      html`<li><a href="/docs/errors/${name}">${title}</a> (${status}, <code>${name}</code>)</li>`,
  )
  const main = html`<section class="body" lang="en" dir="ltr"><h1>Errors</h1>
<p>Errors are problem documents (RFC 9457). The <code>type</code> of each is the address of one of these pages, and stays it.</p>
<ul>${rows}</ul>
<p><a href="/docs/">Start</a> · <a href="/docs">Operations</a></p></section>`
  return renderPage({ title: 'Errors', site, main, hasSearch: true })
}

export function renderProblem(site: SiteView, { name, status, title, means, todo }: ProblemView): Promise<string> {
  const main = html`<section class="body" lang="en" dir="ltr"><h1>${title}</h1>
<p>Status ${status}, <code>${site.base}/docs/errors/${name}</code></p>
<h2>What it means</h2>
<p>${means}</p>
<h2>What to do</h2>
<p>${todo}</p>
<p><a href="/docs/errors/">All errors</a> · <a href="/docs/">Start</a> · <a href="/docs">Operations</a></p></section>`
  return renderPage({ title, site, main, hasSearch: true })
}
