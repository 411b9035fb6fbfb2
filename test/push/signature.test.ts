import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isSigned, toHubSignature, toWebhookSignature, toWebhookSignatures } from '../../src/push/signature.ts'

const toBytes = (text: string) => new TextEncoder().encode(text)
const body = toBytes('كوباني\n')

describe('X-Hub-Signature', () => {
  test.each(['sha1', 'sha256', 'sha384', 'sha512'])('is known by %s', async (method) => {
    const hex = createHmac(method, 'schlüssel').update(body).digest('hex')
    expect(await isSigned(`${method}=${hex}`, 'schlüssel', body)).toBe(true)
    expect(await isSigned(`${method.toUpperCase()}=${hex.toUpperCase()}`, 'schlüssel', body)).toBe(true)
    expect(await isSigned(`${method}=${hex}`, 'schluessel', body)).toBe(false)
    expect(await isSigned(`${method}=${hex}`, 'schlüssel', toBytes('another'))).toBe(false)
    expect(await isSigned(`${method}=${hex.slice(2)}`, 'schlüssel', body)).toBe(false)
  })

  test('of another method, or none, is none', async () => {
    const md5 = createHmac('md5', 'key').update(body).digest('hex')
    const sha = createHmac('sha256', 'key').update(body).digest('hex')
    for (const header of [undefined, '', sha, 'sha256', 'sha256=', `md5=${md5}`, `sha512=${sha}`, `sha256=${sha}0`]) {
      expect([header, await isSigned(header, 'key', body)]).toEqual([header, false])
    }
  })

  test('that we send is one that we know', async () => {
    expect(await isSigned(await toHubSignature('key', body), 'key', body)).toBe(true)
  })
})

test('a webhook is signed as the example of Standard Webhooks is', async () => {
  // https://github.com/standard-webhooks/standard-webhooks, spec: signature scheme.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const text = '{"test": 2432232314}'
  const expected = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
  expect(await toWebhookSignature(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, text)).toBe(expected)
})

test('by several secrets each signs, the first first', async () => {
  const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_c2VjcmV0IG51bWJlciB0d28gd2l0aCAyNCBieXRlcw==']
  const [one, two] = await Promise.all(secrets.map((secret) => toWebhookSignature(secret, 'id', 1614265330, '{}')))
  expect(await toWebhookSignatures(secrets, 'id', 1614265330, '{}')).toBe(`${one} ${two}`)
})
