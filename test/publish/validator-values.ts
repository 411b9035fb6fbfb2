import { parseFragment } from 'parse5'
import { childrenOf, listAll, type Node } from './document.ts'
import { type Check, isRss, links, named, offending } from './inspection.ts'

const URI = /^[a-z][0-9a-z+.-]*:(?:\/\/)?[0-9a-z;/?:@&=+$.\-_!~*'()%,#]+$/i
const RFC822 =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/
const MIME = /^[^\s()<>,;:\\"/[\]?=]+\/[^\s()<>,;:\\"/[\]?=]+$/
const LOOKS_LIKE_HTML = /<\/(?:a|b|i|p|div|span|title|br|em)>|&(?:#?\w+);/i

/** HTML of an item, wherever it stands. */
function listHtml(root: Node): string[] {
  return listAll(root)
    .filter(({ name, attributes }) => name === 'content:encoded' || (name === 'content' && attributes.type === 'html'))
    .map(({ text }) => text)
}

type Element = { tagName?: string; attrs?: { name: string; value: string }[]; childNodes?: Element[] }

function listElements(node: Element): Element[] {
  return [node, ...(node.childNodes ?? []).flatMap(listElements)]
}

const inHtml = (isWrong: (element: Element) => boolean): Check => {
  return (root) =>
    listHtml(root).flatMap((html) =>
      listElements(parseFragment(html) as Element)
        .filter(isWrong)
        .map(({ tagName, attrs }) => `${tagName} ${JSON.stringify(attrs)}`),
    )
}

/** What the HTML standard calls a parse error; the validator takes none. */
function findHtmlErrors(html: string): string[] {
  const found: string[] = []
  parseFragment(html, { onParseError: ({ code, startOffset }) => found.push(`${code} at ${html.slice(startOffset)}`) })
  return found
}

const attribute = (element: Element, test: (name: string, value: string) => boolean) =>
  (element.attrs ?? []).some(({ name, value }) => test(name, value))

const ACTIVE = new Set(
  'applet base embed form frame iframe link meta object script style plaintext xmp listing'.split(' '),
)
/** Elements whose text is an address. */
const ADDRESSES = named('link', 'comments', 'wfw:commentRss', 'docs', 'url', 'uri', 'icon', 'logo')

/** The validator's messages on values: dates, addresses, numbers, texts and the HTML in them. */
export const VALUE_CHECKS: Readonly<Record<string, Check>> = {
  // Values.
  InvalidRFC2822Date: offending(named('pubDate', 'lastBuildDate'), ({ text }) => !RFC822.test(text)),
  IncorrectDOW: offending(named('pubDate', 'lastBuildDate'), ({ text }) => new Date(text).toUTCString() !== text),
  InvalidRFC3339Date: (root) => [
    ...offending(named('updated', 'published', 'atom:updated'), ({ text }) => !RFC3339.test(text))(root),
    ...offending(named('at:deleted-entry'), ({ attributes }) => !RFC3339.test(attributes.when ?? ''))(root),
  ],
  InvalidLanguage: (root) =>
    [
      ...named('language', 'dc:language')(root).map(({ text }) => text),
      ...listAll(root).flatMap(({ attributes }) => attributes['xml:lang'] ?? []),
    ].filter((tag) => !/^[a-z]{2,3}(?:-[a-z0-9]+)*$/i.test(tag)),
  InvalidFullLink: (root) => [
    ...offending(ADDRESSES, ({ text, attributes }) => !attributes.href && !URI.test(text))(root),
    ...listAll(root).flatMap(({ name, attributes }) =>
      [attributes.href, attributes.url, attributes['xml:base']].flatMap((url) =>
        url === undefined || URI.test(url) ? [] : [`${name} ${url}`],
      ),
    ),
  ],
  InvalidTAG: offending(
    named('id', 'guid'),
    ({ text }) =>
      text.startsWith('tag:') && !/^tag:[a-z0-9.-]+,\d{4}(?:-\d\d){0,2}:[0-9a-z;/?:@&=+$.\-_!~*'()%,]*$/i.test(text),
  ),
  InvalidHttpGUID: offending(named('guid'), ({ attributes }) => attributes.isPermaLink !== 'false'),
  NotSufficientlyUnique: offending(named('guid'), ({ text }) => /^\d{1,8}$/.test(text)),
  InvalidMIMEAttribute: (root) =>
    offending(
      (all) => listAll(all).filter(({ name }) => ['enclosure', 'media:content', 'link', 'atom:link'].includes(name)),
      ({ attributes }) => attributes.type !== undefined && !MIME.test(attributes.type),
    )(root),
  InvalidIntegerAttribute: (root) =>
    offending(listAll, ({ attributes }) =>
      ['length', 'fileSize', 'width', 'height', 'thr:count'].some(
        (name) => attributes[name] !== undefined && !/^\d+$/.test(attributes[name]),
      ),
    )(root),
  InvalidPositiveInteger: offending(named('media:content', 'media:thumbnail'), ({ attributes }) =>
    ['fileSize', 'width', 'height'].some((name) => attributes[name] === '0'),
  ),
  InvalidCoord: offending(named('georss:point'), ({ text }) => !/^-?\d+(?:\.\d+)? -?\d+(?:\.\d+)?$/.test(text)),
  InvalidMediaMedium: offending(
    named('media:content'),
    ({ attributes }) => !['image', 'audio', 'video', 'document'].includes(attributes.medium ?? ''),
  ),
  InvalidUpdatePeriod: offending(named('sy:updatePeriod'), ({ text }) => !['hourly', 'daily'].includes(text)),
  MediaGroupWithoutAlternatives: offending(
    named('media:group'),
    (group) => childrenOf(group, 'media:content').length < 2,
  ),
  NotBlank: (root) => [
    // An Atom entry has to have a title, and not every story has.
    ...offending(
      named('title', 'name', 'category', 'generator', 'link'),
      (node) => isRss(root) && node.text.trim() === '',
    )(root),
    ...(isRss(root)
      ? []
      : offending(named('summary', 'content', 'name', 'rights', 'subtitle'), ({ text }) => text.trim() === '')(root)),
  ],
  AttrNotBlank: (root) =>
    offending(
      (all) => listAll(all).flatMap(links),
      ({ attributes }) => attributes.rel === '' || attributes.title === '',
    )(root),
  EmailFormat: offending(named('webMaster'), ({ text }) => !/^\S+@\S+ \(.+\)$/.test(text)),
  ContainsEmail: offending(named('dc:creator', 'author'), ({ text }) => /\S@\S/.test(text)),
  BadCharacters: (root) =>
    listAll(root)
      .flatMap(({ text, attributes }) => [text, ...Object.values(attributes)])
      .filter((text) => /[\u0080-\u009f\ufffd]/.test(text)),

  // Text that could be taken for HTML. RSS has no way to say that it is none.
  ContainsUndeclaredHTML: (root) =>
    isRss(root)
      ? []
      : offending(
          named('title', 'summary', 'subtitle', 'rights', 'media:description', 'media:title'),
          ({ text, attributes }) => attributes.type !== 'html' && LOOKS_LIKE_HTML.test(text),
        )(root),
  NotHtml: (root) => [
    ...inHtml(({ tagName }) => tagName?.includes('-') ?? false)(root),
    ...listHtml(root).flatMap(findHtmlErrors),
  ],
  SecurityRisk: inHtml(({ tagName }) => ACTIVE.has(tagName ?? '')),
  SecurityRiskAttr: inHtml((element) => attribute(element, (name) => name.startsWith('on') || name === 'srcdoc')),
  DangerousStyleAttr: inHtml((element) =>
    attribute(element, (name, value) => name === 'style' && /expression|url\(|position/i.test(value)),
  ),
  // A footnote leads within its story, to a target that has the story's own prefix: that stays.
  ContainsRelRef: inHtml((element) =>
    attribute(element, (name, value) => (name === 'href' || name === 'src') && !/^(?:\w+:|#s-)/.test(value)),
  ),
}
