/**
 * What this service's own RSS and Atom say of a story that other feeds say in the same words and mean otherwise:
 * the agency's lines in Dublin Core's terms, `via` for the story's own address, and in RSS each of several authors
 * beside the line that names them all.
 */
import type { Person, Press } from '../model/content.ts'
import type { ParsedItem } from '../model.ts'
import { addPerson } from './draft.ts'
import type { Element } from './element.ts'
import { readTombstone, toNotice } from './tombstone.ts'

/** The generator that our documents name. */
export function isOwn(element: Element): boolean {
  return element.name === 'generator' && element.text.trim() === 'ara-feeds'
}

/** The item with what its element says besides, where the document is our own. */
export function withOwnFacts(item: ParsedItem, element: Element): ParsedItem {
  const tombstone = element.children.find(({ name }) => name === 'at:deleted-entry')
  if (tombstone !== undefined) return toNotice(item, readTombstone(tombstone))
  const press = readPress(element)
  const authors = readMakers(element)
  const said = {
    ...item,
    ...(authors.length === 0 ? {} : { authors }),
    ...(Object.keys(press).length === 0 ? {} : { press }),
  }
  const isTaken = element.children.some(({ name }) => name === 'source')
  if (isTaken || said.origin?.url === undefined) return said
  const { origin, ...rest } = said
  return { ...rest, alsoAt: [...(item.alsoAt ?? []), said.origin.url] }
}

/** `<foaf:maker><foaf:Agent><foaf:name>…`, once for each of several authors. */
function readMakers(element: Element): Person[] {
  const people: Person[] = []
  for (const maker of element.children) {
    if (maker.name !== 'foaf:maker') continue
    const name = maker.children.map((agent) => readLine(agent, 'foaf:name')).find((line) => line !== undefined)
    if (name !== undefined) addPerson(people, { name })
  }
  return people
}

function readPress(element: Element): Partial<Press> {
  const lines = [
    ['dateline', readLine(element, 'dc:coverage')],
    ['agency', readLine(element, 'dc:publisher')],
    ['source', readLine(element, 'dc:source') ?? readLine(element, 'dc:relation')],
  ] as const
  return Object.fromEntries(lines.filter(([, line]) => line !== undefined))
}

function readLine(element: Element, name: string): string | undefined {
  return element.children.find((one) => one.name === name)?.text.trim() || undefined
}
