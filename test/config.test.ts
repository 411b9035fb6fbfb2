import { describe, expect, test } from 'vitest'
import { readNodeConfig, readWorkerConfig, toBaseUrl, toBaseWarning } from '../src/config.ts'
import { ConfigError } from '../src/errors.ts'

describe('settings', () => {
  test('nothing set is a service on this machine alone', () => {
    expect(readNodeConfig({})).toEqual({
      allowPrivate: [],
      host: '127.0.0.1',
      port: 8787,
      database: 'data/ara.db',
      archive: 'feeds/archive',
      feeds: 'feeds/index.ts',
    })
  })

  test.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['BASE_URL', 'feeds.example'],
    ['BASE_URL', 'ftp://feeds.example'],
    ['BASE_URL', 'https://feeds.example/news/'],
  ])('a bad %s is refused by name: %s', (name, value) => {
    expect(() => readNodeConfig({ [name]: value })).toThrow(ConfigError)
    expect(() => readNodeConfig({ [name]: value })).toThrow(new RegExp(`^${name} `))
  })

  test('a trailing slash of BASE_URL is dropped, a list is split at commas', () => {
    const config = readNodeConfig({ BASE_URL: 'https://feeds.example/', ALLOW_PRIVATE: ' 10.0.0.0/8, intranet ,' })
    expect(config.baseUrl).toBe('https://feeds.example')
    expect(config.allowPrivate).toEqual(['10.0.0.0/8', 'intranet'])
  })

  test('proxies are trusted only where they are listed', () => {
    expect(readNodeConfig({ TRUST_PROXY: '127.0.0.1, 10.0.0.0/8' }).trustProxy).toEqual(['127.0.0.1', '10.0.0.0/8'])
    expect(readNodeConfig({ TRUST_PROXY: ' ' })).not.toHaveProperty('trustProxy')
  })

  test('a Worker can not guess its own address', () => {
    expect(() => readWorkerConfig({})).toThrow(/^BASE_URL is missing/)
    expect(readWorkerConfig({ BASE_URL: 'https://feeds.example', API_TOKEN: ' s ' }).apiToken).toBe('s')
  })

  test('a zone to purge has an id and a token, or there is none', () => {
    const id = '0123456789abcdef'.repeat(2)
    expect(readNodeConfig({ ZONE_ID: ` ${id} `, PURGE_TOKEN: ' t ' }).zone).toEqual({ id, token: 't' })
    expect(readNodeConfig({ ZONE_ID: '', PURGE_TOKEN: ' ' }).zone).toBeUndefined()
    expect(() => readNodeConfig({ ZONE_ID: id })).toThrow(/^PURGE_TOKEN is missing/)
    expect(() => readNodeConfig({ PURGE_TOKEN: 't' })).toThrow(/^ZONE_ID is missing/)
    expect(() => readNodeConfig({ ZONE_ID: 'feeds.example', PURGE_TOKEN: 't' })).toThrow(/^ZONE_ID is no id/)
  })

  test.each([
    ['127.0.0.1', 8787, 'http://localhost:8787'],
    ['0.0.0.0', 80, 'http://localhost'],
    ['192.0.2.7', 8787, 'http://192.0.2.7:8787'],
    ['::1', 8787, 'http://[::1]:8787'],
    ['::', 8787, 'http://localhost:8787'],
    ['2001:db8::7', 8787, 'http://[2001:db8::7]:8787'],
  ])('%s port %i is reached at %s', (host, port, origin) => {
    expect(toBaseUrl(host, port)).toBe(origin)
  })

  test.each(['0.0.0.0', '::', '::1', '::0'])('links that lead to this machine alone are told of: HOST=%s', (host) => {
    const config = readNodeConfig({ HOST: host })
    expect(toBaseWarning(config, 'http://localhost:8787')).toMatch(/^BASE_URL is not set.* http:\/\/localhost:8787,/)
    expect(toBaseWarning(readNodeConfig({ HOST: host, BASE_URL: 'https://feeds.example' }), '')).toBeUndefined()
  })

  test.each([undefined, '127.0.0.1', 'localhost', '192.0.2.7', 'feeds.example'])(
    'links that lead where somebody listens need no word: HOST=%s',
    (host) => {
      expect(toBaseWarning(readNodeConfig({ HOST: host }), 'http://localhost:8787')).toBeUndefined()
    },
  )
})
