/** Who wrote it: `joe@example.org (Joe Doe)`, `Joe Doe <joe@example.org>`, `Joe Doe`. */
import type { Person } from '../model/content.ts'
import type { Element } from './element.ts'

const EMAIL = /[a-zA-Z0-9_\-.+]{1,64}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,8}/

/** A whole line of an address book where only the name belongs. */
const ADDRESSED = /<[^<>@\s]{1,64}@[^<>\s]{1,255}>\s*$/

/** A person from one line of text; undefined when it names nobody. */
export function toPerson(line: string): Person | undefined {
  const text = line.replace(/\s+/g, ' ').trim()
  if (!text) return undefined
  const email = text.includes('@') ? EMAIL.exec(text.slice(0, 1000))?.[0] : undefined
  if (!email) return { name: text }
  const name = text
    .replace(email, '')
    .replace(/^\?subject=\S+/, '')
    .replace(/^mailto:|\((?:mailto:)?\s*\)|<(?:mailto:)?\s*>|\[\s*\]/gi, '')
    .trim()
    .replace(/^\((.*)\)$/, '$1')
    .trim()
    // A name with a comma stands in quotes before an address (RFC 5322 section 3.2.4).
    .replace(/^"([^"]*)"$/, '$1')
  return { name, email }
}

/** A person from an element: Atom's name, uri and email, or text. */
export function readPerson(element: Element): Person | undefined {
  const child = (...names: string[]) =>
    element.children.find((one) => names.includes(one.name))?.text.trim() || undefined
  const name = child('name', 'itunes:name', 'foaf:name')
  const email = child('email', 'itunes:email', 'foaf:mbox')
  const url = child('uri', 'url', 'homepage', 'href', 'foaf:homepage')
  if (name === undefined && email === undefined && url === undefined)
    return readNested(element) ?? toPerson(element.text)
  const named = name === undefined || ADDRESSED.test(name) ? toPerson(name ?? element.text) : { name }
  return { name: '', ...named, ...(email ? { email } : {}), ...(url ? { url } : {}) }
}

/** `<dc:creator><foaf:Person foaf:name="Joe"/></dc:creator>`, as RDF has it. */
function readNested(element: Element): Person | undefined {
  const inner = element.children.find((one) => one.name === 'foaf:person' || one.name === 'rdf:description')
  if (!inner) return undefined
  const name = inner.attributes.get('foaf:name') ?? inner.children.find((one) => one.name === 'foaf:name')?.text
  return name ? toPerson(name) : undefined
}
