/** The page of operations: the shell of Swagger UI, whose script and style sheet are files of our own. */

import { html } from 'hono/html'
import { renderPage, type SiteView } from '../layout.ts'

/** It shows /openapi.json, and lets each operation be tried. */
export function renderOperations(site: SiteView): Promise<string> {
  const main = html`<section lang="en" dir="ltr"><h1>Operations</h1>
<p>Everything that this service can be asked, to be tried here. <a href="/docs/">Start</a> shows the usual ones step by step, <a href="/docs/errors/">Errors</a> says what each error means, and <a href="/openapi.json">openapi.json</a> is the same for programs.</p>
<p>What writes or fetches needs a token: <em>Authorize</em> takes it. It is kept by this page alone, and gone when the page is.</p>
<div id="operations"></div>
<noscript><p>The list is shown by a script.</p></noscript></section>`
  const head = html`<link rel="stylesheet" href="/swagger/swagger-ui.css?v=${site.version}">
<script src="/swagger/swagger-ui-bundle.js?v=${site.version}" defer></script>
<script src="/operations.js?v=${site.version}" defer></script>`
  return renderPage({ title: 'Operations', site, main, head, hasSearch: true })
}
