import { describe, expect, test } from 'vitest'
import { ConfigError } from '../../src/errors.ts'
import { findSender, toProxies } from '../../src/net/senders.ts'

const PROXIES = toProxies(['127.0.0.1', '10.0.0.0/8', '2001:db8:ff::/48'])

const by = (peer: string | undefined, forwardedFor?: string, forwarded?: string) =>
  findSender(peer, { forwarded: forwarded ?? null, forwardedFor: forwardedFor ?? null }, PROXIES)

describe('the sender of a request', () => {
  test('is the peer, whatever a peer that is not trusted says', () => {
    expect(by('198.51.100.1')).toBe('198.51.100.1')
    expect(by('198.51.100.1', '192.0.2.7')).toBe('198.51.100.1')
    expect(by('198.51.100.1', undefined, 'for=192.0.2.7')).toBe('198.51.100.1')
    expect(by(undefined, '192.0.2.7')).toBeUndefined()
  })

  test('is whom the last trusted proxy names, not what stands before it', () => {
    expect(by('127.0.0.1', '192.0.2.7')).toBe('192.0.2.7')
    expect(by('::ffff:127.0.0.1', '192.0.2.7')).toBe('192.0.2.7')
    expect(by('127.0.0.1', '1.1.1.1, 192.0.2.7')).toBe('192.0.2.7')
    expect(by('127.0.0.1', '1.1.1.1, 192.0.2.7, 10.1.2.3')).toBe('192.0.2.7')
    expect(by('2001:db8:ff::1', '2001:db8:1::7')).toBe('2001:db8:1::7')
  })

  test.each([
    ['for=192.0.2.7', '192.0.2.7'],
    ['for="192.0.2.7:4711";proto=https', '192.0.2.7'],
    ['proto=https;For="[2001:db8:1::7]:4711";by=10.0.0.1', '2001:db8:1::7'],
    ['for=1.1.1.1, for=192.0.2.7;host="a,b", for=10.0.0.4', '10.0.0.4'],
    ['for=1.1.1.1,for=192.0.2.7,for=10.0.0.4', '192.0.2.7'],
    ['for=unknown', '0.0.0.0'],
    ['for=192.0.2.7, for=_hidden', '0.0.0.0'],
    ['proto=https', '0.0.0.0'],
    ['', '0.0.0.0'],
  ])('is read from Forwarded: %s', (header, sender) => expect(by('127.0.0.1', undefined, header)).toBe(sender))

  test.each([
    ['192.0.2.7:4711', '192.0.2.7'],
    ['[2001:db8:1::7]:4711', '2001:db8:1::7'],
    ['127.0.0.1', '127.0.0.1'],
    ['127.0.0.1, 10.0.0.5', '10.0.0.5'],
    ['nonsense', '0.0.0.0'],
    ['_hidden', '0.0.0.0'],
    ['unknown', '0.0.0.0'],
    ['', '0.0.0.0'],
    ['192.0.2.7,', '0.0.0.0'],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
    ['[::ffff:192.0.2.7]:80', '::ffff:192.0.2.7'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['192.0.2.7:port', '0.0.0.0'],
    ['3221225991', '0.0.0.0'],
    ['0300.0.2.7', '0.0.0.0'],
    ['1.1.1.1, 127.0.0.1', '127.0.0.1'],
    [`${'1.1.1.1, '.repeat(5000)}192.0.2.7`, '192.0.2.7'],
  ])('is read from X-Forwarded-For: %s', (header, sender) => expect(by('127.0.0.1', header)).toBe(sender))

  test('is the proxy where its two headers differ: one of them the sender wrote', () => {
    expect(by('127.0.0.1', '192.0.2.7', 'for=192.0.2.7')).toBe('192.0.2.7')
    expect(by('10.0.0.1', '192.0.2.7', 'for=1.1.1.1')).toBe('10.0.0.1')
  })

  test('is never this machine for what the sender wrote: all of those are one', () => {
    for (const header of ['for=1.1.1.1', 'for=unknown', 'for=127.0.0.1', '']) {
      expect(by('127.0.0.1', '192.0.2.7', header), header).toBe('0.0.0.0')
      expect(by('10.0.0.1', '192.0.2.7', header), header).toBe('10.0.0.1')
    }
  })

  test('is nobody where a proxy on this machine is not trusted: it would be everybody', () => {
    const said = { forwarded: null, forwardedFor: '192.0.2.7' }
    expect(findSender('127.0.0.1', said, [])).toBeUndefined()
    expect(findSender('127.0.0.1', { forwarded: null, forwardedFor: null }, [])).toBe('127.0.0.1')
  })

  test('a proxy that is no address or CIDR is refused by name', () => {
    expect(() => toProxies(['10.0.0.0/8', 'proxy.internal'])).toThrow(ConfigError)
    expect(() => toProxies(['10.0.0.0/33'])).toThrow(/^TRUST_PROXY: "10\.0\.0\.0\/33"/)
  })
})
