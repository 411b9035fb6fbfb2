/**
 * Addresses of names (the table `names`). Promises: one that was given stays; two words never share one; whatever a
 * spelling would be called by itself leads to its word, unless another word was there before.
 */
import type { Facet } from '../../model/content.ts'
import type { ListAddress } from '../../model/transfer.ts'
import type { Db, Statement } from '../db.ts'
import { overList, statement, toListElement } from '../statements.ts'

const WORD = `j.value ->> 'kind' AS kind, j.value ->> 'word' AS word, j.value ->> 'slug' AS slug`
const UNNAMED = `
  NOT EXISTS (SELECT 1 FROM names WHERE kind = j.value ->> 'kind' AND word = j.value ->> 'word' AND own = 1)`

const FIRST = `
  INSERT OR IGNORE INTO names (kind, word, slug, own)
  SELECT ${WORD}, 1 FROM json_each(?) AS j WHERE ${UNNAMED} ORDER BY j.key`

const DIGITS = `json_each('[0,1,2,3,4,5,6,7,8,9]')`

// The first that is free: what is taken is passed over, and so is what follows once the word has one.
const NEXT = `
  INSERT OR IGNORE INTO names (kind, word, slug, own)
  SELECT kind, word, slug || '-' || number, 1 FROM (
    SELECT j.key AS place, ${WORD}, 2 + 100 * h.value + 10 * k.value + c.value AS number
    FROM json_each(?) AS j CROSS JOIN ${DIGITS} AS h CROSS JOIN ${DIGITS} AS k CROSS JOIN ${DIGITS} AS c
    WHERE ${UNNAMED})
  ORDER BY place, number`

const OTHERS = `
  INSERT OR IGNORE INTO names (kind, word, slug, own) SELECT ${WORD}, 0 FROM json_each(?) AS j`

/** Gives each name that has none an address. */
export function toNameStatements(names: readonly Facet[]): Statement[] {
  const elements = names.map(({ kind, value, slug = value }) => toListElement({ kind, word: value, slug }))
  const list = [...new Set(elements)]
  return [FIRST, NEXT, OTHERS].flatMap((sql) => overList(sql, list))
}

const GIVEN = `
  INSERT OR IGNORE INTO names (kind, word, slug, own)
  SELECT ${WORD}, j.value ->> 'own' = 1 AND ${UNNAMED} FROM json_each(?) AS j ORDER BY j.key`

/** Gives names the addresses that they have elsewhere, as far as neither has another already. */
export async function saveListAddresses(db: Db, addresses: readonly ListAddress[]): Promise<void> {
  await db.batch(
    overList(
      GIVEN,
      addresses.map(({ kind, word, slug, own }) => toListElement({ kind, word, slug, own: own ? 1 : 0 })),
    ),
  )
}

/** After an item was erased: names that no item has. */
export function toNameErasure(): Statement {
  return statement(
    `DELETE FROM names WHERE NOT EXISTS (
       SELECT 1 FROM names own CROSS JOIN facets f ON f.kind = own.kind AND f.value = own.slug
       WHERE own.kind = names.kind AND own.word = names.word AND own.own = 1)`,
  )
}
