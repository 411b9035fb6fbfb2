/** Steps and predicates of XPath as compounds of a CSS selector (Selectors 4). */
import { type Expression, unsaid, type XPath, type XPathStep } from './xpath-parser.ts'

/** `one`: looked up inside an item, and the first match counts; `many`: there too, all of them; `page`: all of the page's. */
export type Scope = 'page' | 'one' | 'many'

/** `text` begins with `> ` where the first element is a child. Plain: one element anywhere within. */
export type Built = { readonly text: string; readonly isPlain: boolean }

const JOINTS: Readonly<Record<string, string>> = {
  child: '> ',
  descendant: '',
  'descendant-or-self': '',
  /** By `//`. */
  below: '',
  'following-sibling': '~ ',
}

export function addStep(before: Built | undefined, step: XPathStep, scope: Scope, isLast: boolean): Built | undefined {
  const { axis, test, predicates } = step
  if (test === 'node()' && axis === 'self' && predicates.length === 0) return before
  if (axis === 'ancestor' || axis === 'parent') return addUpward(before, step, scope)
  const [condition, joint] = toConditions(step, scope === 'one' && isLast)
  if (axis === 'self') {
    if (before === undefined) throw unsaid('a condition on the item itself')
    return {
      ...before,
      text: `${before.text}${test === '*' || test === 'node()' ? '' : `:is(${toTag(test)})`}${condition}`,
    }
  }
  const own = joint ?? JOINTS[axis]
  if (own === undefined) throw unsaid(`the axis ${axis}`)
  if (before === undefined && own !== '> ' && own !== '') throw unsaid('what stands beside the item')
  const compound = `${toTag(test)}${condition}`
  if (before === undefined) return { text: own + compound, isPlain: own === '' }
  return { text: `${before.text} ${own}${compound}`, isPlain: false }
}

/** `//a/ancestor::article` is `article:has(a)`. */
function addUpward(before: Built | undefined, { axis, test, predicates }: XPathStep, scope: Scope): Built {
  if (before === undefined || scope !== 'page') throw unsaid('what lies around the item')
  if (predicates.some(({ kind }) => kind === 'number')) throw unsaid(`the nearest by ${axis}`)
  const inside = before.isPlain ? before.text : `:is(${before.text.replace(/^> /, '')})`
  const [condition] = toConditions({ axis: 'child', test, predicates }, false)
  return { text: `${toTag(test)}${condition}:has(${axis === 'parent' ? '> ' : ''}${inside})`, isPlain: true }
}

function toTag(test: string): string {
  if (test === 'node()') return '*'
  if (test.includes(':') || test.includes('(')) throw unsaid(test)
  return test
}

/** What the predicates of a step say, and the joint before it where a position makes it another. */
function toConditions({ axis, test, predicates }: XPathStep, isFirstTaken: boolean): [string, string?] {
  const last = predicates.at(-1)
  // Of all that match the first is taken, and that is the first of its siblings too.
  const isFirst = isFirstTaken && last?.kind === 'number' && last.value === 1
  const rest = isFirst ? predicates.slice(0, -1) : predicates
  const [head, ...tail] = rest
  if (axis === 'following-sibling' && test === '*' && head?.kind === 'number' && head.value === 1) {
    return [tail.map(toCondition).join(''), '+ ']
  }
  return [rest.map((predicate, index) => toPlace(predicate, axis, test, index) ?? toCondition(predicate)).join('')]
}

/** A position among siblings of the name: the first predicate of a child. */
function toPlace(predicate: Expression, axis: XPathStep['axis'], test: string, index: number): string | undefined {
  const place = toNth(predicate)
  if (place === undefined) return undefined
  if ((axis !== 'child' && axis !== 'below') || index > 0) throw unsaid('a position among some of the siblings')
  return `:nth-${place.isFromEnd ? 'last-' : ''}${test === '*' || test === 'node()' ? 'child' : 'of-type'}(${place.nth})`
}

type Nth = { readonly nth: string; readonly isFromEnd?: boolean }

function toNth(predicate: Expression): Nth | undefined {
  if (predicate.kind === 'number') return { nth: String(predicate.value) }
  if (isCall(predicate, 'last')) return { nth: '1', isFromEnd: true }
  if (predicate.kind !== 'binary') return undefined
  const { left, operator, right } = predicate
  if (operator === '-' && isCall(left, 'last') && right.kind === 'number') {
    return { nth: String(right.value + 1), isFromEnd: true }
  }
  if (!isCall(left, 'position')) return undefined
  if (isCall(right, 'last') && operator === '=') return { nth: '1', isFromEnd: true }
  if (isCall(right, 'last') && (operator === '<' || operator === '!=')) return { nth: 'n+2', isFromEnd: true }
  return right.kind === 'number' ? toRange(operator, right.value) : undefined
}

function toRange(operator: string, value: number): Nth | undefined {
  switch (operator) {
    case '=':
      return { nth: String(value) }
    case '>':
      return { nth: `n+${value + 1}` }
    case '>=':
      return { nth: `n+${value}` }
    case '<':
      return { nth: `-n+${value - 1}` }
    case '<=':
      return { nth: `-n+${value}` }
    default:
      return undefined
  }
}

function isCall(expression: Expression, name: string): boolean {
  return expression.kind === 'call' && expression.name === name && expression.arguments.length === 0
}

// Conditions: predicates that are no position, as what follows a tag in a selector.

function toCondition(predicate: Expression): string {
  switch (predicate.kind) {
    case 'path':
      return toTest(predicate, toPresent)
    case 'union':
      return `:is(${predicate.parts.map(toCondition).join(', ')})`
    case 'call':
      return toCallCondition(predicate.name, predicate.arguments)
    case 'binary':
      return toBinaryCondition(predicate.left, predicate.operator, predicate.right)
    default:
      throw unsaid('this condition')
  }
}

/** What is to be true of an attribute, or of a text where there is none. */
type Test = (attribute: string | undefined) => string

const toPresent: Test = (attribute) => (attribute === undefined ? '' : `[${attribute}]`)

/** A test of what a path leads to, from the element that the condition is about. */
function toTest({ from, steps }: XPath, test: Test): string {
  if (from === 'root') throw unsaid('a condition on another part of the page')
  const last = steps.at(-1)
  const attribute = last?.axis === 'attribute' ? last.test : undefined
  const way = steps.filter((step) => step !== last || (attribute === undefined && step.test !== 'text()'))
  const [first] = way
  if (way.every(({ axis, test }) => axis === 'self' && test === 'node()')) return test(attribute)
  if (first?.axis === 'self' && way.length === 1)
    return `:is(${toTag(first.test)}${toConditions(first, false)[0]}${test(attribute)})`
  const built = way.reduce((before: Built | undefined, step) => addStep(before, step, 'many', false), undefined)
  return `:has(${built?.text ?? ''}${test(attribute)})`
}

function toCallCondition(name: string, given: readonly Expression[]): string {
  const [first, second] = given
  switch (name) {
    case 'not':
      return `:not(${toAlternatives(first).join(', ')})`
    case 'boolean':
      return toCondition(first ?? SELF)
    case 'contains':
      return toTextTest(first, second, '*=')
    case 'starts-with':
      return toTextTest(first, second, '^=')
    case 'ends-with':
      return toTextTest(first, second, '$=')
    default:
      throw unsaid(`${name}()`)
  }
}

const SELF: XPath = { kind: 'path', from: 'context', steps: [] }

function toAlternatives(expression: Expression | undefined): string[] {
  if (expression?.kind === 'binary' && expression.operator === 'or') {
    return [...toAlternatives(expression.left), ...toAlternatives(expression.right)]
  }
  return [toCondition(expression ?? SELF) || '*']
}

const TURNED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

function toBinaryCondition(left: Expression, operator: string, right: Expression): string {
  if (operator === 'and') return toCondition(left) + toCondition(right)
  if (operator === 'or') return `:is(${[...toAlternatives(left), ...toAlternatives(right)].join(', ')})`
  if (left.kind === 'text' || left.kind === 'number')
    return toBinaryCondition(right, TURNED[operator] ?? operator, left)
  if (right.kind === 'number') return toCounted(left, operator, right.value)
  if (right.kind !== 'text') throw unsaid(`this ${operator}`)
  if (left.kind === 'call' && NAMES.includes(left.name) && left.arguments.length === 0) {
    return operator === '=' ? `:is(${toTag(right.value.toLowerCase())})` : `:not(${toTag(right.value.toLowerCase())})`
  }
  if (operator === '=') return toTextTest(left, right, '=')
  if (operator === '!=') return toTextTest(left, right, '!=')
  throw unsaid(`${operator} of texts`)
}

const NAMES = ['name', 'local-name']

/** `count(x) > 0`: there is one; `string-length(@x) > 0`: it says something. */
function toCounted(left: Expression, operator: string, value: number): string {
  const isSome =
    (operator === '>' && value === 0) || (operator === '>=' && value === 1) || (operator === '!=' && value === 0)
  const isNone = (operator === '=' && value === 0) || (operator === '<' && value === 1)
  const [argument] = left.kind === 'call' ? left.arguments : []
  if (left.kind !== 'call' || argument?.kind !== 'path' || (!isSome && !isNone)) throw unsaid('this number')
  const some = left.name === 'count' ? toTest(argument, toPresent) : toTest(argument, toFilled)
  if (left.name !== 'count' && left.name !== 'string-length') throw unsaid(`${left.name}()`)
  return isSome ? some : `:not(${some})`
}

const toFilled: Test = (attribute) => {
  if (attribute === undefined) throw unsaid('how long a text is')
  return `[${attribute}]:not([${attribute}=""])`
}

function toTextTest(subject: Expression | undefined, sought: Expression | undefined, operator: string): string {
  if (sought?.kind !== 'text' || sought.value === '') throw unsaid('a text that is worked out')
  const { value } = sought
  const { path, isWords, isCaseless } = toSubject(subject)
  // contains(concat(' ', @class, ' '), ' x '): one word of several.
  const isWord = isWords && operator === '*=' && /^ [^ ]+ $/.test(value)
  if (isWords && !isWord) throw unsaid('a text that is worked out')
  return toTest(path, (attribute) => {
    if (attribute === undefined) return toContained(value, operator, isCaseless)
    if (operator === '!=') return `[${attribute}]:not([${attribute}=${toCssString(value)}])`
    return `[${attribute}${isWord ? '~=' : operator}${toCssString(isWord ? value.trim() : value)}${isCaseless ? ' i' : ''}]`
  })
}

function toContained(value: string, operator: string, isCaseless: boolean): string {
  if (operator !== '*=') throw unsaid('the whole of a text')
  return `:${isCaseless ? 'icontains' : 'contains'}(${toCssString(value)})`
}

type Subject = { readonly path: XPath; readonly isWords: boolean; readonly isCaseless: boolean }

/** What is compared: a path, perhaps within what only tidies its text. */
function toSubject(expression: Expression | undefined): Subject {
  const bare = { isWords: false, isCaseless: false }
  if (expression === undefined) return { path: SELF, ...bare }
  if (expression.kind === 'path') return { path: expression, ...bare }
  if (expression.kind !== 'call') throw unsaid('a text that is worked out')
  const [first, second, third] = expression.arguments
  switch (expression.name) {
    case 'string':
    case 'normalize-space':
      return toSubject(first)
    case 'lower-case':
      return { ...toSubject(first), isCaseless: true }
    case 'translate':
      if (isLowering(second, third)) return { ...toSubject(first), isCaseless: true }
      throw unsaid('translate()')
    case 'concat':
      if (isBlank(first) && isBlank(third)) return { ...toSubject(second), isWords: true }
      throw unsaid('concat()')
    default:
      throw unsaid(`${expression.name}()`)
  }
}

function isBlank(expression: Expression | undefined): boolean {
  return expression?.kind === 'text' && expression.value === ' '
}

function isLowering(from: Expression | undefined, to: Expression | undefined): boolean {
  return (
    from?.kind === 'text' && to?.kind === 'text' && from.value !== to.value && from.value.toLowerCase() === to.value
  )
}

/** A text between quotes (CSS Syntax 3, §4.3.7). */
function toCssString(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replace(/[\n\r\f]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`
}
