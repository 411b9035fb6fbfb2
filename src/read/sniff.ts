/** Which format a document is in: by what it holds, and only where that says nothing by what the server called it. */

type Sniffed =
  | { readonly kind: 'xml'; readonly root: string /** Where markup begins. */; readonly start: number }
  | { readonly kind: 'html' | 'json' | 'text' | 'empty' | 'binary' }

/** Roots that we read, canonical; under any prefix and in any case. */
const ROOT = /<(?:[\w-]{1,30}:)?(rss|feed|rdf|channel|opml|urlset|sitemapindex|wxr)(?=[\s>/])/i

const ROOT_END = /<\/(?:[\w-]{1,30}:)?(?:rss|feed|rdf|channel)\s*>/i
const PAGE = /<(?:!doctype\s+html|html|head|body)\b/i

/** How far into a document its root may stand behind warnings that some server printed before it. */
const REACH = 65_536

export function sniff(text: string, contentType: string | undefined): Sniffed {
  const head = text.slice(0, REACH)
  const first = head.search(/[^\s\u0000\ufeff]/)
  if (first < 0) return { kind: 'empty' }
  // A program that pads its fields with zeros writes a feed all the same.
  if (isBinary(head) && !ROOT.test(head)) return { kind: 'binary' }
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  const character = head[first]
  if ((character === '{' || character === '[') && isJson(text, type)) return { kind: 'json' }
  // Behind a comment, a guard against being run as a script, or a call.
  if (character !== '<' && type.includes('json') && /[{[]/.test(head)) return { kind: 'json' }
  return sniffMarkup(head, text.slice(-200), first, type)
}

function sniffMarkup(head: string, tail: string, first: number, type: string): Sniffed {
  const root = ROOT.exec(head)
  const html = PAGE.exec(root ? head.slice(0, root.index) : head)
  // A page may show a feed in its text; a feed may stand behind the warnings of a page that failed to be one.
  if (root && (!html || /<\?xml\s/i.test(head.slice(html.index, root.index)) || isBare(head, html.index, root.index))) {
    return { kind: 'xml', root: (root[1] ?? '').toLowerCase(), start: toStart(head, root.index) }
  }
  // A feed whose root's start tag is broken still ends as one.
  if (!html && ROOT_END.test(tail) && /<(?:item|entry)[\s>]/i.test(head))
    return { kind: 'xml', root: 'channel', start: first }
  if (html || (type.includes('html') && head.includes('<'))) return { kind: 'html' }
  if (head[first] === '<') return { kind: 'xml', root: toFirstElement(head), start: first }
  return { kind: isGarbled(head) ? 'binary' : 'text' }
}

/** The first element; one that we read without its prefix. */
function toFirstElement(head: string): string {
  const name = /<([\w:.-]{1,60})/.exec(withoutComments(head))?.[1]?.toLowerCase() ?? ''
  return name.replace(/^[\w-]+:(?=(?:entry|redirect)$)/, '')
}

/** From behind the last comment that stands before the first element. */
function withoutComments(head: string): string {
  let at = 0
  for (;;) {
    const open = head.indexOf('<!--', at)
    const close = head.indexOf('-->', open)
    if (open < 0 || close < 0 || /<\w/.test(head.slice(at, open))) return head.slice(at)
    at = close + 3
  }
}

/** Whether a page that some template began has no element before the feed. */
function isBare(head: string, from: number, to: number): boolean {
  return !/<[a-z]/i.test(head.slice(from, to))
}

/** From the declaration or DOCTYPE nearest before the root, since its entities count; junk before it does not. */
function toStart(head: string, root: number): number {
  const before = head.slice(0, root)
  const declaration = before.lastIndexOf('<?xml ')
  if (declaration >= 0) return declaration
  const doctype = before.search(/<!doctype/i)
  return doctype >= 0 ? doctype : root
}

function isJson(text: string, type: string): boolean {
  if (type.includes('json')) return true
  return /^[\s\ufeff]*(?:\{\s*(?:"|\})|\[\s*(?:\{|\]))/.test(text.slice(0, 200))
}

/** Bytes that mean something else decode to a control character here and there; prose has none. */
function isGarbled(head: string): boolean {
  const sample = head.slice(0, 4096)
  return (sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u009f]/g)?.length ?? 0) > sample.length / 50
}

/** Pictures, archives and the like are full of zeros; text has none. */
function isBinary(head: string): boolean {
  return head.slice(0, 1024).split('\0').length > 4 || /^(?:\x1f\x8b|PK\x03\x04|%PDF-|\ufffdPNG|GIF8)/.test(head)
}

/** Whether an XML document is WordPress's export: its root declares that namespace. */
export function isExport(text: string): boolean {
  const root = /<rss\b[^<>]{0,10000}>/i.exec(text.slice(0, 65_536))?.[0] ?? ''
  return /["']https?:\/\/wordpress\.org\/export\//i.test(root)
}
