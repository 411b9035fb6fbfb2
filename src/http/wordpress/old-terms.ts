/** The numbers and nicenames that authors and terms of stories had, for what is shown of them. */

import { toWord } from '../../clean/identity/word.ts'
import type { StoredItem } from '../../model/model.ts'
import type { OldName } from '../../model/old-name.ts'
import type { OldTerm, OldTerms } from '../../publish/wordpress/terms.ts'
import { loadNamesOf } from '../../store/feeds/old-names.ts'
import type { Backend } from '../backend.ts'

type Kind = OldName['kind']

/** Of the authors and terms of some stories. */
export async function loadOldTermsOf(backend: Backend, items: readonly StoredItem[]): Promise<OldTerms> {
  const tags = items.flatMap(({ content }) => content.categories.map(({ label, name }) => label ?? name))
  const authors = items.flatMap(({ content }) => content.authors.map(({ name }) => name))
  const found = await Promise.all([loadOldTerms(backend, 'tag', tags), loadOldTerms(backend, 'author', authors)])
  return new Map(found.flatMap((terms) => [...terms]))
}

/** Of those that have these labels. */
export async function loadOldTerms(backend: Backend, kind: Kind, labels: readonly string[]): Promise<OldTerms> {
  const names = await loadNamesOf(backend.db, kind, [...new Set(labels)])
  const found = new Map<string, readonly OldTerm[]>()
  // One under its path alone is in no taxonomy that has a list.
  for (const [label, some] of Map.groupBy(
    names.filter(({ taxonomy }) => taxonomy !== ''),
    (name) => name.label,
  )) {
    const terms = [...Map.groupBy(some, ({ taxonomy }) => taxonomy)].map(([taxonomy, own]) => toTerm(taxonomy, own))
    found.set(`${kind}/${toWord(label)}`, terms)
  }
  return found
}

function toTerm(taxonomy: string, names: readonly OldName[]): OldTerm {
  const number = names.find(({ name }) => name.startsWith('#'))?.name.slice(1)
  const slug = names.find(({ name }) => !name.startsWith('#'))?.name
  return {
    taxonomy,
    ...(number === undefined ? {} : { number: Number(number) }),
    ...(slug === undefined ? {} : { slug }),
  }
}
