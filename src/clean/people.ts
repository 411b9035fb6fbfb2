import type { Person } from '../model/content.ts'
import { toLetters } from './fold.ts'
import { isPersonal } from './names.ts'
import { toPlainName } from './plain-text.ts'
import { toSafeText } from './text.ts'
import { toAbsolute } from './url.ts'

const EMAIL = /^[^\s@<>"]{1,100}@[^\s@<>"]{1,200}$/

/** People as a document names them, each once: names without markup, addresses absolute. */
export function toPeople(people: readonly Person[], base: string | undefined): Person[] {
  const named = people.map((person) => toPerson(person, base)).filter((person) => person.name !== '')
  return [...new Map(named.map((person) => [person.name, person])).values()]
}

/**
 * Who wrote it. The byline of an agency's story says it better than the feed, whose author is
 * whoever pressed the button; but what the feed knows besides of the same person stays.
 */
export function toAuthors(
  received: readonly Person[],
  byline: readonly string[],
  isPress: boolean,
  own: readonly (string | undefined)[],
): Person[] {
  const personal = received.filter((person) => isPersonal(person, own))
  if (byline.length === 0 || (personal.length > 0 && !isPress)) return [...received]
  return byline.map((name) => received.find((person) => toLetters(person.name) === toLetters(name)) ?? { name })
}

function toPerson(person: Person, base: string | undefined): Person {
  const received = toSafeText(person.email ?? '').trim()
  const email = EMAIL.test(received) ? received : undefined
  const url = person.url === undefined ? undefined : toAbsolute(person.url, base)
  const avatar = person.avatar === undefined ? undefined : toAbsolute(person.avatar, base)
  const name = toPlainName(person.name) || email || toAddressName(url)
  return {
    name,
    ...(url ? { url } : {}),
    ...(email ? { email } : {}),
    ...(avatar ? { avatar } : {}),
  }
}

/** JSON Feed and Atom allow an author who is nothing but an address: `example.org/@egid`. A picture alone names nobody. */
function toAddressName(url: string | undefined): string {
  const address = url === undefined ? null : URL.parse(url)
  if (address === null || !/^https?:$/.test(address.protocol)) return ''
  return toSafeText(`${address.host.replace(/^www\./, '')}${address.pathname.replace(/\/$/, '')}`)
}
