import { childrenOf, listAll, type Node } from './document.ts'

/** Names what offends in a document. */
export type Check = (root: Node) => string[]

export const items = (root: Node) => listAll(root).filter(({ name }) => name === 'item' || name === 'entry')
export const head = (root: Node) => (root.name === 'rss' ? childrenOf(root, 'channel')[0] : root) ?? root
export const named =
  (...names: string[]) =>
  (root: Node) =>
    listAll(root).filter(({ name }) => names.includes(name))
export const links = (node: Node) => node.children.filter(({ name }) => name === 'link' || name === 'atom:link')
export const rel = (node: Node) => node.attributes.rel ?? 'alternate'
export const isRss = (root: Node) => root.name === 'rss'
export const show = ({ name, text, attributes }: Node) => `${name} ${JSON.stringify(attributes)} ${text.slice(0, 80)}`
export const missing = (nodes: readonly Node[], ...names: string[]) =>
  nodes.filter((node) => !node.children.some(({ name }) => names.includes(name))).map(show)
export const offending = (find: (root: Node) => readonly Node[], isWrong: (node: Node) => boolean): Check => {
  return (root) => find(root).filter(isWrong).map(show)
}

export function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}
