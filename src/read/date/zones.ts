/** Time zones as feeds and pages write them: offsets, abbreviations, names of the time zone database and of Windows. */
import type { ClockZone } from './instant.ts'
import { foldName } from './names.ts'

/**
 * Abbreviations and what they mean, in hours; several where one is used for several, the commonest in news first; the
 * name of a zone where one stands for winter and summer. Military letters as Universal Feed Parser has them.
 */
const HOURS: Readonly<Record<string, number | readonly number[] | string>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  zulu: 0,
  wet: 0,
  a: -1,
  m: -12,
  n: 1,
  y: 12,
  adt: [-3, 4],
  ast: [-4, 3],
  at: -4,
  edt: -4,
  est: -5,
  et: 'America/New_York',
  cdt: [-5, -4],
  cst: [-6, 8, -5],
  ct: 'America/Chicago',
  mdt: -6,
  mst: [-7, 8],
  mt: 'America/Denver',
  pdt: -7,
  pst: [-8, 8],
  pt: 'America/Los_Angeles',
  akdt: -8,
  akst: -9,
  hst: -10,
  hdt: -9,
  nst: -3.5,
  ndt: -2.5,
  brt: -3,
  brst: -2,
  art: -3,
  clt: -4,
  clst: -3,
  cot: -5,
  pet: -5,
  vet: -4,
  bot: -4,
  uyt: -3,
  bst: [1, 6],
  west: 1,
  cet: 1,
  met: 1,
  mez: 1,
  cest: 2,
  mest: 2,
  mesz: 2,
  oez: 2,
  oesz: 3,
  hnec: 1,
  heec: 2,
  eet: 2,
  sast: 2,
  cat: 2,
  wat: 1,
  eat: 3,
  eest: 3,
  idt: 3,
  msk: 3,
  msd: 4,
  trt: 3,
  tsi: 3,
  мск: 3,
  arst: 3,
  irst: 3.5,
  irdt: 4.5,
  gst: 4,
  amt: 4,
  azt: 4,
  get: 4,
  aft: 4.5,
  pkt: 5,
  uzt: 5,
  ist: [5.5, 1, 2],
  npt: 5.75,
  wib: 7,
  wita: 8,
  wit: 9,
  ict: 7,
  hkt: 8,
  sgt: 8,
  myt: 8,
  pht: 8,
  awst: 8,
  kst: 9,
  jst: 9,
  acst: 9.5,
  aest: 10,
  acdt: 10.5,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
}

/** Zones in words: those of Windows, of JavaScript's `Date`, and how sites of the region say whose time it is. */
const WORDS = `
  America/New_York: eastern time, eastern us & canada
  America/Chicago: central time
  America/Denver: mountain time
  America/Los_Angeles: pacific time
  Europe/London: gmt standard time, uk time, london time, بتوقيت لندن
  Europe/Paris: romance standard time, heure de paris, بتوقيت باريس
  Europe/Berlin: w. europe standard time, central europe standard time
  Europe/Athens: gtb standard time, ωρα ελλαδος
  Europe/Kyiv: fle standard time
  Europe/Istanbul: turkey standard time, turkiye saati, saat dilimi turkiye, بتوقيت اسطنبول, بتوقيت تركيا, dema tirkiyeye
  Asia/Damascus: syria standard time, damascus time, بتوقيت دمشق, بالتوقيت المحلي لسوريا
  Asia/Baghdad: arabic standard time, baghdad time, بتوقيت بغداد, بتوقيت العراق, بتوقيت اربيل, به کاتی هه‌ولێر, بەکاتی هەولێر, کاتی هەولێر
  Asia/Beirut: middle east standard time, beirut time, بتوقيت بيروت
  Asia/Amman: jordan standard time, amman time, بتوقيت عمان
  Asia/Jerusalem: israel standard time, jerusalem time, israel daylight time, israel summer time, بتوقيت القدس
  Asia/Riyadh: arab standard time, arabia standard time, saudi time, mecca time, بتوقيت مكة المكرمة, بتوقيت مكة, بتوقيت السعودية, بتوقيت الرياض
  Asia/Dubai: arabian standard time, gulf standard time, uae time, بتوقيت دبي, بتوقيت الامارات, بتوقيت ابوظبي
  Asia/Tehran: iran standard time, tehran time, iran daylight time, به وقت تهران, به وقت ایران, بتوقيت طهران
  Asia/Kabul: afghanistan standard time, afghanistan time
  Asia/Kolkata: india standard time
  Asia/Karachi: pakistan standard time
  Asia/Shanghai: china standard time
  Asia/Tokyo: tokyo standard time, japan standard time
  Asia/Seoul: korea standard time, korean standard time
  Asia/Yerevan: caucasus standard time, armenia standard time
  Asia/Tbilisi: georgian standard time, georgia standard time
  Asia/Baku: azerbaijan standard time
  Africa/Cairo: egypt standard time, cairo time, بتوقيت القاهرة
  Europe/Moscow: russian standard time, moscow standard time, moscow time, по московскому времени, по москве, время московское
  Australia/Sydney: aus eastern standard time
  utc: coordinated universal time, universal time, greenwich mean time, greenwich time, بتوقيت غرينتش, بتوقيت جرينتش, بتوقيت غرينيتش, تغ, به وقت گرینویچ
  est: eastern standard time, us eastern standard time
  edt: eastern daylight time, eastern summer time
  cst: central standard time
  cdt: central daylight time
  mst: mountain standard time, us mountain standard time
  mdt: mountain daylight time
  pst: pacific standard time
  pdt: pacific daylight time
  bst: british summer time
  wet: western european standard time, western european time
  west: western european summer time
  cet: central european standard time, central european time, mitteleuropaische zeit, mitteleuropaische normalzeit, heure normale d’europe centrale
  cest: central european summer time, central european daylight time, w. europe daylight time, romance daylight time, mitteleuropaische sommerzeit, heure d’ete d’europe centrale
  eet: eastern european standard time, eastern european time, osteuropaische normalzeit, dogu avrupa standart saati
  eest: eastern european summer time, osteuropaische sommerzeit, dogu avrupa yaz saati
  nzst: new zealand standard time
  nzdt: new zealand daylight time
  aest: australian eastern standard time
  aedt: australian eastern daylight time`

const NAMES: ReadonlyMap<string, string> = new Map(
  WORDS.trim()
    .split('\n')
    .flatMap((line) => {
      const [, zone = '', names = ''] = /^([^:]+): (.*)$/.exec(line.trim()) ?? []
      return names.split(', ').map((name) => [toWords(name), zone] as const)
    }),
)

/** `+03:00`, `-0500`, `+3`, `GMT+3`, `UTC+03:00`, with the sign as people mean it; whatever follows it is no part of it. */
const OFFSET = /^(?:gmt|utc|ut|z)?\s*([+\-\u2212])\s*(\d{1,2})(?::?(\d\d))?(?::\d\d)?(?:[\s(].*)?$/

/** `-040`: one that lost its last digit; no zone is forty minutes from Greenwich. */
const CUT_OFFSET = /([+\-\u2212]0\d\d)(?![\d:])/

/** The database's own, whose sign is the other one: `Etc/GMT-3` is three hours ahead. */
const ETC = /^etc\/(?:gmt|utc)([+-])(\d{1,2})$/

/** What stands after a time; undefined where it is no zone at all. A name that nobody knows is one that is not there. */
export function toZone(text: string): ClockZone | undefined {
  const { bare, named } = splitBrackets(foldName(text.trim()))
  // The offset counts where both are said (RFC 9557 section 3.4).
  return bare === '' ? named && toZone(named) : toBareZone(bare)
}

/** `+02:00[Europe/Paris][u-ca=gregory]` (RFC 9557): what is said before, and the zone in brackets. */
function splitBrackets(text: string): { bare: string; named: string } {
  if (!text.includes('[')) return { bare: text, named: '' }
  const named = /\[!?([^\]=[]{1,60})\]/.exec(text)?.[1] ?? ''
  return { bare: text.replace(/\[[^\][]{0,80}\]/g, '').trim(), named }
}

function toBareZone(text: string): ClockZone | undefined {
  const name = text.replace(/^\(([^()]{1,60})\)(?:\s.{0,60})?$/, '$1').replace(/\.$/, '')
  const offset = OFFSET.exec(name.replace(CUT_OFFSET, '$10')) ?? ETC.exec(name)
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    return (offset[1] === '+') === !name.startsWith('etc') ? minutes : -minutes
  }
  return toNamedZone(name)
}

/** `America/New_York`, blanks in place of hyphens or not; `Turkey`, `EST5EDT`; or a word that nobody knows. */
const PLACE = /^([a-z]{3}\d[a-z]{3}|[a-z_]{1,30}|[a-z_]{1,20}(?:\/[a-z_ +-]{1,30}){1,2})(?: ?\([^()]{0,60}\))?$/

function toNamedZone(name: string): ClockZone | undefined {
  const words = NAMES.get(toWords(name))
  if (words !== undefined) return toAbbreviated(words) ?? words
  const word = /^(?:etc\/)?(\p{L}{1,5})(?:\s*\(.{0,60}|\s+[+-]0+|\s+\p{L}.*)?$/u.exec(name)?.[1]
  const known = word === undefined ? undefined : toAbbreviated(word)
  if (known !== undefined) return known
  return PLACE.exec(name)?.[1]?.replace(/ /g, '_')
}

function toAbbreviated(word: string): ClockZone | undefined {
  const hours = Object.hasOwn(HOURS, word) ? HOURS[word] : undefined
  if (typeof hours === 'object') return hours.map((one) => one * 60)
  return typeof hours === 'number' ? hours * 60 : hours
}

/** As names are compared. */
function toWords(name: string): string {
  return foldName(name)
    .replace(/[^\p{L}\p{N}&]+/gu, ' ')
    .trim()
}
