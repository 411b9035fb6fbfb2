import { describe, expect, test } from 'vitest'
import { toJsonFeed, toJsonItem } from '../../src/publish/json.ts'
import { channel, full, toItem, toView } from './view.ts'

describe('toJsonItem', () => {
  test('has the agency’s facts under _ara and the rest in JSON Feed’s own members', () => {
    const item = toJsonItem(full, 'https://feeds.example', channel)
    expect(item).toMatchObject({
      id: 'tag:aranews.net,2013:a&b',
      url: 'https://feeds.example/2015/06/a-bridge-opens/',
      external_url: 'https://example.org/else?a=1&b=2',
      image: 'https://aranews.net/pic.jpg?a=1&b=2',
      authors: [{ name: 'Egid Yousef', url: 'https://aranews.net/author/egid?a=1&b=2' }, { name: 'Adib Abdulmajid' }],
      tags: ['syria', 'kobane'],
      date_published: '2015-06-07T08:30:00.000Z',
      date_modified: '2015-06-08T00:00:00.000Z',
      _ara: {
        dateline: 'Qamishli, Syria',
        places: [{ name: 'Qamishli', slug: 'qamishli', latitude: 37.05, longitude: 41.22 }],
        caption: 'The bridge',
        credit: 'File photo',
        agency: 'ARA News',
        source: 'ARA News & AFP',
        sources: ['aranews'],
        short_url: 'https://feeds.example/s/k3xp9a',
        revision: 1,
        first_seen: '2015-06-07T09:00:00.000Z',
        original_url: 'https://aranews.net/2015/06/a-bridge-opens/',
      },
    })
  })

  test('an attachment always has a type', () => {
    const attachments = [
      { url: 'https://a.example/x.OGG?y' },
      { url: 'https://a.example/x' },
      { url: 'https://a.example/x.mp3', type: 'no type' },
    ]
    const types = toJsonItem(toItem({ attachments }), 'https://feeds.example', channel).attachments
    expect(types?.map((one) => one.mime_type)).toEqual(['audio/ogg', 'application/octet-stream', 'audio/mpeg'])
  })

  test('an item without text still has content_html', () => {
    const item = toJsonItem(toItem({ contentHtml: '', contentText: '' }), 'https://feeds.example', channel)
    expect(item.content_html).toBe('')
  })

  test('a story that was not changed has no date_modified', () => {
    expect(toJsonItem(toItem(), 'https://feeds.example', channel)).not.toHaveProperty('date_modified')
  })
})

describe('toJsonFeed', () => {
  test('is version 1.1, in a fixed order', () => {
    const feed = toJsonFeed(toView([toItem()], { next: 'https://feeds.example/api/items?before=1.1' }))
    expect(Object.keys(feed)).toEqual([
      'version',
      'title',
      'home_page_url',
      'feed_url',
      'description',
      'next_url',
      'icon',
      'authors',
      'language',
      '_ara',
      'items',
    ])
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1')
  })
})
