/** What authors and terms are called in addresses, as WordPress's REST says it. */
import type { OldName } from '../../model/old-name.ts'
import { type Fields, readField, readList, readString, toFields } from '../builder.ts'
import { isSubject, toOldNames } from './terms.ts'

/** A list of `/wp/v2/users`. */
export function readRestUsers(list: readonly unknown[]): OldName[] {
  return toEntries(list).flatMap(toUserNames)
}

/** A whole list of terms of one taxonomy, whose parents stand among them. */
export function readRestTerms(list: readonly unknown[]): OldName[] {
  const terms = toEntries(list)
  const slugs = new Map(terms.map((term) => [readString(term, 'id'), readString(term, 'slug')]))
  return terms.flatMap((term) => toTermNames(term, slugs.get(readString(term, 'parent'))))
}

/** Of a post that came with its authors and terms. */
export function readEmbeddedNames(post: Fields): OldName[] {
  const embedded = toFields(readField(post, '_embedded')) ?? {}
  const terms = toEntries(readList(embedded, 'wp:term').flat())
  return [...readRestUsers(readList(embedded, 'author')), ...terms.flatMap((term) => toTermNames(term, undefined))]
}

function toEntries(list: readonly unknown[]): Fields[] {
  return list.map(toFields).filter((one) => one !== undefined)
}

function toUserNames(user: Fields): OldName[] {
  return toOldNames({ ...toSaid(user), taxonomy: 'author', kind: 'author' })
}

function toTermNames(term: Fields, parent: string | undefined): OldName[] {
  const taxonomy = readString(term, 'taxonomy')
  if (taxonomy === undefined || !isSubject(taxonomy)) return []
  return toOldNames({ ...toSaid(term), taxonomy, kind: 'tag', parent })
}

function toSaid(fields: Fields) {
  return {
    label: readString(fields, 'name') ?? '',
    slug: readString(fields, 'slug'),
    number: readString(fields, 'id'),
    link: readString(fields, 'link'),
  }
}
