/**
 * Text that every format can hold. Promises: no character that XML cannot have, none that turns what stands beside the
 * text, and nothing in a line that would act as markup where a reader takes it for HTML.
 */

import { decodeHTML } from 'entities'
import { toReference } from '../../html/escape.ts'
import { withPairedControls } from './controls.ts'

/** Control characters but tab, line feed and carriage return; lone surrogates; noncharacters (XML 1.0, section 2.2). */
const UNSAFE = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\p{Cs}\p{Noncharacter_Code_Point}]/gu
/** Found much faster; surrogate pairs are looked at closely only where there are any. */
const SUSPECT = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/
const TAG = /<(?=[a-z!/?])/gi
/**
 * A tag that can do nothing: at most a link to a page, and a name that the HTML standard gives no power to. So headlines
 * such as `C++ <vector> in practice` stay verbatim.
 */
const POWERFUL =
  'animate|annotation-xml|desc|fieldset|foreignobject|layer|ilayer|maction|malignmark|mglyph|mtext|mi|mo|mn|ms|set|use|applet|area|base|basefont|bgsound|button|dialog|embed|form|frame|frameset|head|html|body|iframe|image|img|input|isindex|keygen|link|listing|map|marquee|math|meta|noembed|noframes|noscript|object|option|optgroup|param|picture|plaintext|portal|script|select|slot|source|style|svg|table|td|template|textarea|th|title|tr|track|video|audio|xmp'
const PLAIN_ATTRIBUTE = '(?:\\s(?:(?:title|lang|dir)="[^"<>&]*"|href="https?:\\/\\/[^"<>&\\s]*"))'
const PLAIN_TAG = `\\/?(?!(?:${POWERFUL})\\b)[a-z][a-z0-9]{0,30}${PLAIN_ATTRIBUTE}{0,4}\\s?\\/?>`
/** These do something to what follows them, whatever they say; all others nothing where they set no attribute. */
const TAKING =
  'script|style|textarea|title|xmp|plaintext|listing|noscript|noembed|noframes|iframe|frame|frameset|select|template|svg|math|object|applet|embed|marquee|portal|fencedframe|base|form'
/** What acts by its name alone, or is taken by scripts of pages for theirs. */
const HOOK = 'on|auto|contenteditable|data-|aria-|v-|ng-|x-|hx-|[:@_]'
const BARE_ATTRIBUTE = `(?:[\\s/]{1,10}(?!${HOOK})[^\\s<>=/]{1,60})`
const BARE_TAG = `\\/?(?!(?:${TAKING})[\\s/>])[a-z][^\\s<>=/]{0,60}${BARE_ATTRIBUTE}{0,20}[\\s/]{0,10}>`
const OTHER_TAG = new RegExp(`<(?!${PLAIN_TAG}|${BARE_TAG})[a-z/!?]`, 'i')

/**
 * The text with every character taken out that XML 1.0 cannot hold, C1 controls and noncharacters too, and what would
 * turn the text beside it.
 */
export function toXmlSafeText(text: string): string {
  return SUSPECT.test(text) ? withPairedControls(text.replace(UNSAFE, '')) : text
}

/** One line: runs of ordinary white space become one space; no-break spaces inside stay. */
export function toSingleLine(text: string): string {
  return toXmlSafeText(text)
    .replace(/[ \t\n\r]+/g, ' ')
    .trim()
}

/**
 * A line of plain text that stays plain where a reader takes it for HTML, as many do with titles:
 * what would then act has its `<` shown as `‹`. Harmless text (`a < b`, `<b>`) stays verbatim.
 */
export function toInertLine(text: string): string {
  const line = toSingleLine(text)
  return isActing(line) ? line.replace(TAG, '‹') : line
}

/** As `toInertLine`, but line breaks stay. */
export function toInertText(text: string): string {
  const safe = toXmlSafeText(text).trim()
  return isActing(safe) ? safe.replace(TAG, '‹') : safe
}

/**
 * HTML or text without the marks of CDATA sections, which only mean something in XML: where a section was escaped or
 * stands within another, they are left over, and HTML takes what follows them for a comment.
 */
export function withoutSections(text: string): string {
  if (text.includes('<![CDATA[')) return text.replace(/<!\[CDATA\[|\]\](?:>|&gt;)/g, '')
  return text.endsWith(']]>') ? text.slice(0, -3) : text
}

const HALVES = /&#(x[\da-f]{4}|\d{5});&#(x[\da-f]{4}|\d{5});/gi

/**
 * HTML in which a character beyond 16 bits is one reference: Java and .NET write the halves of its surrogate pair, and
 * HTML makes nothing of either.
 */
export function withJoinedSurrogates(html: string): string {
  if (!html.includes('&#')) return html
  return html.replace(HALVES, (all, high: string, low: string) => {
    const pair = [high, low].map((each) => Number(/^x/i.test(each) ? `0${each}` : each))
    const character = String.fromCharCode(...pair)
    return [...character].length === 1 ? character : all
  })
}

/** Character references of HTML decoded, those without a semicolon too. */
export function decodeReferences(text: string): string {
  return text.includes('&') ? decodeHTML(text) : text
}

/** Whether some of the text would act, or could where other text follows it; in linear time. */
function isActing(text: string): boolean {
  const start = text.search(OTHER_TAG)
  return start >= 0 && /[>=]|<[!?]|<\/[^a-z]/i.test(text.slice(start))
}

/** XML-safe text for HTML: as content, and within double quotes; old engines end an attribute at a backtick. */
export function escapeHtml(text: string): string {
  const safe = toXmlSafeText(text)
  return /[&<>"`\r]/.test(safe) ? safe.replace(/\r\n?/g, '\n').replace(/[&<>"`]/g, toReference) : safe
}
