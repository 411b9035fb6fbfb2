/** MathML that only shows a formula. HTML inside it, and annotations, give up their markup or go. */
import { type Element, HTML, isElement, isText, MATHML, textOf } from '../../html/tree.ts'
import { MATH, MATH_ATTRIBUTES, MATH_VALUE } from './allowed.ts'
import { escapeHtml } from './text.ts'

/** Writes a formula to the end of `out`. @param depth how deep its elements may stand in each other */
export function writeMath(element: Element, out: string[], depth: number): void {
  const name = element.tagName
  if (name === 'annotation' || name === 'annotation-xml') return
  const isKept = MATH.has(name) && depth > 0
  if (isKept) out.push(`<${name}${toAttributes(element)}>`)
  writeChildren(element, out, depth - 1)
  if (isKept) out.push(`</${name}>`)
}

function writeChildren(element: Element, out: string[], depth: number): void {
  for (const child of element.childNodes) {
    if (isText(child)) out.push(escapeHtml(child.value))
    else if (isElement(child) && child.namespaceURI === MATHML) writeMath(child, out, depth)
    else if (isElement(child) && child.namespaceURI === HTML) out.push(escapeHtml(textOf(child)))
  }
}

function toAttributes(element: Element): string {
  let text = ''
  for (const { name, prefix, value } of element.attrs) {
    const safe = !prefix && MATH_ATTRIBUTES.has(name) ? MATH_VALUE(value) : undefined
    if (safe !== undefined) text += ` ${name}="${escapeHtml(safe)}"`
  }
  return text
}
