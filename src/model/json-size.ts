/** Marks that begin another value, and those of strings. */
const [QUOTE, COMMA, BACKSLASH, LIST, OBJECT] = ['"', ',', '\\', '[', '{'].map((sign) => sign.charCodeAt(0))

/**
 * Whether JSON has at most so many values. It is the number of values that JSON.parse takes its time for, not their
 * length: megabytes of brackets hold up all others for seconds.
 */
export function hasFewValues(json: Uint8Array | string, most: number): boolean {
  const toMark = typeof json === 'string' ? (at: number) => json.charCodeAt(at) : (at: number) => json[at]
  let values = 1
  let isString = false
  for (let at = 0; at < json.length; at++) {
    const mark = toMark(at)
    if (mark === QUOTE) isString = !isString
    else if (isString && mark === BACKSLASH) at++
    else if (!isString && (mark === COMMA || mark === LIST || mark === OBJECT) && ++values > most) return false
  }
  return true
}
