/** Addresses in a text that lead nowhere without one that they are relative to. */
import { parseHtml } from '../../html/bounded.ts'
import { find, rawAttribute } from '../../html/tree.ts'
import { toInnerBase } from './anchors.ts'

const ADDRESSES = ['href', 'src', 'poster']

/** The first one; undefined where all are absolute, or lead inside the text. */
export function findRelative(html: string): string | undefined {
  const { root } = parseHtml(html)
  if (toInnerBase(root, undefined) !== undefined) return undefined
  let found: string | undefined
  find(root, (element) => {
    const sizes = (rawAttribute(element, 'srcset') ?? '').split(/,\s/)
    const all = [
      ...ADDRESSES.map((name) => rawAttribute(element, name)),
      ...sizes.map((size) => size.trim().split(/\s/, 1)[0]),
    ]
    found = all.find((url) => url !== undefined && isRelative(url.trim()))
    return found !== undefined
  })
  return found
}

/** What links lead to that have to be relative to something, each once. */
export function findRelativeLinks(html: string): string[] {
  const { root } = parseHtml(html)
  if (toInnerBase(root, undefined) !== undefined) return []
  const found = new Set<string>()
  find(root, (element) => {
    const url = element.tagName === 'a' ? rawAttribute(element, 'href')?.trim() : undefined
    if (url !== undefined && isRelative(url)) found.add(url)
    return false
  })
  return [...found]
}

function isRelative(url: string): boolean {
  return url !== '' && !/^(?:#|\/\/|www\.)/i.test(url) && !URL.canParse(url)
}
