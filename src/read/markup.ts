/** Guessing whether text is HTML, where a format does not say. */
import { decodeHTMLStrict } from 'entities/decode'

/** Elements that people put into feeds; a word in angle brackets that is none of them is a word. */
const ELEMENTS: ReadonlySet<string> = new Set(
  `a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption center cite code
  col colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form
  h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main map mark menu meter nav noscript
  ol optgroup option output p picture pre progress q rp rt ruby s samp section select small source span
  strike strong sub summary sup table tbody td textarea tfoot th thead time tr track tt u ul var video wbr`.split(
    /\s+/,
  ),
)

/**
 * Universal Feed Parser's rule: there is an end tag or a reference, and every tag and every name of a reference is HTML's.
 * Conservative, since a wrong guess loses text: `a <b> c` stays as it is.
 */
export function looksLikeHtml(value: string): boolean {
  const tagged = value.includes('<')
  if (!tagged && !value.includes('&')) return false
  const reference = /&#?\w{1,32};/.test(value)
  if (reference && !hasKnownNames(value)) return false
  if (!tagged) return reference
  if (!reference && !/<\/\w{1,32}>/.test(value)) return false
  for (const [, name = ''] of value.matchAll(/<\/?(\w{1,32})/g)) if (!ELEMENTS.has(name.toLowerCase())) return false
  return true
}

/** `AT&T;` is no reference, and text that holds it was not written as HTML. */
function hasKnownNames(value: string): boolean {
  for (const [name] of value.matchAll(/&\w{1,32};/g)) if (decodeHTMLStrict(name) === name) return false
  return true
}
