/** The compressed forms that documents are kept in, best first. */
export type Encoding = 'br' | 'gzip'

/** Compresses at once; a part of each runtime. */
export type Compress = (bytes: Uint8Array, encoding: Encoding) => Uint8Array<ArrayBuffer>

/** Below this nothing is gained: it fits into one packet as it is. */
export const LEAST_BYTES = 1_000

/**
 * The form that Accept-Encoding likes best (RFC 9110 §12.5.3): the highest weight, brotli before gzip where they are
 * alike; undefined where neither is acceptable, or plain bytes are liked better.
 */
export function toEncoding(accepted: string | undefined): Encoding | undefined {
  if (accepted === undefined || accepted === '') return undefined
  const weights = readWeights(accepted)
  const others = weights.get('*') ?? 0
  const br = weights.get('br') ?? others
  const gzip = weights.get('gzip') ?? weights.get('x-gzip') ?? others
  const best = Math.max(br, gzip)
  // Plain bytes need not be named to be acceptable, so they are preferred only where they are.
  if (best === 0 || best < (weights.get('identity') ?? 0)) return undefined
  return br === best ? 'br' : 'gzip'
}

function readWeights(accepted: string): Map<string, number> {
  const weights = new Map<string, number>()
  for (const part of accepted.split(',')) {
    const [name = '', ...parameters] = part.split(';')
    weights.set(name.trim().toLowerCase(), readWeight(parameters))
  }
  return weights
}

/** `q=0.8`; what makes no sense refuses nothing. */
function readWeight(parameters: readonly string[]): number {
  const text = parameters.map((one) => one.trim().toLowerCase()).find((one) => one.startsWith('q='))
  if (text === undefined) return 1
  const weight = Number(text.slice(2))
  return weight >= 0 && weight <= 1 ? weight : 1
}
