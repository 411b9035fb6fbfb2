/** Fields of JSON values that nobody has checked: a field of the wrong type is no field. */

export type Fields = Readonly<Record<string, unknown>>

/** The value as an object with fields; undefined for everything else, lists too. */
export function toFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

/** An own field, so that `__proto__` and `constructor` are fields like others. */
export function readField(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** Text that is not blank, trimmed; a number counts as its digits. */
export function readString(fields: Fields, name: string): string | undefined {
  const value = readField(fields, name)
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' ? value.trim() || undefined : undefined
}

/** A number of things that is not negative; digits in text count. */
export function readNumber(fields: Fields, name: string): number | undefined {
  const value = readField(fields, name)
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined
}

/** A list; one value that stands alone is a list of it. */
export function readList(fields: Fields, name: string): readonly unknown[] {
  const value = readField(fields, name)
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}
