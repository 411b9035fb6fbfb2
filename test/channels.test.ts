import { expect, test } from 'vitest'
import { channels } from '../feeds/index.ts'
import { readChannels } from '../src/channels.ts'

/** A slip in a channel's file is told at the start, by name. */

const good = {
  id: 'news',
  title: 'News',
  description: '',
  language: 'en',
  tag: 'news.example,2015',
  hosts: ['news.example'],
  linkTo: 'original',
  sources: [{ id: 'main', url: 'https://news.example/feed' }],
}

test('the channels of this installation are all right', () => {
  expect(readChannels({ channels }, 'feeds/index.ts')).toEqual(channels)
})

test.each([
  [{ id: 'x' }, /channels\.0\.title is missing/],
  [{ ...good, id: 'Über' }, /channels\.0\.id has to be lower-case/],
  [{ ...good, tag: 'news.example' }, /channels\.0\.tag is no authority and date/],
  [{ ...good, linkTo: 'site' }, /channels\.0\.linkTo/],
  [{ ...good, sources: [{ id: 'main', url: 'news.example' }] }, /channels\.0\.sources\.0\.url is no http/],
  [{ ...good, sources: [{ ...good.sources[0], retryAfter: 'all' }] }, /channels\.0\.sources\.0\.retryAfter has to be/],
  [{ ...good, sources: [{ ...good.sources[0], fullText: 'yes' }] }, /channels\.0\.sources\.0\.fullText has to be/],
  [{ ...good, sources: [{ ...good.sources[0], page: {} }] }, /channels\.0\.sources\.0\.page\.item is missing/],
  [{ ...good, sources: [{ ...good.sources[0], block: [{ titel: 'a' }] }] }, /no member channels.*block\.0\.titel/],
  [{ ...good, sources: [{ ...good.sources[0], keep: [{ title: '*' }] }] }, /keep\.0\.title has no word in it/],
  [{ ...good, timeZone: 'Kobane' }, /channels\.0\.timeZone is no zone of the time zone database/],
  [{ ...good, links: { hosts: ['Shop.example'] } }, /channels\.0\.links\.hosts\.0 is no host in lower case/],
  [{ ...good, sources: [good.sources[0], good.sources[0]] }, /source main is there twice/],
  [{ ...good, id: 'api' }, /channel id api is an address of the service itself/],
  [{ ...good, id: 'feed' }, /channel id feed is an address of the service itself/],
])('%o is refused', (channel, sentence) => {
  expect(() => readChannels({ channels: [channel] }, 'mine.ts')).toThrow(sentence)
  expect(() => readChannels({ channels: [channel] }, 'mine.ts')).toThrow(/^FEEDS: mine\.ts: /)
})

test('a module without channels is refused', () => {
  expect(() => readChannels({}, 'mine.ts')).toThrow('FEEDS names a module that exports no channels: mine.ts')
})
