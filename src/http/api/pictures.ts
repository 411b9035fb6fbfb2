/** Pictures that callers hand in. Promises: nobody is shown one before a story shows it. */
import type { Context, Hono } from 'hono'
import { ParseError, RequestError } from '../../errors.ts'
import type { Backend } from '../backend.ts'
import { readRequestBody } from '../body.ts'
import { answerOnce } from '../idempotency.ts'
import { serve } from '../operation.ts'
import { movingOperations } from '../operations/moving.ts'
import { addRoute, answerJson } from '../route.ts'

const LARGEST = 10 * 1024 * 1024

export function addPictures(app: Hono, backend: Backend): void {
  addRoute(app, '/api/pictures', {
    POST: serve(backend, movingOperations.sendPicture, ({ c }) =>
      answerOnce(c, backend, () => takePicture(c, backend), LARGEST),
    ),
  })
}

/**
 * Answers its address here, hash, type and size. `Content-Location` is the address that stories of another service,
 * which are to be imported, have it at.
 */
async function takePicture(c: Context, backend: Backend): Promise<Response> {
  const bytes = await readRequestBody(c, LARGEST)
  try {
    const { hash, type, size, ...facts } = await backend.takePicture(bytes, c.req.header('Content-Location'))
    return answerJson({ url: `${backend.base}/media/${hash}`, hash, type, size, ...facts }, 201)
  } catch (error) {
    if (error instanceof ParseError)
      throw new RequestError(422, `The picture ${error.message}.`, {}, { cause: error, kind: 'unreadable-document' })
    throw error
  }
}
