/** What `wpautop` does, in one pass: blank lines are paragraphs, line ends are breaks. Linear in time. */

/** Elements that stand beside paragraphs, and end them. */
const BLOCKS =
  'address article aside audio blockquote center dd details div dl dt fieldset figcaption figure footer form h[1-6] header hr iframe li main nav ol p pre script section style summary table tbody td tfoot th thead tr ul video'.replaceAll(
    ' ',
    '|',
  )
const BLOCK_TAG = new RegExp(`<(/?)(${BLOCKS})\\b[^<>]*>`, 'gi')
/** In these, and outside of all, text is set in paragraphs. */
const HOLDERS: ReadonlySet<string> = new Set(['', 'article', 'aside', 'blockquote', 'center', 'div', 'main', 'section'])
/** In these text stays as it is. */
const VERBATIM: ReadonlySet<string> = new Set(['pre', 'script', 'style'])
const EMPTY: ReadonlySet<string> = new Set(['hr'])
const DEEPEST = 200

/** Text between block tags becomes paragraphs where such may stand. */
export function toParagraphs(text: string): string {
  const parts: string[] = []
  const open: string[] = []
  let from = 0
  for (const { 0: tag, 1: slash, 2: name = '', index } of text.matchAll(BLOCK_TAG)) {
    parts.push(renderText(text.slice(from, index), open.at(-1) ?? ''), tag)
    from = index + tag.length
    trackOpen(open, name.toLowerCase(), slash === '/')
  }
  parts.push(renderText(text.slice(from), open.at(-1) ?? ''))
  return parts.join('')
}

/** Keeps the stack of open block elements; a stray end tag changes nothing. */
function trackOpen(open: string[], name: string, isEnd: boolean): void {
  if (EMPTY.has(name)) return
  if (!isEnd) {
    if (open.length < DEEPEST) open.push(name)
    return
  }
  const at = open.lastIndexOf(name)
  if (at >= 0) open.length = at
}

function renderText(text: string, within: string): string {
  if (text.trim() === '' || VERBATIM.has(within)) return text
  if (!HOLDERS.has(within)) return toBreaks(text)
  return text
    .split(/\n[^\S\n]*\n\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => `<p>${toBreaks(part)}</p>\n`)
    .join('')
}

/** Line ends become breaks, but not those within tags or right after a break. */
function toBreaks(text: string): string {
  return text
    .split(/(<[^<>]*>)/)
    .map((part, index, all) => {
      if (index % 2 === 1 || !part.includes('\n')) return part
      const rest = /^<br\b/i.test(all[index - 1] ?? '') ? part.replace(/^\s*\n/, '') : part
      return rest.replace(/(?:(?<![^\S\n])[^\S\n]+)?\n(?!$)/g, '<br>\n')
    })
    .join('')
}
