/** Month names, in the languages that the agency and its neighbours write dates in. */

/** One line a month, January first; each name as `foldName` leaves it. Two-word names are joined by `_`. */
const NAMES = [
  // English, French, German, Hungarian, Turkish, Kurmanji, Russian, Greek, Arabic (Egypt; Levant; Maghreb), Sorani
  `jan january gennaio enero janeiro janv janvier januar janner jaenner ocak oca cile rebendan cileya_pasin kanuna_duyem
   kanuna_duyemin kanuna_pasin januari янв январь января ιαν ιανουαριος ιανουαριου يناير كانون_الثاني كانون_ثاني جانفي
   كانووني_دووهم كانوني_دووهم كانوونی_دووهم`,
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

const LETTERS: Readonly<Record<string, string>> = {
  ı: 'i',
  і: 'i',
  ی: 'ي',
  ى: 'ي',
  ك: 'ك',
  ە: 'ه',
  ة: 'ه',
  ς: 'σ',
}

const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((line, month) => line.split(/\s+/).map((name) => [foldName(name), month + 1] as const)),
)

/** A word as it is compared: without marks, case, and the letters that Arabic and Kurdish keyboards differ in. */
export function foldName(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}|ـ|\u200c|\u200d/gu, '')
    .toLowerCase()
    .replace(/[ıіیىكەةς]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC')
}

/** 1 to 12 for the month that a folded word, or two joined by `_`, names. */
export function toMonth(word: string): number | undefined {
  const known = MONTHS.get(word)
  if (known !== undefined) return known
  // English is misspelt and cut anywhere: `Setp`, `Janu.`, `Juny`.
  return /^[a-z]{4,}$/.test(word) ? ENGLISH.get(word.slice(0, 3)) : undefined
}

const ENGLISH: ReadonlyMap<string, number> = new Map(
  'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ').map((name, at) => [name, at + 1] as const),
)
