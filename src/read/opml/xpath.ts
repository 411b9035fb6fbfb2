/**
 * XPath 1.0 as a CSS selector, as far as it can be said as one. Promises: what is answered selects just what the XPath
 * does on a page; what can't be said is told. Bounded: in length, and in how deep it nests.
 */
import { type Expression, parseXPath, unsaid, type XPath, type XPathStep } from './xpath-parser.ts'
import { addStep, type Built, type Scope } from './xpath-steps.ts'

type Selected = { readonly selector: string; readonly attribute?: string }

/** The selector, and the attribute of what it selects that is meant. @throws ParseError where it can't be said */
export function toSelector(xpath: string, scope: Scope): Selected {
  const paths = toPaths(parseXPath(xpath), scope)
  const selected = paths.map((path) => toSelected(path, scope))
  const attributes = new Set(selected.map(({ attribute }) => attribute))
  if (attributes.size > 1) throw unsaid('several attributes')
  const [attribute] = attributes
  const selector = [...new Set(selected.map((one) => one.selector))].join(', ')
  return attribute === undefined ? { selector } : { selector, attribute }
}

/** What only makes a text of nodes is left to whoever reads the text. */
const TEXT_OF = ['string', 'normalize-space']

function toPaths(expression: Expression, scope: Scope): readonly XPath[] {
  switch (expression.kind) {
    case 'path':
      return [expression]
    case 'union':
      return expression.parts.flatMap((part) => toPaths(part, scope))
    case 'filter':
      if (scope === 'one' && expression.position === 1) return toPaths(expression.of, scope)
      throw unsaid('a position among all matches')
    case 'call': {
      const [argument] = expression.arguments
      if (!TEXT_OF.includes(expression.name)) throw unsaid(`${expression.name}()`)
      return argument === undefined ? [{ kind: 'path', from: 'context', steps: [] }] : toPaths(argument, scope)
    }
    default:
      throw unsaid('no path')
  }
}

/** The item itself, in selectors for what is in it. */
const ITEM = ':scope'

function toSelected({ from, steps }: XPath, scope: Scope): Selected {
  if (scope !== 'page' && from === 'root') throw unsaid('a path from the top of the page, not from the item')
  const last = steps.at(-1)
  const attribute = last?.axis === 'attribute' ? last.test : undefined
  const elements = withoutText(attribute === undefined ? steps : steps.slice(0, -1))
  const built = elements.reduce(
    (before: Built | undefined, step, index) => addStep(before, step, scope, index === elements.length - 1),
    undefined,
  )
  if (built === undefined && scope === 'page') throw unsaid('the whole page')
  const selector = built === undefined ? ITEM : toFinished(built, scope, attribute)
  return attribute === undefined ? { selector } : { selector, attribute }
}

/** Of two matches the one that has the attribute is meant. */
function toFinished({ text, isPlain }: Built, scope: Scope, attribute: string | undefined): string {
  const has = attribute === undefined || text.endsWith(`[${attribute}]`) ? '' : `[${attribute}]`
  if (scope === 'page') return text.replace(/^> /, '')
  return `${isPlain ? '' : `${ITEM} `}${text}${has}`
}

/** The text of an element is the element's. */
function withoutText(steps: readonly XPathStep[]): readonly XPathStep[] {
  const kept = steps.filter(({ axis, test }, index) => test !== 'text()' || index < steps.length - 1 || axis === 'self')
  if (kept.some(({ test }) => test === 'text()')) throw unsaid('text()')
  const last = kept.at(-1)
  return last?.test === 'node()' && last.axis === 'descendant-or-self' ? kept.slice(0, -1) : kept
}
