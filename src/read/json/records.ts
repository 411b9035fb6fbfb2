/**
 * A JSON Feed, or a list of posts, cut into its items while it streams by: a document of any size takes the memory of
 * its largest item. Only the outline of the JSON is looked at; whether an item is valid is found when it is read.
 */

type JsonSplitter = {
  /** The next piece of the document; answers the items that it completes, as JSON. */
  readonly push: (text: string) => string[]
  /** The members of the document that stand before its items, as JSON; undefined while no item came. */
  readonly head: () => string | undefined
  /** Whether the document's end came: else it was broken off. */
  readonly isComplete: () => boolean
  /** Items that were larger than any may be. */
  readonly oversized: () => number
}

/** Characters. */
const LARGEST = 16 * 1024 * 1024
const HEAD = 1024 * 1024
const ITEMS = 'items'

type State = {
  /** Name of the member that holds the items. */
  readonly list: string
  buffer: string
  at: number
  depth: number
  isString: boolean
  isEscaped: boolean
  /** Where the last string began, and that string when a value may follow it as its name. */
  string: number
  name: string
  /** Depth of the items; 0 while their list was not found. */
  items: number
  /** Where the open item begins; -1 outside of any. */
  start: number
  head: string | undefined
  done: boolean
  oversized: number
  isOversized: boolean
}

/** Cuts out the items, or those of another list of the document; of that there is no head. */
export function newJsonSplitter(list = ITEMS): JsonSplitter {
  const state: State = {
    list,
    buffer: '',
    at: 0,
    depth: 0,
    isString: false,
    isEscaped: false,
    string: 0,
    name: '',
    items: 0,
    start: -1,
    head: undefined,
    done: false,
    oversized: 0,
    isOversized: false,
  }
  return {
    push: (text) => {
      if (state.done || (isHead(state) && state.buffer.length > HEAD)) return []
      state.buffer += text
      return drain(state)
    },
    head: () => state.head,
    isComplete: () => state.done,
    oversized: () => state.oversized,
  }
}

function drain(state: State): string[] {
  const items: string[] = []
  for (; state.at < state.buffer.length && !state.done; state.at++) {
    const code = state.buffer.charCodeAt(state.at)
    if (state.isString) stepInString(state, code)
    else stepOutside(state, code, items)
  }
  forget(state)
  return items
}

function stepInString(state: State, code: number): void {
  if (state.isEscaped) state.isEscaped = false
  else if (code === 0x5c) state.isEscaped = true
  else if (code === 0x22) {
    state.isString = false
    if (state.items === 0 && state.depth === 1) state.name = state.buffer.slice(state.string + 1, state.at)
  }
}

function stepOutside(state: State, code: number, items: string[]): void {
  switch (code) {
    case 0x22:
      state.isString = true
      state.string = state.at
      return
    case 0x7b:
    case 0x5b:
      enter(state, code === 0x5b)
      return
    case 0x7d:
    case 0x5d:
      leave(state, items)
      return
    case 0x2c:
      if (state.depth === 1) state.name = ''
  }
}

function enter(state: State, isList: boolean): void {
  const isWhole = state.depth === 0 && state.list === ITEMS
  if (state.items === 0 && isList && (isWhole || (state.depth === 1 && state.name === state.list))) {
    if (isHead(state)) state.head = toHead(state)
    state.items = state.depth + 1
  } else if (state.items > 0 && state.depth === state.items) state.start = state.at
  state.depth++
}

function leave(state: State, items: string[]): void {
  state.depth--
  if (state.items > 0 && state.depth < state.items) state.done = true
  if (state.start < 0 || state.depth !== state.items) return
  if (state.isOversized) state.oversized++
  else items.push(state.buffer.slice(state.start, state.at + 1))
  state.start = -1
  state.isOversized = false
}

/** `{"title":"…","items":[` without its items. */
function toHead({ buffer, at, depth }: State): string {
  return depth === 0 ? '{"items":[]}' : `${buffer.slice(0, at).replace(/^\ufeff/, '')}[]}`
}

/** Until the items are found everything may belong to the head. */
function isHead({ list, items }: State): boolean {
  return list === ITEMS && items === 0
}

function forget(state: State): void {
  if (isHead(state)) return
  if (state.start >= 0 && state.buffer.length - state.start > LARGEST) state.isOversized = true
  // A string that is not closed may yet be the list's name.
  const open = state.items === 0 && state.isString ? state.string : state.at
  const from = state.start < 0 || state.isOversized ? open : state.start
  state.buffer = state.buffer.slice(from)
  state.at -= from
  state.string -= from
  if (state.start >= 0) state.start = 0
}
