/** What stands at a path of a JSON value. Promises: work is linear in what is found; nothing is answered in place of what is not there. */
import { ENTRIES } from '../../model/bounds/bounds.ts'
import type { Path, PathStep, Template } from '../../model/path.ts'
import { readField, readString, toFields } from '../builder.ts'

/** Every value at a path, at most so many; a member of a list's entries is looked up in each of them. */
export function readPlaces(value: unknown, path: Path, most = ENTRIES): unknown[] {
  let found: unknown[] = [value]
  for (const step of path) {
    const next: unknown[] = []
    for (const one of found) {
      for (const entry of toEntries(one, step)) {
        if (next.length >= most) break
        next.push(entry)
      }
    }
    found = next
  }
  return found.filter((one) => one !== undefined && one !== null)
}

function toEntries(value: unknown, step: PathStep): readonly unknown[] {
  if ('each' in step) return Array.isArray(value) ? value : Object.values(toFields(value) ?? {})
  if (!Array.isArray(value)) return readMember(value, step.name)
  if (/^-?\d{1,6}$/.test(step.name)) return [value.at(Number(step.name))]
  return value.flatMap((one) => readMember(one, step.name))
}

function readMember(value: unknown, name: string): readonly unknown[] {
  const fields = toFields(value)
  const found = fields && readField(fields, name)
  return found === undefined ? [] : [found]
}

/** What stands at a template's places: of a path alone its values, of a text with places in it that text. */
export function readTemplate(value: unknown, template: Template, encode = (text: string) => text): unknown[] {
  const [only] = template
  if (template.length === 1 && typeof only !== 'string') return readPlaces(value, only ?? [])
  const parts = template.map((part) => (typeof part === 'string' ? part : toPart(value, part, encode)))
  return parts.every((part) => part !== undefined) ? [parts.join('')] : []
}

function toPart(value: unknown, path: Path, encode: (text: string) => string): string | undefined {
  const [first] = readPlaces(value, path, 1)
  const text = readString({ first }, 'first')
  return text === undefined ? undefined : encode(text)
}

/** What a word needs to stand in an address: what it is encoded already stays, and so do its slashes. */
export function toAddressPart(text: string): string {
  return text.replace(/%(?![0-9a-f]{2})|[?#&+\\\s"<>]/gi, encodeURIComponent)
}

/** How far a path leads, for who has to mend it: `“data” has meta, entries`. */
export function describePlaces(value: unknown, path: Path): string {
  let at = path.length
  while (at > 0 && readPlaces(value, path.slice(0, at), 1).length === 0) at--
  const [found] = readPlaces(value, path.slice(0, at), 1)
  const where = at === 0 ? 'it' : `“${path.slice(0, at).map(toStepText).join('.')}”`
  return `${where} ${toContents(found)}`
}

function toStepText(step: PathStep): string {
  return 'each' in step ? '*' : step.name.slice(0, 40)
}

function toContents(value: unknown): string {
  if (Array.isArray(value)) return `is a list of ${value.length}`
  const names = Object.keys(toFields(value) ?? {})
  if (names.length === 0) return typeof value === 'object' ? 'has nothing' : `is a ${typeof value}`
  const shown = names.slice(0, 10).map((name) => name.slice(0, 40))
  return `has ${shown.join(', ')}${names.length > shown.length ? ' and more' : ''}`
}
