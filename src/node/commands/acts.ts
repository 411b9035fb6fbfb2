/**
 * What can be done to sources, stories, drafts, links, tokens and webhooks from a terminal: a row for each. Promises: a
 * row is a request of the API and nothing else, so that a command does what the API does, here and elsewhere.
 */
import type { Init } from './commands.ts'

/** What is asked of the API. */
export type ActRequest = Init & { readonly path: string }

/** Values that were written as `name=value`. */
export type Members = Readonly<Record<string, unknown>>

export type Act = {
  readonly verb: string
  readonly about: string
  readonly example: string
  /** What its words are. */
  readonly words: readonly (readonly [name: string, help: string])[]
  /** Whether members may follow, and what they are; `demanded`: one has to. */
  readonly members?: string
  readonly demanded?: true
  /** Options, and members that they are. */
  readonly options?: readonly (readonly [flags: string, help: string])[]
  readonly toRequest: (words: readonly string[], members: Members) => ActRequest
  /** Member of a list's answer that holds its rows, and the columns that people are shown. */
  readonly rows?: string
  readonly columns?: readonly string[]
  /** What people are told where the API says nothing. */
  readonly done?: string
}

export type Noun = { readonly noun: string; readonly about: string; readonly acts: readonly Act[] }

const json = (method: string, path: string, value: unknown): ActRequest => ({
  path,
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value),
})

const toPath = (folder: string, id = '', rest = '') => `/api/${folder}/${encodeURIComponent(id)}${rest}`

function toList(folder: string, columns: readonly string[], example: string, rows = folder): Act {
  return {
    verb: 'list',
    about: `list ${folder === 'items' ? 'stories' : folder}`,
    example,
    words: [],
    members: 'parameters of the list, such as limit=20',
    toRequest: (_, members) => ({ path: `/api/${folder}${toQuery(members)}` }),
    rows,
    columns,
  }
}

function toQuery(members: Members): string {
  const pairs = Object.entries(members).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
  )
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

function toShow(folder: string, id: string, example: string): Act {
  return {
    verb: 'show',
    about: 'show one',
    example,
    words: [[id, 'which one']],
    toRequest: ([one]) => ({ path: toPath(folder, one) }),
  }
}

function toEditing(folder: string, id: string, example: string): Act {
  return {
    verb: 'edit',
    about: 'change members; null takes one back',
    example,
    words: [[id, 'which one']],
    members: 'members of it, such as title="A bridge opens"',
    demanded: true,
    toRequest: ([one], members) => json('PATCH', toPath(folder, one), members),
  }
}

function toRemoval(folder: string, id: string, about: string, example: string): Act {
  return {
    verb: 'remove',
    about,
    example,
    words: [[id, 'which one']],
    toRequest: ([one]) => ({ path: toPath(folder, one), method: 'DELETE' }),
    done: 'is gone',
  }
}

/** What is posted below one, without a body. */
function toPost(folder: string, id: string, verb: string, about: string, example: string): Act {
  const toRequest = ([one]: readonly string[]) => ({ path: toPath(folder, one, `/${verb}`), method: 'POST' })
  return { verb, about, example, words: [[id, 'which one']], toRequest }
}

function toPausing(folder: string, verb: string, paused: boolean, example: string): Act {
  return {
    verb,
    about: paused ? 'let one rest' : 'go on with one that rests',
    example,
    words: [['id', 'which one']],
    toRequest: ([one]) => json('PATCH', toPath(folder, one), { paused }),
  }
}

/** Of members alone. */
function toAdding(folder: string, about: string, members: string, example: string, word?: string): Act {
  return {
    verb: 'add',
    about,
    example,
    words: word === undefined ? [] : [[word, 'its address']],
    members,
    ...(word === undefined ? { demanded: true as const } : {}),
    toRequest: (words, said) =>
      json('POST', `/api/${folder}`, word === undefined ? said : { [word]: words[0], ...said }),
  }
}

export const RETRACT: Act = {
  verb: 'retract',
  about: 'take a story back, for a reason that readers are told',
  example: 'ara retract k3xp9a --reason "The bridge did not open."',
  words: [['id', 'of the story, or its code']],
  options: [
    ['--reason <text>', 'that readers are told'],
    ['--erase', 'for good: nothing of it is left but the reason'],
  ],
  toRequest: ([one], { reason, erase }) =>
    json('DELETE', toPath('items', one), { reason, ...(erase ? { erase } : {}) }),
}

export const RESTORE: Act = {
  ...toPost('items', 'id', 'restore', 'take a retraction back', 'ara restore k3xp9a'),
  words: [['id', 'of the story, or its code']],
}

export const NOUNS: readonly Noun[] = [
  {
    noun: 'sources',
    about: 'where stories come from',
    acts: [
      toList('sources', ['id', 'health', 'channel', 'polled_at', 'title'], 'ara sources list'),
      toShow('sources', 'id', 'ara sources show partner.example-1'),
      toAdding(
        'sources',
        'add one; ara add refreshes it, too',
        'settings of it',
        'ara sources add https://partner.example/feed channel=english',
        'url',
      ),
      toEditing('sources', 'id', 'ara sources edit partner.example-1 title="The Partner"'),
      toPausing('sources', 'pause', true, 'ara sources pause partner.example-1'),
      toPausing('sources', 'resume', false, 'ara sources resume partner.example-1'),
      toPost('sources', 'id', 'refresh', 'refresh one now', 'ara sources refresh partner.example-1'),
      toRemoval('sources', 'id', 'ask one no more; its stories stay', 'ara sources remove partner.example-1'),
    ],
  },
  {
    noun: 'stories',
    about: 'what was published',
    acts: [
      toList('items', ['_ara.code', 'date_published', 'title'], 'ara stories list tag=kobane limit=5', 'items'),
      toShow('items', 'id', 'ara stories show k3xp9a'),
      toEditing('items', 'id', 'ara stories edit k3xp9a title="A bridge opens" note="Spelling."'),
      { ...RETRACT, example: 'ara stories retract k3xp9a --reason "The bridge did not open."' },
      { ...RESTORE, example: 'ara stories restore k3xp9a' },
    ],
  },
  {
    noun: 'drafts',
    about: 'stories that are not public; ara publish --draft writes one',
    acts: [
      toList('drafts', ['_ara.code', '_ara.state', 'publish_at', 'title'], 'ara drafts list state=scheduled', 'items'),
      toShow('drafts', 'code', 'ara drafts show 7hq2mz'),
      toEditing('drafts', 'code', 'ara drafts edit 7hq2mz publish_at=2026-12-24T08:00:00Z'),
      toPost('drafts', 'code', 'publish', 'make one public now', 'ara drafts publish 7hq2mz'),
      toRemoval('drafts', 'code', 'throw one away', 'ara drafts remove 7hq2mz'),
    ],
  },
  {
    noun: 'links',
    about: 'short links',
    acts: [
      toList('links', ['code', 'alias', 'state', 'clicks.people', 'url'], 'ara links list'),
      toShow('links', 'code', 'ara links show newroz'),
      toAdding(
        'links',
        'give a name to a story or an address',
        'alias, and item or url',
        'ara links add alias=newroz item=k3xp9a',
      ),
      toEditing('links', 'code', 'ara links edit newroz url=https://aranews.net/newroz'),
      toRemoval('links', 'code', 'let one lead nowhere any more', 'ara links remove newroz'),
    ],
  },
  {
    noun: 'tokens',
    about: 'who may call the API, and what each may do',
    acts: [
      toList('tokens', ['id', 'name', 'state', 'expires', 'last_used', 'scopes'], 'ara tokens list'),
      toShow('tokens', 'id', 'ara tokens show 3'),
      toAdding(
        'tokens',
        'make one, which is shown this once',
        'name, scopes, expires',
        `ara tokens add name=partner 'scopes=["read:scheduled"]'`,
      ),
      toRemoval('tokens', 'id', 'take one away: it opens nothing any more', 'ara tokens remove 3'),
    ],
  },
  {
    noun: 'webhooks',
    about: 'who is told of changes',
    acts: [
      toList('webhooks', ['id', 'paused', 'failures', 'channel', 'url'], 'ara webhooks list'),
      toShow('webhooks', 'id', 'ara webhooks show 2'),
      toAdding(
        'webhooks',
        'tell somebody of changes',
        'channel, kinds',
        'ara webhooks add https://partner.example/hook channel=english',
        'url',
      ),
      toEditing('webhooks', 'id', `ara webhooks edit 2 'kinds=["create","retract"]'`),
      toPausing('webhooks', 'pause', true, 'ara webhooks pause 2'),
      toPausing('webhooks', 'resume', false, 'ara webhooks resume 2'),
      toPost('webhooks', 'id', 'test', 'send one a test', 'ara webhooks test 2'),
      {
        ...toList(
          'webhooks',
          ['event', 'kind', 'at', 'outcome', 'status', 'reason'],
          'ara webhooks deliveries 2',
          'deliveries',
        ),
        verb: 'deliveries',
        about: 'list what one was told lately',
        words: [['id', 'which one']],
        toRequest: ([one], members) => ({ path: `${toPath('webhooks', one, '/deliveries')}${toQuery(members)}` }),
      },
      toRemoval('webhooks', 'id', 'tell one of nothing any more', 'ara webhooks remove 2'),
    ],
  },
]
