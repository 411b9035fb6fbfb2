import type { Context } from 'hono'
import { correction, generate } from 'lean-qr'
import { toPngBuffer } from 'lean-qr/extras/node_export'
import { toSvgSource } from 'lean-qr/extras/svg'
import { toUtf8 } from '../publish/utf8.ts'
import type { Link } from '../store/links.ts'
import type { Desk } from './desk.ts'
import { toLinkUrl } from './link-json.ts'
import { queryError } from './problem.ts'
import { toUrl } from './route.ts'
import { answerDocument, toEtag } from './validators.ts'

/** Pixels a side. */
const SIZES = { least: 64, standard: 320, most: 2048 }
/** Light modules around it (ISO/IEC 18004 §9.1). */
const QUIET = 4

/**
 * The short link as a QR code, black on white. `?size=` is its side in pixels; of a PNG the modules are whole pixels,
 * so that it is the largest such that fits, and never smaller than one pixel a module. @throws RequestError 400
 */
export function answerQrCode(c: Context, desk: Desk, link: Link, part: '.svg' | '.png'): Response {
  const size = readSize(toUrl(c).searchParams.get('size'))
  const code = generate(toLinkUrl(link, desk.base), { minCorrectionLevel: correction.M })
  const scale = Math.max(1, Math.floor(size / (code.size + 2 * QUIET)))
  const bytes =
    part === '.svg'
      ? toUtf8(
          toSvgSource(code, { on: '#000', off: '#fff', pad: QUIET, width: size, height: size, xmlDeclaration: true }),
        )
      : new Uint8Array(toPngBuffer(code, { on: [0, 0, 0], off: [255, 255, 255], pad: QUIET, scale }))
  const type = part === '.svg' ? 'image/svg+xml' : 'image/png'
  return answerDocument(c, { bytes, type, etag: toEtag(bytes) }, { 'Cache-Control': 'public, max-age=86400' })
}

function readSize(text: string | null): number {
  if (text === null || text === '') return SIZES.standard
  const size = Number(text)
  if (/^\d{1,4}$/.test(text) && size >= SIZES.least && size <= SIZES.most) return size
  throw queryError('size', `size has to be a whole number from ${SIZES.least} to ${SIZES.most}.`)
}
