/** What a token may be used for, said once: names, what each is for, and which holds others. */

/** For people, and for whoever makes a token. */
export const TOKEN_SCOPES = {
  'read:scheduled': 'see what is coming: scheduled stories',
  'write:items': 'write, schedule, publish, correct, take back and import stories, and hand in pictures',
  'write:links': 'name, move and retire short links, and see who followed them',
  'write:sources': 'add, change and refresh sources, see their addresses and faults, and try documents',
  'write:webhooks': 'add, change and take away webhooks, and see what became of their deliveries',
  moderate: 'take stories back and restore them, and decide about what sources propose',
  admin: 'everything, tokens too',
} as const satisfies Readonly<Record<string, string>>

export type TokenScope = keyof typeof TOKEN_SCOPES

export const EVERY_SCOPE = Object.keys(TOKEN_SCOPES) as readonly TokenScope[]

/** Whoever may do the first may do the others. */
const HELD: Readonly<Partial<Record<TokenScope, readonly TokenScope[]>>> = {
  'write:items': ['read:scheduled', 'moderate'],
  admin: EVERY_SCOPE,
}

/** The scopes, and all that they hold. */
export function toHeldScopes(scopes: readonly TokenScope[]): ReadonlySet<TokenScope> {
  return new Set(scopes.flatMap((scope) => [scope, ...(HELD[scope] ?? [])]))
}
