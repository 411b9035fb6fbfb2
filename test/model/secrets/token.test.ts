import { expect, test } from 'vitest'
import { EVERY_SCOPE, TOKEN_SCOPES, toHeldScopes } from '../../../src/model/secrets/scopes.ts'
import { createApiToken, judgeToken, toTokenHint } from '../../../src/model/secrets/token.ts'

test('a token has a form that scanners of secrets know, and is never made twice', () => {
  const made = Array.from({ length: 500 }, createApiToken)
  for (const token of made) {
    expect(token).toMatch(/^ara_[0-9A-Za-z]{30}[0-9a-f]{6}$/)
    expect(judgeToken(token)).toBe('ours')
  }
  expect(new Set(made).size).toBe(500)
  // Each of the 62 comes up: none was left out, and none is half of all.
  const letters = made.map((token) => token.slice(4, 34)).join('')
  expect(new Set(letters).size).toBe(62)
})

test('every typing error is told from a token that is not ours', () => {
  const token = createApiToken()
  for (let at = 4; at < token.length; at++) {
    const other = token[at] === 'a' ? 'b' : 'a'
    expect(judgeToken(token.slice(0, at) + other + token.slice(at + 1)), `at ${at}`).toBe('mistyped')
  }
  const swapped = token.replace(/^(.{10})(.)(.)/, '$1$3$2')
  if (swapped !== token) expect(judgeToken(swapped)).toBe('mistyped')
  for (const part of [token.slice(0, -1), `${token}0`, token.toUpperCase().replace('ARA_', 'ara_'), 'ara_', 'ara_…']) {
    expect(judgeToken(part), part).toBe('mistyped')
  }
  for (const foreign of ['', 'token', token.slice(1), `x${token}`, 'ghp_abc', 'ARA_abc']) {
    expect(judgeToken(foreign), foreign).toBe('foreign')
  }
})

test('its hint says too little to guess it', () => {
  const token = createApiToken()
  expect(toTokenHint(token)).toBe(`${token.slice(0, 8)}…`)
})

test('admin holds every scope, and no other holds admin', () => {
  expect(toHeldScopes(['admin'])).toEqual(new Set(EVERY_SCOPE))
  for (const scope of EVERY_SCOPE) if (scope !== 'admin') expect(toHeldScopes([scope]).has('admin')).toBe(false)
  expect(toHeldScopes(['read:scheduled'])).toEqual(new Set(['read:scheduled']))
  expect(toHeldScopes([])).toEqual(new Set())
  expect(EVERY_SCOPE).toEqual(Object.keys(TOKEN_SCOPES))
})
