/**
 * User name and password of an address (`https://user:password@host/`), sealed in their place: the rest of the address
 * stays what it is, and says which row it is of.
 */
import { hasSealedLogin } from '../model/secrets/vault.ts'
import type { Db } from './db.ts'
import { openSecret, sealSecret } from './secrets.ts'

/** Where addresses with logins stand. */
export type LoginTable = 'sources' | 'webhooks'

/** The address as it is stored. @throws KeyError where it has a login, and there is no key */
export async function sealLogin(db: Db, table: LoginTable, address: string): Promise<string> {
  const url = URL.parse(address)
  if (url === null || hasSealedLogin(address) || !hasLogin(url)) return address
  const login = `${url.username}:${url.password}`
  return withLogin(url, await sealSecret(db, login, toPlace(table, url)))
}

/** The address as it was given; where no key opens its login, as it is stored, which `hasSealedLogin` knows. */
export async function openLogin(db: Db, table: LoginTable, address: string): Promise<string> {
  const url = hasSealedLogin(address) ? URL.parse(address) : null
  if (url === null) return address
  const login = await openSecret(db, url.username, toPlace(table, url))
  return login === undefined ? address : withLogin(url, login)
}

function hasLogin({ username, password }: URL): boolean {
  return username !== '' || password !== ''
}

function withLogin(url: URL, login: string): string {
  const [username = '', ...rest] = login.split(':')
  const given = new URL(url)
  given.username = username
  given.password = rest.join(':')
  return given.href
}

function toPlace(table: LoginTable, url: URL): string {
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  return `${table}.url ${bare.href}`
}
