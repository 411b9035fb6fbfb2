/**
 * Quotes of attributes that are never closed: `<img width="40><p>Text <a href="…">` has, for the HTML standard, one long
 * value and no text. What was meant is told by the quote that seems to close it, which opens another value.
 */

/** A value that goes on beyond a `>`. Most HTML has none. */
const BEYOND = /=\s{0,9}(?:"[^">]*>|'[^'>]*>)/
/** The next value of a tag, or its end. */
const newNext = () => /=\s{0,9}(["'])|>/g
/** The beginning of a value; what follows one is none. */
const VALUE = /^(?!\/>)[^\s>]/
/** What a tag is ended with after its last value. */
const SLASH = /\s{1,9}\/?$/

/** The HTML with such quotes closed where their tags end. Time is linear. */
export function closeQuotes(html: string): string {
  if (!BEYOND.test(html)) return html
  let closed = ''
  let from = 0
  for (let open = findTag(html, 0); open >= 0; ) {
    const { end, brokenBy } = findEnd(html, open)
    if (brokenBy !== '') {
      closed += `${html.slice(from, end - 1).replace(SLASH, '')}${brokenBy}>`
      from = end
    }
    open = findTag(html, end)
  }
  return closed + html.slice(from)
}

function findTag(html: string, from: number): number {
  let at = html.indexOf('<', from)
  while (at >= 0 && !/[a-z]/i.test(html.charAt(at + 1))) {
    const end = html.startsWith('<!--', at) ? html.indexOf('-->', at) : at
    at = end < 0 ? -1 : html.indexOf('<', end + 1)
  }
  return at
}

/** Where a tag ends, and the quote that was to be closed before. */
function findEnd(html: string, open: number): { readonly end: number; readonly brokenBy: string } {
  const next = newNext()
  next.lastIndex = open
  // Looked for once only: it may stand far away.
  let angle = open
  for (let match = next.exec(html); match; match = next.exec(html)) {
    const [, quote] = match
    if (quote === undefined) return { end: next.lastIndex, brokenBy: '' }
    const close = html.indexOf(quote, next.lastIndex)
    if (angle < next.lastIndex) angle = html.indexOf('>', next.lastIndex)
    if (angle < 0) break
    if (isLeftOpen(html, angle, close)) return { end: angle + 1, brokenBy: quote }
    next.lastIndex = close + 1
  }
  return { end: html.length, brokenBy: '' }
}

/** Whether the quote at `close` is one that opens a value of a later tag. */
function isLeftOpen(html: string, angle: number, close: number): boolean {
  if (close < 0) return true
  return (
    angle < close && /=\s{0,9}$/.test(html.slice(close - 10, close)) && VALUE.test(html.slice(close + 1, close + 3))
  )
}
