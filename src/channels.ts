/** What a channel's file has to say: checked when it is loaded, so that a slip is told at the start and not by a poll. */

import * as v from 'valibot'
import { toXmlSafeText } from './clean/markup/text.ts'
import { ConfigError } from './errors.ts'
import type { Channel } from './model/model.ts'
import { declaredId, declaredSource, host, linkSettings } from './model/settings.ts'
import { timeZone } from './model/time-zone.ts'
import { WORDPRESS_FORMATS } from './publish/formats.ts'

const text = v.pipe(v.string(), v.nonEmpty('is empty'))
/** Of a place; without a letter it would be none. */
const spelling = v.pipe(v.string(), v.regex(/\p{L}/u, 'has no letter'), v.maxLength(200, 'is too long'))
const tag = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9.-]+,\d{4}(-\d\d){0,2}$/, 'is no authority and date such as aranews.net,2013'),
)

const channel = v.looseObject({
  id: declaredId,
  title: text,
  description: v.string(),
  language: text,
  tag,
  hosts: v.array(host),
  linkTo: v.picklist(['permalink', 'original']),
  links: v.optional(linkSettings),
  timeZone: v.optional(timeZone),
  places: v.optional(v.array(v.pipe(v.array(spelling), v.minLength(1, 'is empty')))),
  sources: v.array(declaredSource),
})

/** Names that are parts of the service's own addresses: no channel and no short link can have them. */
export const RESERVED = [
  'api',
  's',
  'media',
  'tag',
  'place',
  'author',
  'hub',
  'docs',
  'corrections',
  'comments',
  'wp-json',
  'lang',
  'source',
  'archive',
  ...WORDPRESS_FORMATS.keys(),
  'category',
  'search',
  'page',
  'files',
  'wp-admin',
  'wp-content',
  'wp-includes',
]

/** What owns stories besides sources. */
const OWNERS = ['editor', 'archive', 'import']

/** The channels of a module. @throws ConfigError naming the field */
export function readChannels(module: { readonly channels?: unknown }, file: string): readonly Channel[] {
  const { channels } = module
  if (!Array.isArray(channels) || channels.length === 0) {
    throw new ConfigError(`FEEDS names a module that exports no channels: ${file}`)
  }
  const result = v.safeParse(v.array(channel), channels)
  if (!result.success) throw new ConfigError(`FEEDS: ${file}: ${toSentence(result.issues[0])}`)
  refuseTwice(channels as Channel[], file)
  return (channels as Channel[]).map(withSafeNames)
}

/** What is shown among other words turns none of them. */
function withSafeNames(one: Channel): Channel {
  return { ...one, title: toXmlSafeText(one.title), description: toXmlSafeText(one.description) }
}

function toSentence(issue: v.BaseIssue<unknown>): string {
  const path = `channels.${v.getDotPath(issue) ?? ''}`
  if (issue.received === 'undefined') return `${path} is missing.`
  if (issue.expected === 'never') return `There is no member ${path}.`
  return issue.kind === 'validation' ? `${path} ${issue.message}.` : `${path} has to be ${issue.expected}.`
}

function refuseTwice(channels: readonly Channel[], file: string): void {
  const reserved = channels.find(({ id }) => RESERVED.includes(id))
  if (reserved)
    throw new ConfigError(`FEEDS: ${file}: the channel id ${reserved.id} is an address of the service itself.`)
  const own = channels.flatMap(({ sources }) => sources).find(({ id }) => OWNERS.includes(id))
  if (own) throw new ConfigError(`FEEDS: ${file}: the source id ${own.id} is taken by the service itself.`)
  const ids = channels.flatMap(({ id, sources }) => [`channel ${id}`, ...sources.map((one) => `source ${one.id}`)])
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice) throw new ConfigError(`FEEDS: ${file}: the ${twice} is there twice.`)
}
