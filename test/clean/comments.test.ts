import { expect, test } from 'vitest'
import { toComments } from '../../src/clean/transfer.ts'
import type { Reply } from '../../src/model/content.ts'

const reply = (value: string, more: Partial<Reply> = {}): Reply => ({
  id: '1',
  author: 'Azad',
  content: { value, type: 'html' },
  ...more,
})

const clean = (value: string, more: Partial<Reply> = {}) => toComments([reply(value, more)], 'https://river.example/')

test('what readers wrote is safe to show, its links absolute', () => {
  const [comment] = clean('<p onclick="x()">See <a href="/2014/">this</a><script>alert(1)</script></p>')
  expect(comment?.html).toBe('<p>See <a href="https://river.example/2014/">this</a></p>')
})

test.each([
  ['plain', 'Write to azad.k+x@mail.example.org soon'],
  ['as a link', 'Write to <a href="mailto:azad@mail.example.org">me</a>'],
  ['escaped', 'Write to azad&#64;mail.example.org or azad&#x40;mail.example.org'],
  ['percent-encoded', '<a href="https://r.example/?from=azad%40mail.example.org">me</a>'],
])('an e-mail address %s is not kept', (_, value) => {
  const text = JSON.stringify(clean(value))
  expect(text).not.toMatch(/mail\.example|azad[.@%&]/)
  expect(text).toMatch(/Write to|>me</)
})

test.each(['203.0.113.77', '2001:db8:0:0:8:800:200c:417a', '2001:db8::417a'])('the IP address %s is not kept', (ip) => {
  expect(clean(`Posted from ${ip} today`)[0]?.html).toBe('Posted from […] today')
})

test('times, dates and decimals are none', () => {
  const text = 'At 12:30:45 on 2014.10.01 it was 3.5 to 4.7, see 10:20'
  expect(clean(text)[0]?.html).toContain(text)
})

test.each(['azad@mail.example', '203.0.113.77'])('who signs %s has no name', (author) => {
  expect(clean('Words', { author })[0]?.author).toBe('')
})

test('a name carries no markup, and only a web address is a link', () => {
  const [comment] = clean('Words', { author: '<b>Azad</b> &amp; son', url: 'javascript:alert(1)' })
  expect(comment).toEqual({ id: '1', author: 'Azad & son', html: 'Words' })
})

test('one without words is none, and of two of one name the first counts', () => {
  expect(clean('<script>x</script>')).toEqual([])
  expect(toComments([reply('First'), reply('Second')], undefined).map(({ html }) => html)).toEqual(['First'])
})
