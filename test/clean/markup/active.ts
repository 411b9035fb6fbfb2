import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.ParentNode

const ELEMENTS = new Set(
  `script style iframe frame frameset object embed applet form input button select textarea option keygen meta base
  link svg template noscript title isindex portal xmp plaintext noembed noframes marquee animate set use image
  foreignobject annotation-xml maction mglyph malignmark dialog slot area map param bgsound layer ilayer`.split(/\s+/),
)
const ADDRESSES = new Set(
  'href src srcset poster cite action formaction background data xlink:href longdesc dynsrc lowsrc ping manifest archive codebase profile usemap classid icon'.split(
    ' ',
  ),
)
const SAFE_ADDRESS = /^(?:https?|ftp|mailto|tel|sms|xmpp|magnet|geo):/i
const RASTER = /^data:image\/(?:png|gif|jpe?g|webp|avif|bmp|x-icon);base64,/i

const PLACE = /^s-[0-9a-f]{8}-[\p{L}\p{M}\p{N}_.:-]+$/u

/**
 * Everything in some HTML that can run, load a page, send something, or trick a page's scripts; read with
 * the HTML standard's own parser, as fragment and as document, with scripting and without.
 */
export function findActive(html: string): string[] {
  const found = new Set<string>()
  for (const scriptingEnabled of [true, false]) {
    look(parseFragment(html, { scriptingEnabled }), found)
    look(parse(`<!DOCTYPE html><body>${html}`, { scriptingEnabled }), found, true)
    // As the value of an attribute and inside elements that readers put around it.
    look(parseFragment(`<article><p>${html}`, { scriptingEnabled }), found)
  }
  return [...found]
}

function look(node: Node, found: Set<string>, isDocument = false): void {
  if (node.nodeName === '#comment') found.add('comment')
  if ('tagName' in node) lookAt(node, found, isDocument)
  if ('content' in node) look(node.content, found)
  if ('childNodes' in node) for (const child of node.childNodes) look(child, found, isDocument)
}

function lookAt(element: DefaultTreeAdapterTypes.Element, found: Set<string>, isDocument: boolean): void {
  const name = element.tagName.toLowerCase()
  if (ELEMENTS.has(name) || name.includes('-')) found.add(`<${name}>`)
  if (/svg/i.test(element.namespaceURI)) found.add(`svg ${name}`)
  if (isDocument && (name === 'html' || name === 'body') && element.attrs.length > 0) found.add(`attributes on ${name}`)
  for (const attribute of element.attrs) {
    const full = attribute.prefix ? `${attribute.prefix}:${attribute.name}` : attribute.name
    const reason = findActiveAttribute(name, full, attribute.value)
    if (reason) found.add(`${name}[${full}]: ${reason}`)
  }
}

function findActiveAttribute(element: string, name: string, value: string): string | undefined {
  if (/^on/i.test(name)) return 'handler'
  // A place in a story has the story's mark before its name, which no script of a page knows.
  if (name === 'id' && PLACE.test(value)) return undefined
  if (element === 'a' && name === 'href' && value.startsWith('#') && PLACE.test(value.slice(1))) return undefined
  if (
    /^(?:id|name|class|is|slot|srcdoc|autofocus|autoplay|contenteditable|tabindex|accesskey|http-equiv|target|nonce|xmlns|form|usemap|rel)$/i.test(
      name,
    )
  )
    return value
  if (/^(?:data-|aria-|v-|ng-|x-|hx-|:|@|_)/i.test(name)) return 'hook'
  if (name === 'style' && /url|expression|import|behavi|binding|position|[\\@<(]|\/\*/i.test(value)) return value
  if (!ADDRESSES.has(name.toLowerCase())) return undefined
  const urls = name === 'srcset' ? value.split(',').map((each) => each.trim()) : [value]
  const isBad = urls.some(
    (url) => !SAFE_ADDRESS.test(url) && !(element === 'img' && name === 'src' && RASTER.test(url)),
  )
  return isBad ? value.slice(0, 60) : undefined
}
