/** Which format and version a feed's root element stands for. */
import type { Element } from './element.ts'

export type Version = { readonly format: 'rss' | 'atom' | 'rdf'; readonly version: string | undefined }

/** By the root's name, its `version`, and the namespaces it declares. */
export function readVersion(root: Element): Version {
  const version = root.attributes.get('version')?.trim() || undefined
  const namespaces = [...root.attributes].filter(([name]) => name.startsWith('xmlns')).map(([, address]) => address)
  if (root.name === 'feed') return { format: 'atom', version: toAtomVersion(version, namespaces) }
  if (root.name === 'rdf:rdf') return { format: 'rdf', version: toRdfVersion(namespaces) }
  return { format: 'rss', version }
}

function toAtomVersion(version: string | undefined, namespaces: readonly string[]): string | undefined {
  if (version && /^0\.[123]$/.test(version)) return version
  if (namespaces.some((address) => /purl\.org\/atom\/ns/i.test(address))) return '0.3'
  return namespaces.some((address) => /w3\.org\/2005\/atom/i.test(address)) ? '1.0' : version
}

function toRdfVersion(namespaces: readonly string[]): string | undefined {
  if (namespaces.some((address) => /purl\.org\/rss\/1\.0\/?$/i.test(address))) return '1.0'
  return namespaces.some((address) => /netscape\.com\/rdf\/simple\/0\.9/i.test(address)) ? '0.90' : undefined
}
