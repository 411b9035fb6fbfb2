/** Bytes of marks that begin another value, and of strings. */
const [QUOTE, COMMA, BACKSLASH, LIST, OBJECT] = ['"', ',', '\\', '[', '{'].map((sign) => sign.charCodeAt(0))

/**
 * Whether JSON has at most so many values. It is the number of values that JSON.parse takes its time for, not their
 * length: megabytes of brackets hold up all others for seconds.
 */
export function hasFewValues(bytes: Uint8Array, most: number): boolean {
  let values = 1
  let isString = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) isString = !isString
    else if (isString && byte === BACKSLASH) at++
    else if (!isString && (byte === COMMA || byte === LIST || byte === OBJECT) && ++values > most) return false
  }
  return true
}
