/** What of an export is no story: other types, and what is not public. */
import type { XmlElement } from '../../xml/namespace.ts'
import { toWithheld } from '../left-out.ts'
import { isWaiting } from '../waiting.ts'
import { readChild } from './fields.ts'

/** Why an item is left out; with its headline where somebody wrote it and does not show it. */
export type LeftItem = { readonly word: string; readonly title?: string }

/** Whether an item is a story that is to be public some time. */
export function isWaitingPost(element: XmlElement, types: readonly string[]): boolean {
  if (!types.includes(readChild(element, 'wp:post_type') ?? 'post')) return false
  return isWaiting(readChild(element, 'wp:status'), isLocked(element))
}

function isLocked(element: XmlElement): boolean {
  return readChild(element, 'wp:post_password') !== undefined
}

/** Undefined where the item is a story. @param types those that are read */
export function readLeftItem(element: XmlElement, types: readonly string[]): LeftItem | undefined {
  const type = readChild(element, 'wp:post_type') ?? 'post'
  if (!types.includes(type)) return { word: type }
  const status = readChild(element, 'wp:status') ?? 'publish'
  const withheld = toWithheld(status, isLocked(element))
  if (withheld !== undefined) return { word: withheld, title: readChild(element, 'title') ?? '' }
  return status === 'publish' ? undefined : { word: status }
}

/** Where a text shows a block that is stored by itself, for many posts (`<!-- wp:block {"ref":12} /-->`). */
const REUSED = /<!-- wp:block \{"ref":\d{1,15}/g

/** What a story shows and only has the number of, a word for each. */
export function readLeftBlocks(post: XmlElement): string[] {
  return [...(readChild(post, 'content:encoded') ?? '').matchAll(REUSED)].map(() => 'reusable block in a story')
}
