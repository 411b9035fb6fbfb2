/** WordPress's stored text made HTML: paragraphs that only line breaks mark, and shortcodes. */

const BLOCK =
  /^<\/?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|script|section|style|table|tbody|td|tfoot|th|thead|tr|ul|video|audio)\b/i

/** HTML of a post as WordPress stores it (what `the_content` would print, less what needs the site's plugins). */
export function toPostHtml(stored: string): string {
  const text = toFigures(stored.replace(/\r\n?/g, '\n')).trim()
  // The block editor writes its paragraphs out.
  return /<!--\s*wp:/.test(text) || /<p[\s>]/i.test(text) ? text : toParagraphs(text)
}

/** `[caption …]<img …> words[/caption]` is a figure; embeds are links; other shortcodes go, what they enclose stays. */
function toFigures(text: string): string {
  if (!text.includes('[')) return text
  return text
    .replace(/\[(?:wp_)?caption\b[^\]]{0,500}\]([\s\S]{0,5000}?)\[\/(?:wp_)?caption\]/gi, (_, inner: string) =>
      toFigure(inner),
    )
    .replace(/\[embed\b[^\]]{0,500}\]\s*(https?:[^\s[<]{1,2000})\s*\[\/embed\]/gi, '<a href="$1">$1</a>')
    .replace(/\[(?:youtube|vimeo)[ =]+(https?:[^\s\]<"]{1,2000})[^\]]{0,200}\]/gi, '<a href="$1">$1</a>')
    .replace(
      /\[\/?(?:gallery|audio|video|playlist|embed|caption|wp_caption|youtube|vimeo|contact-form-7|vc_\w{1,40}|et_pb_\w{1,40})\b[^\]]{0,2000}\]/gi,
      '',
    )
}

function toFigure(inner: string): string {
  const match = /^\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*<\/a>)?)([\s\S]*)$/i.exec(inner)
  if (!match) return inner
  const words = (match[2] ?? '').trim()
  return `\n\n<figure>${match[1]}${words ? `<figcaption>${words}</figcaption>` : ''}</figure>\n\n`
}

/** A blank line ends a paragraph, any other line break stays one. */
function toParagraphs(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => (BLOCK.test(block) ? block : `<p>${block.replaceAll('\n', '<br>\n')}</p>`))
    .join('\n')
}
