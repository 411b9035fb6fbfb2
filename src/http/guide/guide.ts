/**
 * The door of the guide: what people read of the API, `/docs` and below. Promises: a page for each kind of error that a
 * problem document names, and no script, style or address that is not our own.
 */

import type { Hono } from 'hono'
import { renderOperations } from '../../pages/guide/operations.ts'
import { type ProblemView, renderProblem, renderProblems } from '../../pages/guide/problems.ts'
import { renderStart } from '../../pages/guide/start.ts'
import type { Backend } from '../backend.ts'
import { withOperation } from '../operation.ts'
import { guideOperations } from '../operations/guide.ts'
import { ERRORS } from '../problem.ts'
import { PROBLEMS } from '../problems.ts'
import { addRoute } from '../route.ts'
import { answerPage, toSiteView } from '../site/page.ts'
import { STEPS } from './steps.ts'

const VIEWS: readonly ProblemView[] = Object.entries(PROBLEMS).map(([name, problem]) => ({ name, ...problem }))

export function addGuide(app: Hono, backend: Backend): void {
  const site = toSiteView(backend)
  const { readOperations, readStart, readErrors, readError } = guideOperations
  addRoute(app, '/docs', {
    GET: withOperation(readOperations, async (c) =>
      answerPage(c, await renderOperations(site), { 'Content-Security-Policy': toPolicy(backend) }),
    ),
  })
  addRoute(app, '/docs/', { GET: withOperation(readStart, async (c) => answerPage(c, await renderStart(site, STEPS))) })
  addRoute(app, ERRORS, {
    GET: withOperation(readErrors, async (c) => answerPage(c, await renderProblems(site, VIEWS))),
  })
  addRoute(app, `${ERRORS}:name`, {
    GET: withOperation(readError, async (c) => {
      const view = VIEWS.find(({ name }) => name === c.req.param('name'))
      return view === undefined ? c.notFound() : answerPage(c, await renderProblem(site, view))
    }),
  })
}

/** Swagger UI writes styles into the page; scripts are files of ours alone, and nobody else is asked for anything. */
function toPolicy({ base }: Backend): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self' ${base}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
