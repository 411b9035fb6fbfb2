import { describe, expect, test } from 'vitest'
import { isLoopback, toBlock, toDomain } from '../../src/net/senders.ts'

describe('the block of an address', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::ffff:c000:207', '192.0.2.7'],
    ['64:ff9b::192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::192.0.2.7', '0:0:0:0::/64'],
    ['2001:db8:1:2:3:4:192.0.2.7', '2001:db8:1:2::/64'],
    ['[2001:db8::1]', '2001:db8:0:0::/64'],
  ])('%s is %s', (address, block) => expect(toBlock(address)).toBe(block))

  test.each(['', 'unknown', 'reader.example', '1.2.3', '1.2.3.4.5', ':::', '192.0.2.7%:', '0300.0.2.7', '3221225991'])(
    '%s is none',
    (text) => expect(toBlock(text)).toBeUndefined(),
  )

  test('this machine is known by every form of its address', () => {
    for (const own of ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1', '0:0:0:0:0:0:0:1'])
      expect(isLoopback(own)).toBe(true)
    for (const other of ['128.0.0.1', '::2', '::127.0.0.1', '127.1', '::ffff:10.0.0.1', 'localhost', ''])
      expect(isLoopback(other)).toBe(false)
  })
})

describe('the registrable domain of a callback', () => {
  test.each([
    ['http://a1.evil.example/', 'evil.example'],
    ['https://b.a2.evil.example:8443/', 'evil.example'],
    ['https://A3.EVIL.example./cb', 'evil.example'],
    ['https://evil.example/?n=1', 'evil.example'],
    ['https://news.reader.co.uk/', 'reader.co.uk'],
    ['https://one.github.io/', 'one.github.io'],
    ['https://x.one.github.io/', 'one.github.io'],
    ['https://www.bücher.example/', 'xn--bcher-kva.example'],
    ['https://a.xn--bcher-kva.example/', 'xn--bcher-kva.example'],
    ['http://203.0.114.9:1/', '203.0.114.9'],
    ['http://0xCB.0x72.9/', '203.114.0.9'],
    ['http://[2001:db8:1:2::9]:99/', '2001:db8:1:2::/64'],
    ['http://[2001:db8:1:2:ffff::]/', '2001:db8:1:2::/64'],
    ['http://localhost:3000/', 'localhost'],
    ['http://co.uk/', 'co.uk'],
  ])('%s is %s', (callback, domain) => expect(toDomain(new URL(callback).hostname)).toBe(domain))
})
