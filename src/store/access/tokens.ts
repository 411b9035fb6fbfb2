/**
 * Named tokens of the API. Promises: of a token nothing is kept but its hash and its first letters; one that was taken
 * away is found by nobody from then on.
 */
import type { TokenScope } from '../../model/secrets/scopes.ts'
import type { Db, Statement } from '../db.ts'
import { statement } from '../statements.ts'

export type ApiToken = {
  readonly id: number
  readonly name: string
  /** Its first letters. */
  readonly hint: string
  readonly scopes: readonly TokenScope[]
  /** The name of the token that it was made with. */
  readonly by: string
  readonly created: number
  /** When it ends; null: never. */
  readonly expires: number | null
  /** When it was used last, to a minute or two; null: never. */
  readonly used: number | null
}

type TokenRow = Omit<ApiToken, 'scopes'> & { readonly scopes: string }

const SELECT = 'SELECT id, name, hint, scopes, by, created, expires, used FROM tokens'

function toToken({ scopes, ...rest }: TokenRow): ApiToken {
  return { ...rest, scopes: JSON.parse(scopes) as TokenScope[] }
}

/** Every token, oldest first. */
export async function loadTokens(db: Db): Promise<ApiToken[]> {
  return (await db.all<TokenRow>(`${SELECT} ORDER BY id`)).map(toToken)
}

export async function loadApiToken(db: Db, id: number): Promise<ApiToken | undefined> {
  const row = await db.first<TokenRow>(`${SELECT} WHERE id = ?`, id)
  return row && toToken(row)
}

/** The token of this hash, whether it has ended or not. */
export async function findToken(db: Db, hash: string): Promise<ApiToken | undefined> {
  const row = await db.first<TokenRow>(`${SELECT} WHERE hash = ?`, hash)
  return row && toToken(row)
}

export async function findNamedToken(db: Db, name: string): Promise<ApiToken | undefined> {
  const row = await db.first<TokenRow>(`${SELECT} WHERE name = ?`, name)
  return row && toToken(row)
}

/** `expires`: null for never. */
export type AddedToken = Omit<ApiToken, 'id' | 'used'> & { readonly hash: string }

/** Adds a token; `more` is written with it. @throws StoreError, with `unique` set where the name is taken */
export async function addToken(db: Db, token: AddedToken, more: readonly Statement[] = []): Promise<ApiToken> {
  const { name, hash, hint, scopes, by, created, expires } = token
  await db.batch([
    statement(
      'INSERT INTO tokens (name, hash, hint, scopes, by, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?)',
      name,
      hash,
      hint,
      JSON.stringify(scopes),
      by,
      created,
      expires,
    ),
    ...more,
  ])
  const added = await findNamedToken(db, name)
  if (added === undefined) throw new Error(`The token ${name} was taken away while it was added.`)
  return added
}

/** Takes a token away: it opens nothing from now on. Whether it was there. */
export async function removeToken(db: Db, id: number): Promise<boolean> {
  return (await db.run('DELETE FROM tokens WHERE id = ?', id)) > 0
}

/** Writes when tokens were used last. @param uses milliseconds by id */
export async function saveTokenUses(db: Db, uses: ReadonlyMap<number, number>): Promise<void> {
  const list = JSON.stringify([...uses].map(([id, at]) => ({ id, at })))
  await db.run(
    `UPDATE tokens SET used = (SELECT value ->> 'at' FROM json_each(?1) WHERE value ->> 'id' = tokens.id)
     WHERE id IN (SELECT value ->> 'id' FROM json_each(?1))`,
    list,
  )
}
