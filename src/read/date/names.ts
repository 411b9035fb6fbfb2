/** Names in dates: months, in the languages that the agency and its neighbours write, and zones of time. */

/** One line a month, January first; each name as `foldName` leaves it. Two-word names are joined by `_`. */
const NAMES = [
  // English, Italian, Spanish, Portuguese, French, German, Hungarian, Turkish, Kurmanji, Russian, Greek, Arabic (Egypt; Levant; Maghreb), Sorani, Behdini
  `jan january gennaio enero janeiro janv janvier januar janner jaenner ocak oca cile rebendan cileya_pasin kanuna_duyem
   kanuna_duyemin kanuna_pasin cileya_duyem cileye reb rbn januari янв январь января ιαν ιανουαριος ιανουαριου γεναρη γεναρης يناير كانون_الثاني كانون_ثاني جانفي
   كانووني_دووهم كانوني_دووهم ڕێبەندان رێبەندان کانوونا_دووێ`,
  `feb february febbraio febrero fevereiro febr fev fevr fevrier feber februar februari subat sub sibat resemi resemiye res sbat sbt февр фев февраль февраля
   φεβ φεβρουαριος φεβρουαριου φλεβαρη فبراير شباط فيفري شوبات فيبرايهر ڕەشەمە رەشەمە ڕەشەمێ رەشەمێ`,
  `mar march marzo marco maart mars marz mrz maerz marc marcius mart adar avdar adr мар март марта μαρ μαρτιος μαρτιου μαρτη مارس اذار ئازار ادار ئادار ئەدار`,
  `apr april aprile abril abr avr avril aprilis nisan nis nsn avrel avreel апр апрель апреля απρ απριλιος απριλιου απριλη ابريل نيسان افريل ئەپریل`,
  `may maggio mayo maio mai maj majus mayis mays gulan gln eyar май мая μαι μαιος μαιου μαη مايو ايار ماي ئايار مایس گولان گوڵان`,
  `jun june giugno junio junho juin juni junius haziran haz hzr heziran puspe pusper juны июн июнь июня ιουν ιον ιουνιος ιουνιου ιουνη
   يونيو يونيه حزيران جوان حوزهيران حەزیران پووشپەڕ`,
  `jul july luglio julio julho juil juill juillet juli julius temmuz tem tirmeh trm temuz июл июль июля ιουλ ιολ ιουλιος ιουλιου ιουλη
   يوليو يوليه تموز جويليه يوليوز تهمموز تهمووز تهموز تەممووز تیرمەه تیرمەھ`,
  `aug august agosto augustus aout augusztus agustos agu tebax tbx gelawej авг август августа αυγ αυγουστος αυγουστου
   اغسطس اب اوت غشت ئاب تەباخ گەلاوێژ`,
  `sep sept september settembre septiembre setembro septembre szept szeptember eylul eyl ilon iln rezber сен сент сентябрь сентября
   σεπ σεπτ σεπτεμβριος σεπτεμβριου σεπτεμβρη سبتمبر ايلول شتنبر ئهيلوول ئهيلول ئیلۆن ڕەزبەر رەزبەر`,
  `oct october ottobre octubre outubro octobre okt oktober ekim eki cotmeh cot kewcer ciriya_pesin ciriya_yekem окт октябрь октября
   οκτ οκτωβριος οκτωβριου οκτωβρη اكتوبر تشرين_الاول تشرين_اول تشريني_يهكهم جۆتمەه جۆتمەھ چریا_پێشی چریا_ئێکێ`,
  `nov november noviembre novembro novembre kasim kas mijdar mjd sermawez ciriya_pasin ciriya_duyem ноя нояб ноябрь ноября
   νοε νοεμβριος νοεμβριου νοεμβρη نوفمبر تشرين_الثاني تشرين_ثاني نونبر تشريني_دووهم مژدار چریا_پاشی چریا_دووێ`,
  `dec december dicembre diciembre dezembro decembre dez dezember aralik ara berfanbar befranbar brf kanun kanuna_pesin kanuna_yekem cileya_pesin
   дек декабрь декабря δεκ δεκεμβριος δεκεμβριου δεκεμβρη ديسمبر كانون_الاول كانون_اول دجنبر كانووني_يهكهم كانوني_يهكهم بەرفانبار کانوونا_ئێکێ`,
]

/** Letters that keyboards for Arabic, Persian and Kurdish type differently, and dotless i. */
const LETTERS: Readonly<Record<string, string>> = {
  '\u0131': 'i',
  '\u06cc': '\u064a',
  '\u0649': '\u064a',
  '\u06a9': '\u0643',
  '\u06d5': '\u0647',
  '\u0629': '\u0647',
  '\u03c2': '\u03c3',
}

const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((line, month) => line.split(/\s+/).map((name) => [foldName(name), month + 1] as const)),
)

const ENGLISH: ReadonlyMap<string, number> = new Map(
  'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ').map((name, at) => [name, at + 1] as const),
)

/** Days of the week that begin like a month. */
const DAYS: ReadonlySet<string> = new Set(['mardi', 'martes', 'martedi', 'marti', 'marts'])

/** A word as it is compared: without marks and case, in one spelling of each letter. */
export function foldName(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}|[\u0640\u200c\u200d]/gu, '')
    .toLowerCase()
    .replace(/[\u0131\u06cc\u0649\u06a9\u06d5\u0629\u03c2]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC')
}

/** 1 to 12 for the month that a folded word, or two joined by `_`, names. */
export function toMonth(word: string): number | undefined {
  // Kurdish months take an ending in dates: Hezîranê, حوزەیرانی.
  const known = MONTHS.get(word) ?? (/[aei\u064a\u06ce]$/.test(word) ? MONTHS.get(word.slice(0, -1)) : undefined)
  if (known !== undefined) return known
  // English is misspelt and cut anywhere: `Setp`, `Janu.`, `Febuary`.
  return /^[a-z]{4,}$/.test(word) && !DAYS.has(word) ? ENGLISH.get(word.slice(0, 3)) : undefined
}

// Time zones as feeds write them, to minutes east of Greenwich.

/** Names of RFC 822, and those that news sites use; in hours. Military letters as Universal Feed Parser has them. */
const HOURS: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  a: -1,
  m: -12,
  n: 1,
  y: 12,
  adt: -3,
  ast: -4,
  at: -4,
  edt: -4,
  est: -5,
  et: -5,
  cdt: -5,
  cst: -6,
  ct: -6,
  mdt: -6,
  mst: -7,
  mt: -7,
  pdt: -7,
  pst: -8,
  pt: -8,
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
  bst: 1,
  west: 1,
  cet: 1,
  met: 1,
  mez: 1,
  cest: 2,
  mest: 2,
  mesz: 2,
  eet: 2,
  sast: 2,
  eest: 3,
  msk: 3,
  msd: 4,
  trt: 3,
  tsi: 3,
  мск: 3,
  arst: 3,
  irst: 3.5,
  irdt: 4.5,
  gst: 4,
  pkt: 5,
  ist: 5.5,
  wib: 7,
  ict: 7,
  hkt: 8,
  sgt: 8,
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

const ZONES: ReadonlyMap<string, number> = new Map(Object.entries(HOURS))

/** `+03:00`, `-0500`, `+3`, `GMT+3`, `UTC+03:00`, `Etc/GMT`, with the sign as people mean it; whatever follows it is no part of it. */
const OFFSET = /^(?:etc\/)?(?:gmt|utc|ut|z)?\s*([+\-\u2212])\s*(\d{1,2})(?::?(\d\d))?(?:[\s(].*)?$/

/**
 * Minutes for what stands after the time; 0 where nothing stands there, or a name nobody knows;
 * undefined where it is no zone at all.
 */
export function toZone(text: string): number | undefined {
  const name = foldName(text.trim()).replace(/\.$/, '')
  if (!name) return 0
  const offset = OFFSET.exec(name)
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    return offset[1] === '+' ? minutes : -minutes
  }
  const word = /^(?:etc\/)?(\p{L}{1,5})(?:\s*\(.{0,30}|\s+[+-]0+|\s+\p{L}.*)?$/u.exec(name)?.[1]
  const hours = word && ZONES.get(word)
  if (hours !== undefined && hours !== '') return hours * 60
  return /^[a-z/_]{1,30}(?:\s*\([^)]*\))?$/.test(name) ? 0 : undefined
}

/** A date and time of day in a zone, and the time it stands for. */
type Moment = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly fraction: number
  /** Minutes east of Greenwich. */
  readonly zone: number
}

/** The moment as a time; undefined for a month or an hour that does not exist. 24:00 and leap seconds do. */
export function toTime(moment: Moment): number | undefined {
  const { year, month, day, hour, minute, second, fraction, zone } = moment
  const wrong = month < 1 || month > 12 || day < 1 || minute > 59 || second > 60 || hour > 24
  if (wrong || (hour === 24 && (minute > 0 || second > 0)) || !(year > 0 && year < 10_000)) return undefined
  // Days beyond the month's last count on: the 31st of June is the 1st of July, as clocks that are wrong mean it;
  // an ordinal date (ISO 8601) is a day of January up to the 366th.
  if (day > 31 && !(month === 1 && day <= 366)) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, Math.floor(fraction * 1000))
  return date.getTime() - zone * 60_000
}
