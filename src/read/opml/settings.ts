/**
 * What an outline says of a source besides where it is: in this service's own words, and in those of other readers, as
 * far as the same can be said here. Promises: what is not taken over is named, and no value that may be a secret is.
 */
import type { SourceOptions } from '../../model/settings.ts'
import { BY_NAME, readFreshRss, toUnreadable } from './freshrss.ts'
import type { OutlineAttributes } from './outline.ts'
import { readOwn } from './own.ts'

export type Settings = {
  readonly options: SourceOptions
  readonly paused: boolean
  /** What could not be taken over, and why: parts of a sentence. */
  readonly lost: readonly string[]
  /** Why it can't be a source here at all. */
  readonly refused?: string
}

export function readSettings(attributes: OutlineAttributes): Settings {
  const lost: string[] = []
  // A list of ours says in our own words what it is.
  const refused = attributes.has('ara:id') ? undefined : toUnreadable(attributes)
  const options = { ...readFreshRss(attributes, lost), ...readOthers(attributes, lost), ...readOwn(attributes, lost) }
  const isMuted = Number(attributes.get('frss:ttl') ?? 0) < 0
  const paused = isMuted || attributes.get('ara:paused') === 'true'
  return { options, paused, lost, ...(refused === undefined ? {} : { refused }) }
}

// Others.

/** Longer than any selector may be. */
const LONGEST = 500

/** OutlineAttributes of other readers that ask for the whole text of the pages (Liferea, Miniflux). */
const WHOLE = ['html5extract', 'crawler']
const FOREIGN: Readonly<Record<string, string>> = {
  password: `its login: ${BY_NAME}`,
  filtercmd: 'filtercmd: no programs are run here',
  blocklistrules: 'blocklistRules: rules here are words, not patterns',
  keeplistrules: 'keeplistRules: rules here are words, not patterns',
  rewriterules: 'rewriteRules: nothing is like them here',
  urlrewriterules: 'urlRewriteRules: nothing is like them here',
}

function readOthers(attributes: OutlineAttributes, lost: string[]): SourceOptions {
  for (const [name, sentence] of Object.entries(FOREIGN)) if (attributes.get(name)?.trim()) lost.push(sentence)
  const rules = attributes.get('scraperrules')?.trim() ?? ''
  const isWhole = rules !== '' || WHOLE.some((name) => /^(?:true|1)$/i.test(attributes.get(name)?.trim() ?? ''))
  const hasContent = rules !== '' && rules.length <= LONGEST
  return { ...(isWhole ? { fullText: true } : {}), ...(hasContent ? { article: { content: rules } } : {}) }
}
