import { describe, expect, test } from 'vitest'
import { toSeconds } from '../../../src/read/date/duration.ts'

describe('the duration of a recording', () => {
  test.each<[unknown, number]>([
    ['602', 602],
    [' 602.5 ', 602.5],
    [602.5, 602.5],
    ['602,5', 602.5],
    ['10:02', 602],
    ['00:10:02', 602],
    ['1:02:03.5', 3723.5],
    ['62:03', 3723],
    ['PT10M2S', 602],
    ['PT1H2M3.5S', 3723.5],
    ['P0DT10M2S', 602],
    ['602 s', 602],
    ['602s', 602],
    ['10 min', 600],
    ['10 min 2 sec', 602],
    ['1h 2m 3s', 3723],
    ['1 hour, 2 minutes', 3720],
    ['602000 ms', 602],
  ])('%j is %d seconds', (said, seconds) => expect(toSeconds(said)).toBe(seconds))

  test.each<[unknown]>([
    [''],
    ['-4'],
    ['-0:10'],
    [0],
    ['0:00'],
    [-4],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    ['soon'],
    ['10:02:03:04'],
    ['10:'],
    [':10'],
    ['P'],
    ['PT'],
    ['10 parsecs'],
    ['99999999999'],
    [null],
    [true],
    [{}],
    [`${'1 s '.repeat(50)}`],
  ])('%j is none', (said) => expect(toSeconds(said)).toBeUndefined())
})
