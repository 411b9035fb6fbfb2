/** What commands have in common: each is a call of the API, of this process or of a service that runs elsewhere. */

import type { Opened } from '../open.ts'

/** Calls the API of a service: of this process, or of one that runs elsewhere. */
export type Call = (path: string, init?: Init) => Promise<Response>

/** The part of a request that commands need. */
export type Init = {
  readonly method?: string
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

/** Opens the service of this folder for one command. */
export type Open = () => Promise<Opened & { readonly call: Call }>

export function withToken(init: Init | undefined, token: string): Init {
  return { ...init, headers: { ...init?.headers, Authorization: `Bearer ${token}` } }
}

/** The JSON that a call answers. @throws Error with the problem's own sentence (RFC 9457) */
export async function callJson<T>(call: Call, path: string, init?: Init): Promise<T> {
  const response = await call(path, init)
  const text = await response.text()
  if (response.ok) return JSON.parse(text) as T
  throw new Error(toSentence(response.status, text))
}

export function toJsonPost(value: unknown): Init {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) }
}

/** Every source, from all pages of their list. */
export async function listSources<T>(call: Call): Promise<T[]> {
  const all: T[] = []
  let path: string | undefined = '/api/sources?limit=1000'
  while (path !== undefined) {
    const page: { sources: T[]; next_url?: string } = await callJson(call, path)
    all.push(...page.sources)
    path = page.next_url === undefined ? undefined : new URL(page.next_url).pathname + new URL(page.next_url).search
  }
  return all
}

/** @throws Error naming the channels that there are */
export function demandChannel({ channels }: Pick<Opened, 'channels'>, channel: string | undefined): void {
  if (channel === undefined || channels.some(({ id }) => id === channel)) return
  throw new Error(`There is no channel ${channel} here; there are: ${channels.map(({ id }) => id).join(', ')}.`)
}

/** What an answer that is no success says: the problem's own sentence where it has one. */
export function toSentence(status: number, text: string): string {
  try {
    const { title, detail } = JSON.parse(text) as { readonly title?: string; readonly detail?: string }
    return detail ?? title ?? `The service answered ${status}.`
  } catch (error) {
    if (error instanceof SyntaxError) return `The service answered ${status}, and not with JSON.`
    throw error
  }
}
