/** Month names, in the languages that the agency and its neighbours write dates in. */

/** One line a month, January first; each name as `foldName` leaves it. Two-word names are joined by `_`. */
const NAMES = [
  // English, French, German, Hungarian, Turkish, Kurmanji, Russian, Greek, Arabic (Egypt; Levant; Maghreb), Sorani
  `jan january gennaio enero janeiro janv janvier januar janner jaenner ocak oca cile rebendan cileya_pasin kanuna_duyem
   kanuna_duyemin kanuna_pasin januari янв январь января ιαν ιανουαριος ιανουαριου يناير كانون_الثاني كانون_ثاني جانفي
   كانووني_دووهم كانوني_دووهم`,
  `feb february febr fev fevrier feber februar februari subat sub sibat resemi resemeh sbat февр фев февраль февраля
   φεβ φεβρουαριος φεβρουαριου فبراير شباط فيفري شوبات فيبرايهر`,
  `mar march mars marz mrz maerz marc marcius mart adar avdar мар март марта μαρ μαρτιος μαρτιου مارس اذار ئازار ادار`,
  `apr april avr avril aprilis nisan nis avrel avreel апр апрель апреля απρ απριλιος απριλιου ابريل نيسان افريل`,
  `may mai maj majus mayis mays gulan eyar май мая μαι μαιος μαιου μαη مايو ايار ماي ئايار`,
  `jun june juin juni junius haziran haz heziran puspe pusper juны июн июнь июня ιουν ιον ιουνιος ιουνιου ιουνη
   يونيو يونيه حزيران جوان حوزهيران`,
  `jul july juil juillet juli julius temmuz tem tirmeh temuz июл июль июля ιουλ ιολ ιουλιος ιουλιου
   يوليو يوليه تموز جويليه يوليوز تهمموز تهموز`,
  `aug august aout augusztus agustos agu tebax gelawej авг август августа αυγ αυγουστος αυγουστου
   اغسطس اب اوت غشت ئاب`,
  `sep sept september septembre szept szeptember eylul eyl ilon rezber сен сент сентябрь сентября
   σεπ σεπτ σεπτεμβριος σεπτεμβριου سبتمبر ايلول شتنبر ئهيلوول ئهيلول`,
  `oct october octobre okt oktober ekim eki cotmeh kewcer ciriya_pesin ciriya_yekem окт октябрь октября
   οκτ οκτωβριος οκτωβριου اكتوبر تشرين_الاول تشرين_اول تشريني_يهكهم`,
  `nov november novembre kasim kas mijdar sermawez ciriya_pasin ciriya_duyem ноя нояб ноябрь ноября
   νοε νοεμβριος νοεμβριου نوفمبر تشرين_الثاني تشرين_ثاني نونبر تشريني_دووهم`,
  `dec december decembre dez dezember aralik ara berfanbar kanun kanuna_pesin kanuna_yekem cileya_pesin
   дек декабрь декабря δεκ δεκεμβριος δεκεμβριου ديسمبر كانون_الاول كانون_اول دجنبر كانووني_يهكهم كانوني_يهكهم`,
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
  const known = MONTHS.get(word) ?? (/[aei\u064a]$/.test(word) ? MONTHS.get(word.slice(0, -1)) : undefined)
  if (known !== undefined) return known
  // English is misspelt and cut anywhere: `Setp`, `Janu.`, `Febuary`.
  return /^[a-z]{4,}$/.test(word) && !DAYS.has(word) ? ENGLISH.get(word.slice(0, 3)) : undefined
}
