/**
 * Dates in Kurdish. Promises: the same on every runtime, of which some know neither language (workerd's ICU, seen
 * 2026-12-01).
 */

/** As `Intl.DateTimeFormat` says a date, in UTC: of a day, of a minute, of a month. */
export type DateForms = {
  readonly date: (time: number) => string
  readonly dateAndTime: (time: number) => string
  readonly month: (time: number) => string
}

const KURMANJI = 'rêbendan sibat adar nîsan gulan hezîran tîrmeh tebax îlon cotmeh mijdar berfanbar'.split(' ')

const SORANI = [
  'کانوونی دووەم',
  'شوبات',
  'ئازار',
  'نیسان',
  'ئایار',
  'حوزەیران',
  'تەمووز',
  'ئاب',
  'ئەیلوول',
  'تشرینی یەکەم',
  'تشرینی دووەم',
  'کانوونی یەکەم',
]

/** `7ê gulana 2016an`; of a month `gulana 2016an`. */
export const KURMANJI_FORMS = toForms(
  KURMANJI,
  (month, year) => `${month}a ${year}an`,
  (day) => `${day}ê`,
)

/** `7ی ئایاری 2016`; of a month `ئایاری 2016`. */
export const SORANI_FORMS = toForms(
  SORANI,
  (month, year) => `${month}ی ${year}`,
  (day) => `${day}ی`,
)

function toForms(
  names: readonly string[],
  ofYear: (month: string, year: number) => string,
  ofMonth: (day: number) => string,
): DateForms {
  const month = (time: number) => ofYear(names[new Date(time).getUTCMonth()] ?? '', new Date(time).getUTCFullYear())
  const date = (time: number) => `${ofMonth(new Date(time).getUTCDate())} ${month(time)}`
  const dateAndTime = (time: number) => `${date(time)} ${new Date(time).toISOString().slice(11, 16)} UTC`
  return { date, dateAndTime, month }
}
