import { describe, expect, test } from 'vitest'
import { toExactPictureKey, toPictureKey } from '../../../src/clean/identity/picture.ts'

const SAME: readonly (readonly [what: string, ...urls: string[]])[] = [
  ['scheme and parameters', 'https://m.example/a.jpg', 'http://m.example/a.jpg?w=300&h=200', '//m.example/a.jpg#x'],
  ['WordPress', 'https://m.example/a.jpg', 'https://m.example/a-1024x768.jpg', 'https://m.example/a-scaled.jpg'],
  [
    'Photon',
    'https://m.example/a.jpg',
    'https://i0.wp.com/m.example/a.jpg?resize=300%2C200&ssl=1',
    'https://i2.wp.com/m.example/a-300x200.jpg',
    'https://i0.wp.com/i1.wp.com/m.example/a.jpg',
  ],
  ['Next.js', 'https://m.example/u/a.jpg', 'https://m.example/_next/image?url=%2Fu%2Fa.jpg&w=640&q=75'],
  ['Cloudflare', 'https://m.example/u/a.jpg', 'https://m.example/cdn-cgi/image/width=80,quality=75/u/a.jpg'],
  [
    'Cloudinary',
    'https://res.cloudinary.com/d/image/upload/v12/a.jpg',
    'https://res.cloudinary.com/d/image/upload/w_300,c_fill/v12/a.jpg',
  ],
  ['AMP', 'https://m.example/a.jpg', 'https://m-example.cdn.ampproject.org/i/s/m.example/a.jpg'],
  ['words', 'https://m.example/a.jpg', 'https://m.example/a_large.jpg', 'https://m.example/a_small.jpg'],
  ['Shopify', 'https://cdn.shop.example/a.jpg', 'https://cdn.shop.example/a_600x.jpg'],
  [
    'Google',
    'https://lh3.googleusercontent.com/abc',
    'https://lh3.googleusercontent.com/abc=w640-h480-p-k-no-nu',
    'https://lh3.googleusercontent.com/abc=s0',
  ],
  ['Blogger', 'https://1.bp.blogspot.com/x/s1600/a.jpg', 'https://1.bp.blogspot.com/x/s72-c/a.jpg'],
  ['YouTube', 'https://i.ytimg.com/vi/ID/hqdefault.jpg', 'https://i.ytimg.com/vi/ID/maxresdefault.jpg'],
  ['Medium', 'https://miro.medium.com/max/60/1*a.jpeg?q=20', 'https://miro.medium.com/v2/resize:fit:1400/1*a.jpeg'],
  ['the BBC', 'https://ichef.bbci.co.uk/news/240/c/a.jpg', 'https://ichef.bbci.co.uk/ace/standard/976/c/a.jpg'],
  ['Flickr', 'https://live.staticflickr.com/1/2_3.jpg', 'https://live.staticflickr.com/1/2_3_b.jpg'],
  [
    'Wikimedia',
    'https://upload.wikimedia.org/wikipedia/commons/a/ab/F.jpg',
    'https://upload.wikimedia.org/wikipedia/commons/thumb/a/ab/F.jpg/800px-F.jpg',
  ],
  ['Twitter', 'https://pbs.twimg.com/media/X.jpg:large', 'https://pbs.twimg.com/media/X?format=jpg&name=small'],
  [
    'Mastodon',
    'https://m.example/media_attachments/files/1/2/original/a.png',
    'https://m.example/media_attachments/files/1/2/small/a.png',
  ],
  ['programs', 'https://m.example/image.php?id=3', 'https://m.example/image.php?w=300&id=3&token=1'],
]

const OTHERS: readonly (readonly [string, string])[] = [
  ['https://m.example/a.jpg', 'https://n.example/a.jpg'],
  ['https://m.example/a-1.jpg', 'https://m.example/a-2.jpg'],
  ['https://m.example/1/a.jpg', 'https://m.example/2/a.jpg'],
  ['https://m.example/image.php?id=3', 'https://m.example/image.php?id=4'],
  ['https://i.ytimg.com/vi/A/hqdefault.jpg', 'https://i.ytimg.com/vi/B/hqdefault.jpg'],
  ['https://m.example/_next/image?url=%2Fa.jpg&w=3', 'https://m.example/_next/image?url=%2Fb.jpg&w=3'],
]

describe('a picture is known again', () => {
  test.each(SAME)('in other sizes: %s', (_, ...urls) => {
    expect(new Set(urls.map(toPictureKey)).size).toBe(1)
    expect(new Set(urls.map(toExactPictureKey)).size).toBe(1)
  })

  test.each(OTHERS)('and not for another: %s, %s', (one, other) => {
    expect(toExactPictureKey(one)).not.toBe(toExactPictureKey(other))
  })

  test('whatever its address is', () => {
    for (const url of ['', 'a.jpg', 'data:image/gif;base64,AA', 'https://i0.wp.com/', 'https://wsrv.nl/?url='])
      expect(typeof toExactPictureKey(url)).toBe('string')
  })
})
