/**
 * What of a story is wider than its page. Promises: whoever has no mouse can move in it too.
 */

/** A table keeps its own display, so that it stays one for whoever hears it; `pre` is its own frame. In clean HTML. */
export function withScrolling(html: string): string {
  if (!html.includes('<pre') && !html.includes('<table')) return html
  return html
    .replace(/<pre(?=[ >])/g, '<pre tabindex="0"')
    .replace(/<table(?=[ >])/g, '<div class="wide" tabindex="0"><table')
    .replaceAll('</table>', '</table></div>')
}
