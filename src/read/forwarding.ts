/** XML documents that say nothing but where the feed is now, as services sent them that could send no redirect. */
import { decodeXML } from 'entities/decode'
import type { DocumentOrigin } from '../model/document.ts'
import { sniff } from './sniff.ts'
import { decodeBytes } from './text/text.ts'

/** No such document is longer. */
const LONGEST = 8_192

/** `<redirect><newLocation>…</newLocation></redirect>`: the address, absolute where it can be made so. */
export function readForwarding(bytes: Uint8Array, { url, contentType }: DocumentOrigin): string | undefined {
  if (bytes.byteLength > LONGEST) return undefined
  const { text } = decodeBytes(bytes, contentType)
  const sniffed = sniff(text, contentType)
  if (sniffed.kind !== 'xml' || sniffed.root !== 'redirect') return undefined
  const [, found = ''] = /<(?:\w{1,30}:)?newLocation\b[^<>]{0,500}>([\s\S]{1,2500}?)<\//i.exec(text) ?? []
  const location = decodeXML(found.replace(/<!\[CDATA\[|\]\]>/g, '')).trim()
  return URL.canParse(location, url) ? new URL(location, url).href : undefined
}
