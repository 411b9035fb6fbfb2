import { describe, expect, test } from 'vitest'
import { ConfigError } from '../../src/errors.ts'
import {
  contains,
  isAllowedAddress,
  parseAddress,
  parseRange,
  refuseHost,
  toAllowList,
  toHostname,
} from '../../src/net/addresses.ts'

const none = toAllowList([])
const read = (text: string) => {
  const address = parseAddress(text)
  if (address === undefined) throw new Error(`${text} is no address.`)
  return address
}
const isRefused = (host: string, allow = none) => refuseHost(host, allow)?.kind === 'private'

/** First and last address of each special-purpose range, and the neighbours that are nobody's. */
const privateV4 = `
  0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.0 127.0.0.1 127.255.255.255
  169.254.0.0 169.254.169.254 169.254.255.255 172.16.0.0 172.31.255.255 192.0.0.0 192.0.0.8 192.0.0.9 192.0.0.10
  192.0.0.170 192.0.0.171 192.0.0.255 192.0.2.0 192.0.2.255 192.31.196.0 192.31.196.255 192.52.193.0 192.52.193.255
  192.88.99.0 192.88.99.255 192.168.0.0 192.168.255.255 192.175.48.0 192.175.48.255 198.18.0.0 198.19.255.255
  198.51.100.0 198.51.100.255 203.0.113.0 203.0.113.255 224.0.0.0 239.255.255.255 240.0.0.0 255.255.255.255`
const publicV4 = `
  1.0.0.0 1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
  169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0 192.31.195.255
  192.31.197.0 192.52.192.255 192.52.194.0 192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 192.175.47.255
  192.175.49.0 198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255`
const privateV6 = `
  :: ::1 ::2 ::7f00:1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1
  64:ff9b:: 64:ff9b::7f00:1 64:ff9b::8.8.8.8 64:ff9b::ffff:ffff 64:ff9b:1:: 64:ff9b:1:ffff:ffff:ffff:ffff:ffff
  100:: 100::ffff 100:0:0:1::1 200::1 400::1 1000::1 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
  2001:: 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:1::1 2001:1::2 2001:2::1 2001:3::1 2001:4:112::1 2001:10::1
  2001:20::1 2001:30::1 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff 2001:db8:: 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff
  2002:: 2002:7f00:1::1 2002:808:808::1 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff 2620:4f:8000::1
  2620:4f:8000:ffff:ffff:ffff:ffff:ffff 3fff:: 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff
  4000:: 5f00:: 5f00:ffff::1 8000::1 fc00:: fd12:3456:789a::1 fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
  fe80:: fe80::1 febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff fec0::1 ff00:: ff02::1
  ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff`
const publicV6 = `
  2000::1 2001:200:: 2001:4860:4860::8888 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff 2001:db9:: 2003::1
  2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff 2606:4700::6810:84e5 2620:4f:7fff:ffff:ffff:ffff:ffff:ffff
  2620:4f:8001:: 2a00:1450:4001:81b::200e 3ffe:ffff::1 3fff:1000:: `
const list = (text: string) => text.split(/\s+/).filter((word) => word !== '')

describe('literals', () => {
  test.each(list(privateV4))('%s is private', (host) => expect(isRefused(host)).toBe(true))
  test.each(list(publicV4))('%s is public', (host) => expect(refuseHost(host, none)).toBeUndefined())
  test.each(list(privateV6))('%s is private', (host) => {
    expect(isRefused(`[${host}]`)).toBe(true)
    expect(isRefused(host)).toBe(true)
    expect(isRefused(new URL(`http://[${host}]/`).hostname)).toBe(true)
  })
  test.each(list(publicV6))('%s is public', (host) => {
    expect(refuseHost(new URL(`http://[${host}]/`).hostname, none)).toBeUndefined()
  })

  const disguised = [
    '2130706433',
    '017700000001',
    '0x7f000001',
    '0x7f.1',
    '127.1',
    '127.0.1',
    '0177.0.0.1',
    '0x7F.0x0.0x0.0x1',
    '127.0.0.1.',
    '%31%32%37.0.0.1',
    '127。0。0。1',
    '①②⑦.0.0.1',
    '0',
    '0xa9fea9fe',
    '2852039166',
    '10.1',
    '192.168.257',
  ]
  test.each(disguised)('%s is seen through', (host) => {
    expect(isRefused(host)).toBe(true)
    expect(isRefused(new URL(`http://${host}/`).hostname)).toBe(true)
  })
  test('the message says what to do', () => {
    expect(refuseHost('0x7f.1', none)?.message).toBe(
      '127.0.0.1 is a private address; list it in ALLOW_PRIVATE to allow it.',
    )
  })
})

describe('names', () => {
  const inside = ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'printer.local', 'metadata.google.internal']
  test.each([...inside, 'nas.home.arpa', 'home.arpa', 'router.lan', 'intranet', 'intranet.', 'localhost.localdomain'])(
    '%s is private',
    (host) => expect(isRefused(host)).toBe(true),
  )
  test.each(['aranews.net', 'www.aranews.net.', 'mylocal.org', 'internal.example.com', 'notlocalhost.net', 'lan.eu'])(
    '%s is public',
    (host) => expect(refuseHost(host, none)).toBeUndefined(),
  )
  test.each(['', 'a b', '[::1', 'a/b', '300.1.1.1', 'x:y', '1.2.3.4.5'])('"%s" is no host', (host) => {
    expect(refuseHost(host, none)?.kind).toBe('address')
  })
  test('are written as URLs write them', () => {
    expect(toHostname('WWW.AraNews.NET.')).toBe('www.aranews.net')
    expect(toHostname('[::FFFF:127.0.0.1]')).toBe('::ffff:7f00:1')
    expect(toHostname('fe80::1%eth0')).toBe('fe80::1')
  })
})

describe('ALLOW_PRIVATE', () => {
  const allow = toAllowList(['feeds.internal', ' 10.2.0.0/16 ', '::1', '', '[fd00::]/8', '0x7f.1'])
  test.each(['feeds.internal', 'FEEDS.internal.', '10.2.0.1', '10.2.255.255', '[::1]', '127.0.0.1', '127.1'])(
    'opens %s',
    (host) => expect(refuseHost(host, allow)).toBeUndefined(),
  )
  test.each(['10.1.255.255', '10.3.0.0', '127.0.0.2', '[::2]', '[::ffff:127.0.0.1]', '[64:ff9b::a02:1]'])(
    'leaves %s closed',
    (host) => expect(isRefused(host, allow)).toBe(true),
  )
  test('opens what a listed name leads to, and of other names only what a range holds', () => {
    const open = (address: string, name: string) => isAllowedAddress(read(address), name, allow)
    expect(open('192.168.0.9', 'feeds.internal')).toBe(true)
    expect(open('192.168.0.9', 'evil.example')).toBe(false)
    expect(open('10.2.3.4', 'evil.example')).toBe(true)
    expect(open('8.8.8.8', 'evil.example')).toBe(true)
  })
  test('lets names pass to be resolved only when a range is listed', () => {
    expect(refuseHost('localhost', toAllowList(['127.0.0.1']))).toBeUndefined()
    expect(isRefused('localhost', toAllowList(['feeds.internal']))).toBe(true)
    expect(isRefused('a.feeds.internal', toAllowList(['feeds.internal']))).toBe(true)
  })
  test.each(['10.0.0.0/33', '10.0.0.0/x', 'http://localhost', 'localhost:8080', 'a b', '::/129', '300.1.1.1', 'a@b'])(
    'refuses the entry %s by name',
    (entry) => {
      expect(() => toAllowList([entry])).toThrow(ConfigError)
      expect(() => toAllowList([entry])).toThrow(`ALLOW_PRIVATE: "${entry}"`)
    },
  )
})

describe('parseAddress', () => {
  test.each(['1.2.3', '1.2.3.4.5', '01.2.3.4', '256.1.1.1', '1.2.3.4 ', '', ':', ':::', '1::2::3', '1:2:3:4:5:6:7'])(
    '"%s" is no address',
    (text) => expect(parseAddress(text)).toBeUndefined(),
  )
  test.each(['1:2:3:4:5:6:7:8:9', '1:2:3:4::5:6:7:8', '12345::', 'g::', '1.2.3.4::', '::1.2.3.4:5', '1:'])(
    '"%s" is no address',
    (text) => expect(parseAddress(text)).toBeUndefined(),
  )
  test.each(['0177.0.0.1', '0x7f.0.0.1', '127.1', '2130706433', '0x7f000001', '00.0.0.0', '127.0.0.1.', '١.٢.٣.٤'])(
    'what others read as %s is none here: “URL” says first which it is',
    (text) => expect(parseAddress(text)).toBeUndefined(),
  )
  test.each(['::ffff:0177.0.0.1', '::ffff:0x7f.0.0.1', '::0127.0.0.1', '64:ff9b::127.1', '::ffff:127.0.0.1.'])(
    'nor is %s',
    (text) => {
      expect(parseAddress(text)).toBeUndefined()
      expect(refuseHost(`[${text}]`, none)?.kind).toBe('address')
    },
  )
  test.each([`${'1'.repeat(100_000)}`, `${'1:'.repeat(100_000)}`, `::${'%'.repeat(100_000)}`, '1.'.repeat(100_000)])(
    'a long one takes no time',
    (text) => expect(parseAddress(text)?.toString()).toBe(text.startsWith('::') ? '::' : undefined),
  )
  test('reads every form to the same bytes', () => {
    const bytes = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]
    for (const text of ['2001:db8::102:304', '2001:DB8:0:0::1.2.3.4', '[2001:0db8:0:0:0:0:0102:0304]'])
      expect(read(text).toByteArray()).toEqual(bytes)
  })
  test('a range of no bits holds every address of its family', () => {
    const all = parseRange('0.0.0.0/0')
    expect(all && contains(all, read('8.8.8.8'))).toBe(true)
    expect(all && contains(all, read('::1'))).toBe(false)
  })
})
