/** Pictures that callers hand in. Promises: nobody is shown one before a story shows it. */
import type { Context, Hono } from 'hono'
import { ParseError, RequestError } from '../../errors.ts'
import type { Backend } from '../backend.ts'
import { readMediaType, readRequestBody } from '../body.ts'
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
 * Answers its address here, hash, type and size: 201 a new one, 200 one that was here. `Content-Location` is the address
 * that stories of another service, which are to be imported, have it at.
 */
async function takePicture(c: Context, backend: Backend): Promise<Response> {
  const type = readPictureType(c)
  const bytes = await readRequestBody(c, LARGEST)
  try {
    const { isNew, hash, ...facts } = await backend.takePicture(bytes, type, c.req.header('Content-Location'))
    return answerJson({ url: `${backend.base}/media/${hash}`, hash, ...facts }, isNew ? 201 : 200)
  } catch (error) {
    if (error instanceof ParseError)
      throw new RequestError(422, `The picture ${error.message}.`, {}, { cause: error, kind: 'unreadable-document' })
    throw error
  }
}

/** The media type of a body that is one picture, as it is. @throws RequestError 415 */
function readPictureType(c: Context): string {
  const type = readMediaType(c)
  const coding = c.req.header('Content-Encoding')?.toLowerCase() ?? 'identity'
  if (coding !== 'identity')
    throw new RequestError(415, 'Send the picture as it is, without Content-Encoding: it is compressed already.')
  if (type.startsWith('image/')) return type
  const how = 'the bytes of one picture with its own Content-Type, such as image/jpeg'
  if (type.startsWith('multipart/')) throw new RequestError(415, `Send ${how}, not a form.`)
  throw new RequestError(415, type === '' ? `Send ${how}.` : `Send ${how}, not ${type.slice(0, 100)}.`)
}
