/** Elements of an XML document, as readers of formats see them and as they are while being read. */
import type { Binding } from './namespace.ts'
import type { Name } from './vocabulary.ts'

/** An element with what it holds. Names are canonical: lower-case, with the usual prefix of their namespace. */
export type Element = {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** Its own text, decoded once; for prose elements with markup inside, HTML. */
  readonly text: string
  /** Whether `text` holds tags that stood in the document as tags. */
  readonly inline: boolean
  readonly children: readonly Element[]
  /** xml:base in force, as far as the document says one; absolute where it can be. */
  readonly base: string | undefined
  /** xml:lang in force. */
  readonly language: string | undefined
}

/** An element that is still open. */
export type Frame = {
  readonly type: Name
  /** Its name as written. */
  readonly tag: string
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  text: string
  inline: boolean
  children: Element[]
  base: string | undefined
  language: string | undefined
  /** Elements of the same name open inside prose. */
  nested: number
  /** What the prefixes that it declares stood for before. */
  readonly bindings: readonly Binding[]
}
