/** XPath 1.0 → what it says, as a tree (W3C, XPath 1.0 §2 and §3). Bounded in length and depth. */
import { ParseError } from '../../errors.ts'

/** What no selector can say; the message is to end a sentence. */
export function unsaid(what: string): ParseError {
  return new ParseError(what)
}

export type XPathStep = { readonly axis: string; readonly test: string; readonly predicates: readonly Expression[] }
export type XPath = { readonly kind: 'path'; readonly from: 'root' | 'context'; readonly steps: readonly XPathStep[] }
export type Expression =
  | XPath
  | { readonly kind: 'union'; readonly parts: readonly Expression[] }
  | { readonly kind: 'filter'; readonly of: Expression; readonly position: number }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }

/** Longer and deeper than anybody writes. */
const LONGEST = 2_000
const DEEPEST = 20

type State = { readonly tokens: readonly string[]; at: number; depth: number }

/** @throws ParseError */
export function parseXPath(text: string): Expression {
  if (text.length > LONGEST) throw unsaid(`more than ${LONGEST} characters`)
  const state: State = { tokens: toTokens(text), at: 0, depth: 0 }
  const expression = readOr(state)
  if (state.at < state.tokens.length) throw unsaid(`“${state.tokens[state.at]}” where it stands`)
  return expression
}

const TOKEN = /"[^"]*"|'[^']*'|\d+(?:\.\d+)?|\.\.|::|\/\/|!=|<=|>=|[\p{L}_][\p{L}\p{N}_.-]*|[/.@*[\]()|,=<>+:-]/gu

function toTokens(text: string): readonly string[] {
  const tokens = text.match(TOKEN) ?? []
  if (tokens.join('') !== text.replace(/"[^"]*"|'[^']*'|\s+/g, (part) => (/^\s/.test(part) ? '' : part))) {
    throw unsaid('a sign that XPath has not')
  }
  return tokens
}

/** One level after the other, each with the operators that bind less than those of the next (§3.4). */
const LEVELS: readonly (readonly string[])[] = [['or'], ['and'], ['=', '!='], ['<', '<=', '>', '>='], ['+', '-']]

function readOr(state: State): Expression {
  if (++state.depth > DEEPEST) throw unsaid('so much in one another')
  const expression = readLevel(state, 0)
  state.depth--
  return expression
}

function readLevel(state: State, level: number): Expression {
  const operators = LEVELS[level]
  if (operators === undefined) return readUnion(state)
  let left = readLevel(state, level + 1)
  for (;;) {
    const operator = state.tokens[state.at]
    if (operator === undefined || !operators.includes(operator)) return left
    state.at++
    left = { kind: 'binary', operator, left, right: readLevel(state, level + 1) }
  }
}

function readUnion(state: State): Expression {
  const parts = [readPathOrPrimary(state)]
  while (takes(state, '|')) parts.push(readPathOrPrimary(state))
  const [first] = parts
  return parts.length === 1 && first !== undefined ? first : { kind: 'union', parts }
}

function takes(state: State, token: string): boolean {
  if (state.tokens[state.at] !== token) return false
  state.at++
  return true
}

function demand(state: State, token: string): void {
  if (!takes(state, token)) throw unsaid(`anything where “${token}” is missing`)
}

const NODE_TESTS = ['text', 'node', 'comment']

function readPathOrPrimary(state: State): Expression {
  const token = state.tokens[state.at] ?? ''
  if (/^["']/.test(token)) {
    state.at++
    return { kind: 'text', value: token.slice(1, -1) }
  }
  if (/^\d/.test(token)) {
    state.at++
    return { kind: 'number', value: Number(token) }
  }
  if (token === '(') return readGroup(state)
  if (/^[\p{L}_]/u.test(token) && state.tokens[state.at + 1] === '(' && !NODE_TESTS.includes(token))
    return readCall(state)
  return readPath(state)
}

/** `(path)[1]`, and what goes on behind it. */
function readGroup(state: State): Expression {
  demand(state, '(')
  const of = readOr(state)
  demand(state, ')')
  const expression = takes(state, '[') ? toFilter(of, readOr(state)) : of
  if (expression !== of) demand(state, ']')
  const next = state.tokens[state.at]
  if (next !== '/' && next !== '//') return expression
  return goOn(expression, readSteps(state))
}

function goOn(expression: Expression, steps: readonly XPathStep[]): Expression {
  if (expression.kind === 'path') return { ...expression, steps: [...expression.steps, ...steps] }
  // An attribute of the first is the first attribute.
  if (expression.kind !== 'filter' || steps.some(({ axis }) => axis !== 'attribute'))
    throw unsaid('a path behind brackets')
  return { ...expression, of: goOn(expression.of, steps) }
}

function toFilter(of: Expression, by: Expression): Expression {
  if (by.kind !== 'number') throw unsaid('a condition behind brackets')
  return { kind: 'filter', of, position: by.value }
}

function readCall(state: State): Expression {
  const name = state.tokens[state.at++] ?? ''
  demand(state, '(')
  const given: Expression[] = []
  while (!takes(state, ')')) {
    if (given.length > 0) demand(state, ',')
    given.push(readOr(state))
  }
  return { kind: 'call', name, arguments: given }
}

const ANYWHERE: XPathStep = { axis: 'descendant-or-self', test: 'node()', predicates: [] }

function readPath(state: State): XPath {
  const token = state.tokens[state.at]
  const from = token === '/' || token === '//' ? 'root' : 'context'
  if (from === 'root') return { kind: 'path', from, steps: readSteps(state) }
  const first = readStep(state)
  return { kind: 'path', from, steps: joinSteps([first, ...readSteps(state)]) }
}

/** `/step` and `//step`, as many as there are. */
function readSteps(state: State): readonly XPathStep[] {
  const steps: XPathStep[] = []
  for (;;) {
    if (takes(state, '//')) steps.push(ANYWHERE)
    else if (!takes(state, '/')) return joinSteps(steps)
    steps.push(readStep(state))
  }
}

/** `//x` is any x below; where x is no child, what is between can't be left out. */
function joinSteps(steps: readonly XPathStep[]): readonly XPathStep[] {
  return steps.flatMap((step, index) => {
    const next = steps[index + 1]
    if (step.axis === 'descendant-or-self' && step.test === 'node()' && next?.axis === 'child') return []
    const before = steps[index - 1]
    const isAnywhere = before?.axis === 'descendant-or-self' && before.test === 'node()' && step.axis === 'child'
    return [isAnywhere ? { ...step, axis: 'below' } : step]
  })
}

const SELF: XPathStep = { axis: 'self', test: 'node()', predicates: [] }
const PARENT: XPathStep = { axis: 'parent', test: 'node()', predicates: [] }

function readStep(state: State): XPathStep {
  if (takes(state, '.')) return SELF
  if (takes(state, '..')) return PARENT
  const axis = readAxis(state)
  const test = readTest(state)
  const predicates: Expression[] = []
  while (takes(state, '[')) {
    predicates.push(readOr(state))
    demand(state, ']')
  }
  return { axis, test, predicates }
}

function readAxis(state: State): string {
  if (takes(state, '@')) return 'attribute'
  if (state.tokens[state.at + 1] !== '::') return 'child'
  const axis = state.tokens[state.at] ?? ''
  state.at += 2
  return axis
}

/** HTML's names are in lower case. */
function readTest(state: State): string {
  const name = state.tokens[state.at]
  if (name === undefined || !/^(?:[\p{L}_]|\*)/u.test(name)) throw unsaid('a step without a name')
  state.at++
  if (NODE_TESTS.includes(name) && takes(state, '(')) {
    demand(state, ')')
    return `${name}()`
  }
  if (takes(state, ':')) return `${name}:${state.tokens[state.at++] ?? ''}`
  return name.toLowerCase()
}
