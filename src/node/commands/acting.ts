/**
 * Commands that are requests of the API (acts.ts): of this folder's service in this process, or of one that runs
 * elsewhere. Promises: with `--json` what the API says and nothing else; a note stands on standard error.
 */
import { readFileSync } from 'node:fs'
import type { Act, ActRequest, Members } from './acts.ts'
import { type Call, type Open, toSentence } from './commands.ts'
import { withOutput } from './output.ts'
import { toRemote } from './remote.ts'
import { renderMembers, renderRows } from './table.ts'
import { withService } from './upkeep.ts'

/** Where an act is done, and how it is answered. */
export type Where = {
  readonly to?: string
  readonly tokenFile?: string
  readonly token?: string | undefined
  readonly json?: boolean
}

/** @throws Error */
export async function runAct(open: Open, act: Act, words: readonly string[], members: Members, place: Where) {
  const answer = await withCall(open, place, (call) => askApi(call, act.toRequest(words, members)))
  const text = place.json || answer === '' ? answer : renderForPeople(act, answer)
  if (answer === '' && !place.json) console.error(`${words[0]} ${act.done ?? 'is done'}.`)
  if (text !== '') await withOutput(undefined, (write) => write(text.endsWith('\n') ? text : `${text}\n`))
}

/** Calls the service that `--to` names, else the one of this folder. */
export async function withCall<T>(open: Open, place: Where, run: (call: Call) => Promise<T>): Promise<T> {
  if (place.to !== undefined) return run(toRemote(place.to, readToken(place)))
  const answers: T[] = []
  await withService(open, async ({ call }) => {
    answers.push(await run(call))
  })
  return answers[0] as T
}

/** A word of the call would be seen by whoever lists processes. */
function readToken({ tokenFile, token }: Where): string | undefined {
  if (tokenFile === undefined) return token
  const text = readFileSync(tokenFile, 'utf8').trim()
  if (text === '' || /\s/.test(text)) throw new Error(`${tokenFile} holds no token, which is one word.`)
  return text
}

/** What the API says to it. @throws Error with the problem's own sentence */
export async function askApi(call: Call, { path, ...init }: ActRequest): Promise<string> {
  const response = await call(path, init)
  const text = await response.text()
  if (response.ok) return text
  throw new Error(toSentence(response.status, text))
}

function renderForPeople({ rows, columns }: Act, answer: string): string {
  const value = JSON.parse(answer) as Readonly<Record<string, unknown>>
  if (rows === undefined || columns === undefined) return renderMembers(value)
  const list = value[rows] as readonly unknown[]
  if (typeof value.next_url === 'string') console.error(`There are more: ${toWords(value.next_url)}`)
  return list.length === 0 ? '' : renderRows(list, columns)
}

/** How the list is asked for what comes next. */
function toWords(url: string): string {
  return [...new URL(url).searchParams].map(([name, value]) => `${name}=${value}`).join(' ')
}

/**
 * `name=value` as members: a value that is JSON is what it says, any other is text; `_ara.dateline=` is a member of a
 * member, and a name that comes twice is a list.
 */
export function readMembers(words: readonly string[]): Members {
  const members: Record<string, unknown> = {}
  for (const word of words) {
    const at = word.indexOf('=')
    put(members, word.slice(0, at).split('.'), readValue(word.slice(at + 1)))
  }
  return members
}

function put(members: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  const there = Object.hasOwn(members, name) ? members[name] : undefined
  if (rest.length === 0) {
    define(members, name, there === undefined ? value : [there, value].flat())
    return
  }
  const inner = typeof there === 'object' && there !== null ? (there as Record<string, unknown>) : {}
  put(inner, rest, value)
  define(members, name, inner)
}

/** Whatever it is called. */
function define(members: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(members, name, { value, enumerable: true, writable: true, configurable: true })
}

/** What begins as a list or an object has to be one; a text of digits in quotes is a text. */
function readValue(text: string): unknown {
  if (!/^(?:null|true|false|-?\d+(?:\.\d+)?|[[{"][\s\S]*)$/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}
