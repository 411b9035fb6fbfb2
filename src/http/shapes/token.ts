/** Tokens as they are answered. */

import * as v from 'valibot'
import { EVERY_SCOPE, type TokenScope } from '../../model/secrets/scopes.ts'
import { aList, aMoment, aText, maybe } from './parts.ts'

const scope = v.picklist(EVERY_SCOPE as readonly [TokenScope, ...TokenScope[]])

export const token = v.object({
  id: aText('Its number.'),
  name: aText('What it is called.'),
  hint: aText('Its first and last characters, to know it by.'),
  scopes: aList(scope, 'What it is for.'),
  by: aText('The name of the token that made it.'),
  created: aMoment('When it was made.'),
  expires: maybe(aMoment('When it ends; absent: never.')),
  last_used: maybe(aMoment('When it was last used, right to a minute or two.')),
  state: v.pipe(v.picklist(['live', 'ended']), v.description('`ended`: its time is over.')),
})

export const newToken = v.object({
  ...token.entries,
  token: maybe(aText('The token itself. It is shown this once.')),
  note: maybe(aText('In its place where the same was sent again.')),
})

export const tokenList = v.object({ tokens: v.array(token) })
