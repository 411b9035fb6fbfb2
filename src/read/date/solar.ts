/**
 * The solar calendar of Iran, Afghanistan and the Kurds, whose year begins in March. Promises: it is read only where a
 * month of it is named and the year is one of it.
 */
import { foldName } from './names.ts'

/** From the year's first month on, each as `foldName` leaves it: Persian, Dari, Sorani, Kurmanji. */
const NAMES = [
  'فروردین حمل خاکەلێوە xakelewe',
  'اردیبهشت ثور گوڵان بانەمەڕ gulan banemer',
  'خرداد جوزا جۆزەردان cozerdan',
  'تیر سرطان پووشپەڕ pusper',
  'مرداد امرداد اسد گەلاوێژ gelawej',
  'شهریور سنبله خەرمانان xermanan',
  'مهر میزان ڕەزبەر رەزبەر rezber',
  'آبان عقرب گەڵاڕێزان خەزەڵوەر gelarezan xezelwer',
  'آذر قوس سەرماوەز sermawez',
  'دی جدی بەفرانبار befranbar',
  'بهمن دلو ڕێبەندان رێبەندان rebendan',
  'اسفند حوت ڕەشەمێ رەشەمێ ڕەشەمە resemi resemiye',
]

const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((line, month) => line.split(' ').map((name) => [foldName(name), month + 1] as const)),
)

/** Years that people who are alive may have written, of the two eras. */
const FIRST = 1279
const LAST = 1478
/** The Kurdish era begins with the Medes, 700 before ours. */
const KURDISH = 1321

/** 1 to 12 for the month that a folded word names; Kurdish ones take an ending in dates. */
export function toSolarMonth(word: string): number | undefined {
  return MONTHS.get(word) ?? (/[aei\u064a\u06ce]$/.test(word) ? MONTHS.get(word.slice(0, -1)) : undefined)
}

/** The year in the Iranian era; undefined where it is of neither. */
export function toSolarYear(year: number): number | undefined {
  return [year, year - KURDISH].find((one) => one >= FIRST && one <= LAST)
}

const DAY = 86_400_000
/** 1 Farvardin 1394. */
const ANCHOR = { year: 1394, at: Date.UTC(2015, 2, 21) }

/** The same day in our calendar. */
export function fromSolar(year: number, month: number, day: number) {
  const months = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30
  const days = toDaysBefore(year) - toDaysBefore(ANCHOR.year) + months + day - 1
  const at = new Date(ANCHOR.at + days * DAY)
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() }
}

/** Eight leap years in 33, which is what the sky does between 1178 and 1633. */
function toDaysBefore(year: number): number {
  return year * 365 + Math.floor((year * 8 + 21) / 33)
}
