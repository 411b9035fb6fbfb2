/**
 * An export cut into the elements of its channel while it streams by: an export of any size takes the memory of
 * its largest item. CDATA sections are jumped over, so that what a story or a comment quotes is never taken for markup.
 */

/** One child element of the channel, as it stands in the document. */
export type WxrRecord = {
  /** As written: `item`, `wp:author`. */
  readonly name: string
  readonly text: string
  /** The document ended inside it. */
  readonly cut: boolean
  /** It was larger than any item may be, and its text is not kept. */
  readonly oversized: boolean
}

type WxrSplitter = {
  /** The next piece of the document; answers the elements that it completes. */
  readonly push: (text: string) => WxrRecord[]
  /** The document is over; answers the element that it broke off in, if it did. */
  readonly end: () => WxrRecord[]
  /** The start tags around the records, with the namespaces that they declare. */
  readonly root: () => string
}

/** Characters. WordPress keeps at most 4 GB in a post, but no story is this long. */
const LARGEST = 16 * 1024 * 1024
/** A start tag without an end in this many characters is none. */
const LONGEST_TAG = 64 * 1024
const SECTION = '<![CDATA['
/** Elements that only hold the others. */
const FRAME = /^(?:rss|channel|rdf:RDF)$/i
const START = /^<([A-Za-z_][\w:.-]{0,100})(?=[\s/>])/

type State = {
  buffer: string
  /** How far the buffer has been looked through. */
  at: number
  /** Where the open record begins; -1 outside of any. */
  start: number
  /** Name of the open record. */
  name: string
  /** What ends the section that was open where the buffer ended. */
  until: string
  oversized: boolean
  root: string
  over: boolean
}

export function newWxrSplitter(): WxrSplitter {
  const state: State = {
    buffer: '',
    at: 0,
    start: -1,
    name: '',
    until: '',
    oversized: false,
    root: '',
    over: false,
  }
  return {
    push: (text) => {
      state.buffer += text
      return drain(state)
    },
    end: () => {
      state.over = true
      return [...drain(state), ...toCutRecord(state)]
    },
    root: () => state.root,
  }
}

function drain(state: State): WxrRecord[] {
  const records: WxrRecord[] = []
  while (step(state, records));
  forget(state)
  return records
}

/** Looks at the next markup; false where more of the document is needed. */
function step(state: State, records: WxrRecord[]): boolean {
  if (state.until !== '') return leaveSection(state)
  const open = state.buffer.indexOf('<', state.at)
  if (open < 0) {
    state.at = state.buffer.length
    return false
  }
  state.at = open
  // `<![CDATA[` or the name of an end tag may be cut in two.
  if (state.buffer.length - open < state.name.length + SECTION.length && !state.over) return false
  return state.start < 0 ? stepOutside(state) : stepInside(state, records)
}

/** Jumps to the end of a section or comment. */
function leaveSection(state: State): boolean {
  const end = state.buffer.indexOf(state.until, state.at)
  if (end < 0) {
    state.at = Math.max(state.at, state.buffer.length - state.until.length + 1)
    return false
  }
  state.at = end + state.until.length
  state.until = ''
  return true
}

function enterSection(state: State, begin: string, until: string): boolean {
  state.at += begin.length
  state.until = until
  return true
}

function stepInside(state: State, records: WxrRecord[]): boolean {
  const { buffer, at, name, start } = state
  if (buffer.startsWith(SECTION, at)) return enterSection(state, SECTION, ']]>')
  if (!buffer.startsWith(`</${name}`, at) || !/[\s>]/.test(buffer.charAt(at + name.length + 2))) {
    state.at++
    return true
  }
  const end = buffer.indexOf('>', at)
  if (end < 0) return false
  const text = state.oversized ? '' : buffer.slice(start, end + 1)
  records.push({ name, text, cut: false, oversized: state.oversized })
  state.at = end + 1
  state.start = -1
  state.name = ''
  state.oversized = false
  return true
}

/** Between records only start tags matter. */
function stepOutside(state: State): boolean {
  const { buffer, at } = state
  if (buffer.startsWith('<!--', at)) return enterSection(state, '<!--', '-->')
  if (buffer.startsWith(SECTION, at)) return enterSection(state, SECTION, ']]>')
  const end = buffer.indexOf('>', at)
  if (end < 0 && buffer.length - at < LONGEST_TAG && !state.over) return false
  const name = end < 0 ? undefined : START.exec(buffer.slice(at, Math.min(end + 1, at + 110)))?.[1]
  if (name === undefined || buffer.charAt(end - 1) === '/') state.at = end < 0 ? at + 1 : end + 1
  else if (FRAME.test(name)) {
    if (state.root.length < LONGEST_TAG) state.root += buffer.slice(at, end + 1)
    state.at = end + 1
  } else {
    state.start = at
    state.name = name
    state.at = end + 1
  }
  return true
}

/** Lets go of what is not needed any more; of a record that is too large all that has been looked through. */
function forget(state: State): void {
  if (state.start >= 0 && state.buffer.length - state.start > LARGEST) state.oversized = true
  const from = state.start < 0 || state.oversized ? state.at : state.start
  state.buffer = state.buffer.slice(from)
  state.at -= from
  if (state.start >= 0) state.start = 0
}

function toCutRecord({ start, name, buffer, oversized }: State): WxrRecord[] {
  return start < 0 ? [] : [{ name, text: oversized ? '' : buffer, cut: true, oversized }]
}
