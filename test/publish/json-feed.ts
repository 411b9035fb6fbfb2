/** The rules of JSON Feed 1.1 (jsonfeed.org/version/1.1), each breach as a line. */
export function findBreaches(text: string): string[] {
  const feed: unknown = JSON.parse(text)
  if (!isRecord(feed)) return ['The document is no object.']
  const items = Array.isArray(feed.items) ? feed.items : []
  const ids = items.map((item) => (isRecord(item) ? item.id : undefined))
  return [
    ...(feed.version === 'https://jsonfeed.org/version/1.1' ? [] : ['version']),
    ...(Array.isArray(feed.items) ? [] : ['items']),
    ...check('feed', feed, FEED, ['title']),
    ...items.flatMap((item, index) => findInItem(`items[${index}]`, item)),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id ${String(id)} is there twice`),
  ]
}

type Rule = (value: unknown) => boolean
type Rules = Readonly<Record<string, Rule>>

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText: Rule = (value) => typeof value === 'string'
const isAddress: Rule = (value) => typeof value === 'string' && /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(value)
const isDate: Rule = (value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(value)
const isLanguage: Rule = (value) => typeof value === 'string' && /^[a-z]{2,3}(?:-[a-z0-9]+)*$/i.test(value)
const isNumber: Rule = (value) => typeof value === 'number' && value >= 0
const isListOf =
  (rule: Rule): Rule =>
  (value) =>
    Array.isArray(value) && value.every(rule)
const isObjectOf =
  (rules: Rules, needed: readonly string[]): Rule =>
  (value) =>
    isRecord(value) && check('', value, rules, needed).length === 0
/** At least one member of an author has to be there. */
const isAuthor: Rule = (value) =>
  isObjectOf({ name: isText, url: isAddress, avatar: isAddress }, [])(value) && Object.keys(value as object).length > 0

const FEED: Rules = {
  version: isText,
  title: isText,
  home_page_url: isAddress,
  feed_url: isAddress,
  description: isText,
  next_url: isAddress,
  icon: isAddress,
  authors: isListOf(isAuthor),
  language: isLanguage,
  hubs: isListOf(isObjectOf({ type: isText, url: isAddress }, ['type', 'url'])),
  items: Array.isArray,
}

const ITEM: Rules = {
  id: (value) => typeof value === 'string' && value !== '',
  url: isAddress,
  external_url: isAddress,
  title: isText,
  content_html: isText,
  content_text: isText,
  summary: isText,
  image: isAddress,
  date_published: isDate,
  date_modified: isDate,
  authors: isListOf(isAuthor),
  tags: isListOf(isText),
  language: isLanguage,
  attachments: isListOf(
    isObjectOf(
      { url: isAddress, mime_type: isText, title: isText, size_in_bytes: isNumber, duration_in_seconds: isNumber },
      ['url', 'mime_type'],
    ),
  ),
}

function findInItem(path: string, item: unknown): string[] {
  if (!isRecord(item)) return [`${path} is no object`]
  const content = item.content_html === undefined && item.content_text === undefined ? [`${path} has no content`] : []
  return [...content, ...check(path, item, ITEM, ['id'])]
}

/** Members that break their rule, that are needed and missing, or that are neither the format's nor an extension. */
function check(
  path: string,
  value: Readonly<Record<string, unknown>>,
  rules: Rules,
  needed: readonly string[],
): string[] {
  return [
    ...needed.filter((name) => value[name] === undefined).map((name) => `${path}.${name} is missing`),
    ...Object.entries(value)
      .filter(([name, member]) => !name.startsWith('_') && !rules[name]?.(member))
      .map(([name, member]) => `${path}.${name}: ${JSON.stringify(member)}`),
  ]
}
