import { paramError, restError } from './wordpress-errors.ts'

/** Parameters of WordPress's REST API, and their refusals in its words. @throws RequestError 400 */

/** A whole number in a range. */
export function readInteger(
  params: URLSearchParams,
  name: string,
  standard: number,
  least: number,
  most: number,
): number {
  const text = params.get(name)
  if (text === null || text === '') return standard
  if (!/^-?\d{1,15}$/.test(text)) throw paramError(name, `${name} is not of type integer.`)
  const number = Number(text)
  if (number >= least && number <= most) return number
  throw paramError(name, `${name} must be between ${least} (inclusive) and ${most} (inclusive)`)
}

/** One of some words. */
export function readChoice<Choice extends string>(
  params: URLSearchParams,
  name: string,
  standard: Choice,
  choices: readonly Choice[],
): Choice {
  const text = params.get(name)
  if (text === null || text === '') return standard
  const choice = choices.find((one) => one === text)
  if (choice !== undefined) return choice
  throw paramError(name, `${name} is not one of ${choices.join(', ')}.`)
}

/** `a=1,2` or `a[]=1&a[]=2`; undefined where there is none. At most 100. */
export function readList(params: URLSearchParams, name: string): string[] | undefined {
  const all = [...params.entries()].filter(([key]) => key === name || key.replace(/\[\d{0,3}\]$/, '') === name)
  if (all.length === 0) return undefined
  const list = all
    .flatMap(([key, value]) => (key === name ? value.split(/[,\s]+/) : [value]))
    .filter((one) => one !== '')
  if (list.length > 100) throw paramError(name, `${name} must contain at most 100 items.`)
  return list
}

/** A list of numbers. */
export function readNumbers(params: URLSearchParams, name: string): number[] | undefined {
  return readList(params, name)?.map((text) => {
    if (!/^\d{1,15}$/.test(text)) throw paramError(name, `${name}[0] is not of type integer.`)
    return Number(text)
  })
}

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i

/** A time of ISO 8601, in UTC where it says no zone; milliseconds since 1970. */
export function readTime(params: URLSearchParams, name: string): number | undefined {
  // A plus in a query is a blank, and few write %2B.
  const text = params.get(name)?.replace(/ (?=\d{2}:?\d{2}$)/, '+')
  if (!text) return undefined
  const [, day, clock = '00:00:00', zone = 'Z'] = TIME.exec(text) ?? []
  const time = day === undefined ? Number.NaN : Date.parse(`${day}T${clock}${zone.replace(/(\d{2})(\d{2})$/, '$1:$2')}`)
  if (!Number.isNaN(time)) return time
  throw paramError(name, 'Invalid date.')
}

/** Who reads: everybody sees the same, and nobody may edit here. */
export function readContext(params: URLSearchParams): 'view' | 'embed' {
  const context = readChoice(params, 'context', 'view', ['view', 'embed', 'edit'])
  if (context !== 'edit') return context
  throw restError(401, 'rest_forbidden_context', 'Sorry, you are not allowed to edit posts in this post type.')
}
