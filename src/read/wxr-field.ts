import type { Element } from './element.ts'

/** The text of the first child of this name; undefined where there is none or it is blank. */
export function readChild(element: Element, name: string): string | undefined {
  return element.children.find((one) => one.name === name)?.text.trim() || undefined
}
