/** Lists as one JSON parameter, which `json_each(?)` makes rows of again: a statement for any number of items. */
import { type Statement, statement, type Value } from './db.ts'

/** One statement over a list, its last parameter, or none over an empty one. */
export function overList(sql: string, elements: readonly string[], ...values: Value[]): Statement[] {
  return elements.length === 0 ? [] : [statement(sql, ...values, `[${elements.join(',')}]`)]
}

/** `raw` members are JSON already: a story is turned into JSON once. */
export function toElement(
  members: Readonly<Record<string, Value>>,
  raw: Readonly<Record<string, string>> = {},
): string {
  const more = Object.entries(raw).map(([name, json]) => `,${JSON.stringify(name)}:${json}`)
  return `${JSON.stringify(members).slice(0, -1)}${more.join('')}}`
}

/** The row that an element names: an item's own, or, not above 0, that of a new item counted back from the last. */
export const ROW = `iif(value ->> 'row' > 0, value ->> 'row', (SELECT max(id) FROM items) + (value ->> 'row'))`
