/**
 * IP addresses and ranges as text ↔ bytes. An own reader, because it has to be the same
 * in runtimes without a `net` module.
 */

/** 4 bytes (IPv4) or 16 (IPv6). */
export type Address = readonly number[]

/** Every address whose first `bits` bits are those of `start`. */
export type Range = { readonly start: Address; readonly bits: number }

/** Reads an IPv4 or IPv6 address in its usual forms; brackets and a zone (`%eth0`) may be there. */
export function parseAddress(text: string): Address | undefined {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  return bare.includes(':') ? parseV6(bare.split('%', 1)[0] ?? '') : parseV4(bare)
}

/** Reads `10.0.0.0/8` or `fd00::/8`; an address alone is the range of that one address. */
export function parseRange(text: string): Range | undefined {
  const slash = text.indexOf('/')
  const start = parseAddress(slash < 0 ? text : text.slice(0, slash))
  if (start === undefined) return undefined
  const most = start.length * 8
  if (slash < 0) return { start, bits: most }
  const length = text.slice(slash + 1)
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN
  return bits <= most ? { start, bits } : undefined
}

/** Whether the range holds the address; IPv4 and IPv6 are never the same address here. */
export function contains(range: Range, address: Address): boolean {
  if (address.length !== range.start.length) return false
  return address.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, range.bits - index * 8))
    const mask = (0xff << (8 - bits)) & 0xff
    return (byte & mask) === ((range.start[index] ?? 0) & mask)
  })
}

function parseV4(text: string): Address | undefined {
  const parts = text.split('.', 5)
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return undefined
  const bytes = parts.map(Number)
  return bytes.every((byte) => byte < 256) ? bytes : undefined
}

/** RFC 4291, section 2.2: groups, at most one `::`, and IPv4 notation for the last 32 bits. */
function parseV6(text: string): Address | undefined {
  const halves = text.split('::', 3)
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map((half, index) => parseGroups(half, index === halves.length - 1))
  if (head === undefined) return undefined
  if (halves.length === 1) return head.length === 16 ? head : undefined
  if (tail === undefined || head.length + tail.length > 14) return undefined
  return [...head, ...Array.from({ length: 16 - head.length - tail.length }, () => 0), ...tail]
}

function parseGroups(text: string, ends: boolean): Address | undefined {
  if (text === '') return []
  const bytes: number[] = []
  const groups = text.split(':', 9)
  for (const [index, group] of groups.entries()) {
    const last = ends && index === groups.length - 1
    const v4 = last && group.includes('.') ? parseV4(group) : undefined
    if (v4 !== undefined) bytes.push(...v4)
    else if (/^[0-9a-f]{1,4}$/i.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff)
    else return undefined
  }
  return bytes
}
