/** Whom an export names: its users, and with the Co-Authors plug-in guests who are none. */
import type { Person } from '../../../model/content.ts'
import { toAuthorNicename, toNicename } from '../../../model/nicename.ts'
import type { OldName } from '../../../model/old-name.ts'
import { addPerson } from '../../builder.ts'
import type { XmlElement } from '../../xml/namespace.ts'
import { toOldNames } from '../terms.ts'
import { readChild, readMeta } from './fields.ts'

/** What people are called, by login and by nicename. */
export type People = Map<string, string>

/** A user; answers the names that its pages had. */
export function readUser(element: XmlElement, people: People): OldName[] {
  const [login, label] = [readChild(element, 'wp:author_login'), toAuthorName(element)]
  if (login === undefined || label === undefined) return []
  const slug = toAuthorNicename(login)
  for (const name of [login, slug]) if (name !== '') people.set(name, label)
  return toOldNames({ taxonomy: 'author', kind: 'author', label, slug, number: readChild(element, 'wp:author_id') })
}

/** A guest, who stands among the items. */
export function readGuest(element: XmlElement, people: People): void {
  const meta = readMeta(element)
  const label = meta.get('cap-display_name')?.[0] ?? readChild(element, 'title')
  const slug = withoutPrefix(readChild(element, 'wp:post_name') ?? '')
  for (const name of [slug, meta.get('cap-user_login')?.[0]]) if (name && label) people.set(name, label)
}

/** Posts name their author by login; with the Co-Authors plug-in several of them, in a taxonomy. */
export function readAuthors(post: XmlElement, people: People): { authors: Person[]; names: OldName[] } {
  const authors: Person[] = []
  const names: OldName[] = []
  for (const { name, attributes, text } of post.children) {
    if (name !== 'category' || attributes.get('domain') !== 'author') continue
    const slug = withoutPrefix(attributes.get('nicename') ?? '')
    const label = people.get(slug) ?? people.get(toNicename(slug)) ?? people.get(text.trim()) ?? text.trim()
    addPerson(authors, toPerson(label))
    names.push(...toOldNames({ taxonomy: 'author', kind: 'author', label, slug }))
  }
  if (authors.length > 0) return { authors, names }
  const login = readChild(post, 'dc:creator') ?? ''
  const label = people.get(login) ?? login
  addPerson(authors, toPerson(label))
  const slug = toAuthorNicename(login)
  return { authors, names: people.has(login) ? [] : toOldNames({ taxonomy: 'author', kind: 'author', label, slug }) }
}

function withoutPrefix(nicename: string): string {
  return nicename.replace(/^cap-/, '')
}

/** Many logins are e-mail addresses: then the post has no author rather than somebody's address. */
function toPerson(name: string): Person | undefined {
  const plain = name.trim()
  return plain === '' || plain.includes('@') ? undefined : { name: plain }
}

/** What `wp:author` says people are called; never an e-mail address. */
function toAuthorName(author: XmlElement): string | undefined {
  const full = [readChild(author, 'wp:author_first_name'), readChild(author, 'wp:author_last_name')]
    .filter(Boolean)
    .join(' ')
  return [readChild(author, 'wp:author_display_name'), full].find((name) => name && !name.includes('@'))
}
