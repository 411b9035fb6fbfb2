/** A token of the API as whoever makes one says it. */
import * as v from 'valibot'
import { date, toListSchema, toOptional, toTextSchema } from '../schema.ts'
import { EVERY_SCOPE, type TokenScope } from './scopes.ts'

/** It stands in lists, sentences and the log. */
const NAME = 100

export const addedToken = v.object({
  name: v.pipe(
    toTextSchema(NAME),
    v.regex(/^[^\p{C}]+$/u, 'is empty, or has a character in it that can not be seen'),
    v.check((name) => name.trim() === name, 'begins or ends with a blank'),
  ),
  scopes: v.pipe(
    toListSchema(v.picklist(EVERY_SCOPE as readonly [TokenScope, ...TokenScope[]]), EVERY_SCOPE.length),
    v.nonEmpty('is empty: say what the token is for'),
  ),
  ...toOptional({
    /** When it ends. */
    expires: v.nullable(date),
  }),
})

/** Members that we say of a token, and nobody else: sent back, they are ignored. */
export const TOKEN_TOLD = ['id', 'hint', 'by', 'created', 'last_used', 'state', 'note'] as const
