/** The written page of the API: the usual ways step by step, each as a line for a shell. */

import { html } from 'hono/html'
import { type Html, renderPage, type SiteView } from '../layout.ts'

/** One thing to do: why, and the call. */
export type GuideStep = {
  readonly name: string
  readonly words: string
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly body?: object
}

export function renderStart(site: SiteView, steps: readonly GuideStep[]): Promise<string> {
  const main = html`<section class="body" lang="en" dir="ltr"><h1>Start</h1>
<p>What writes needs a token. Whoever runs the service has it, or makes you one; put it into your shell once:</p>
<pre><code>TOKEN=…</code></pre>
${steps.map((step) => renderStep(site, step))}
<h2>When something is wrong</h2>
<p>Each error is a problem document (RFC 9457): <code>detail</code> says in a sentence what is wrong, <code>field</code> and <code>errors</code> name the part, and <code>type</code> is the address of a page that says what to do: <a href="/docs/errors/">all of them</a>.</p>
<h2>Everything else</h2>
<p><a href="/docs">Operations</a> lists all there is, to be tried on the spot; <a href="/openapi.json">openapi.json</a> is the same for programs.</p></section>`
  return renderPage({ title: 'Start', site, main, hasSearch: true })
}

function renderStep(site: SiteView, step: GuideStep): Html {
  return html`<h2>${step.name}</h2>
<p>${step.words}</p>
<pre><code>${toCurl(site.base, step)}</code></pre>`
}

/** The line for a shell. What is quoted holds no quote itself. */
export function toCurl(base: string, { method, path, body }: GuideStep): string {
  const parts = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} '${base}${path}'`,
    ...(method === 'GET' ? [] : [`-H "Authorization: Bearer $TOKEN"`]),
    ...(body === undefined ? [] : [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(body)}'`]),
  ]
  return parts.join(' \\\n  ')
}
