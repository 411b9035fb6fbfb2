/** Tokens over the API: what can be asked, and what is answered. */

import * as v from 'valibot'
import { addedToken, TOKEN_TOLD } from '../../model/secrets/added-token.ts'
import { describe, json, jsonBody } from '../operation.ts'
import { says } from '../params.ts'
import { newToken, token, tokenList } from '../shapes/token.ts'

const params = { id: says(v.pipe(v.string(), v.minLength(1)), 'The token’s number.') }

const listTokens = describe({
  id: 'listTokens',
  method: 'GET',
  path: '/api/tokens',
  subject: 'Tokens',
  summary: 'List tokens',
  scope: 'admin',
  answers: { 200: json('The tokens, without what they are themselves.', tokenList) },
})

const makeToken = describe({
  id: 'makeToken',
  method: 'POST',
  creates: true,
  path: '/api/tokens',
  subject: 'Tokens',
  summary: 'Make a token',
  about: 'The answer has the `token`, this once: what is kept of it is a hash.',
  scope: 'admin',
  body: jsonBody(addedToken, { told: [...TOKEN_TOLD] }),
  answers: { 201: json('The token.', newToken, ['Location']) },
  errors: ['name-taken', 'conflict', 'gone'],
  example: { body: { name: 'The partner', scopes: ['read:scheduled'], expires: '2036-12-31T00:00:00Z' } },
})

const readToken = describe({
  id: 'readToken',
  method: 'GET',
  path: '/api/tokens/{id}',
  subject: 'Tokens',
  summary: 'Read what is known of a token',
  scope: 'admin',
  params,
  answers: { 200: json('The token, without what it is itself.', token) },
  example: { params: { id: '1' } },
})

const removeToken = describe({
  id: 'removeToken',
  method: 'DELETE',
  path: '/api/tokens/{id}',
  subject: 'Tokens',
  summary: 'Take a token away',
  about: 'The very next request with it is refused.',
  scope: 'admin',
  params,
  answers: { 204: { says: 'It opens nothing any more.' } },
  example: { params: { id: '1' } },
})

export const tokenOperations = { listTokens, makeToken, readToken, removeToken }
