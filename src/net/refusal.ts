/** The page that comes with a refusal, as far as it is read: it may say that it is a bot check that refuses. */
import type { RefusalPage } from '../errors.ts'
import { joinChunks } from './body.ts'
import type { BodyReader } from './exchange.ts'
import type { Trail } from './redirects.ts'

/** Statuses that bot checks come with: asked to prove it, forbidden, not allowed, too often, not now. */
const GUARDED: readonly number[] = [202, 401, 402, 403, 405, 406, 429, 451, 503]
/** Bytes of it that are read. */
const MOST = 128 * 1024

/** Headers that say whose bot check answered, and the beginnings of what they say. */
const GUARDS: readonly (readonly [header: string, values: RegExp, name: string])[] = [
  ['cf-mitigated', /^challenge/i, 'Cloudflare'],
  ['x-vercel-mitigated', /^(?:challenge|deny)/i, 'Vercel'],
  ['x-amzn-waf-action', /^(?:challenge|captcha)/i, 'AWS WAF'],
  ['x-datadome', /./, 'DataDome'],
  ['x-dd-b', /./, 'DataDome'],
  ['x-sucuri-block', /./, 'Sucuri'],
  ['server', /^ddos-guard/i, 'DDoS-Guard'],
]

/** Undefined where it has no body, or none that can be read: the status says enough. */
export async function readRefusal({ response, url }: Trail): Promise<RefusalPage | undefined> {
  if (!GUARDED.includes(response.status)) return undefined
  const contentType = response.headers.get('content-type') ?? undefined
  const guard = GUARDS.find(([header, values]) => values.test(response.headers.get(header) ?? ''))?.[2]
  return {
    url: url.href,
    bytes: await readStart(response.body?.getReader()),
    ...(contentType === undefined ? {} : { contentType }),
    ...(guard === undefined ? {} : { guard }),
  }
}

/** As much as comes, up to the limit. */
async function readStart(reader: BodyReader | undefined): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (
      let part = await reader?.read();
      part !== undefined && !part.done && size < MOST;
      part = await reader?.read()
    ) {
      if (part.value) chunks.push(part.value)
      size += part.value?.length ?? 0
    }
  } catch (error) {
    // What breaks off here was never asked for: the status is the fault that is told of.
    if (!(error instanceof Error)) throw error
  }
  return joinChunks(chunks).subarray(0, MOST)
}
