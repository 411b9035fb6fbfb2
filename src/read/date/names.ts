/** Names of months in dates, in the languages that the agency and its neighbours write. */

/** One line a month, January first; each name as `foldName` leaves it. Two-word names are joined by `_`. */
const NAMES = [
  // English, Italian, Spanish, Portuguese, French, German, Hungarian, Turkish, Kurmanji, Russian, Greek, Arabic (Egypt; Levant; Maghreb), Sorani, Behdini,
  // Persian, Dari and Urdu
  `jan january gennaio enero janeiro janv janvier januar janner jaenner ocak oca cile rebendan cileya_pasin kanuna_duyem
   kanuna_duyemin kanuna_pasin cileya_duyem cileye reb rbn januari янв январь января ιαν ιανουαριος ιανουαριου γεναρη γεναρης يناير كانون_الثاني كانون_ثاني جانفي
   كانووني_دووهم كانوني_دووهم ڕێبەندان رێبەندان کانوونا_دووێ
   ژانویه ژانوی جنوری كانوون_دووهم كانون_دووهم كانوني_دوهم كانووني_دوهم كانوون_دوهم جنواری`,
  `feb february febbraio febrero fevereiro febr fev fevr fevrier feber februar februari subat sub sibat resemi resemiye res sbat sbt февр фев февраль февраля
   φεβ φεβρουαριος φεβρουαριου φλεβαρη فبراير شباط فيفري شوبات فيبرايهر ڕەشەمە رەشەمە ڕەشەمێ رەشەمێ
   فوریه فبروری فروری فێبریوەری`,
  `mar march marzo marco maart mars marz mrz maerz marc marcius mart adar avdar adr мар март марта μαρ μαρτιος μαρτιου μαρτη مارس اذار ئازار ادار ئادار ئەدار
   مارچ`,
  `apr april aprile abril abr avr avril aprilis nisan nis nsn avrel avreel апр апрель апреля απρ απριλιος απριλιου απριλη ابريل نيسان افريل ئەپریل
   آوریل اپریل ئاپریل`,
  `may maggio mayo maio mai maj majus mayis mays gulan gln eyar май мая μαι μαιος μαιου μαη مايو ايار ماي ئايار مایس گولان گوڵان
   مه می مئی ئایار`,
  `jun june giugno junio junho juin juni junius haziran haz hzr heziran puspe pusper juны июн июнь июня ιουν ιον ιουνιος ιουνιου ιουνη
   يونيو يونيه حزيران جوان حوزهيران حەزیران پووشپەڕ
   ژوئن جون`,
  `jul july luglio julio julho juil juill juillet juli julius temmuz tem tirmeh trm temuz июл июль июля ιουλ ιολ ιουλιος ιουλιου ιουλη
   يوليو يوليه تموز جويليه يوليوز تهمموز تهمووز تهموز تەممووز تیرمەه تیرمەھ
   ژوئیه ژوییه جولای جولائی`,
  `aug august agosto augustus aout augusztus agustos agu tebax tbx gelawej авг август августа αυγ αυγουστος αυγουστου
   اغسطس اب اوت غشت ئاب تەباخ گەلاوێژ
   اوت آگوست اگست آگست ئاگۆست`,
  `sep sept september settembre septiembre setembro septembre szept szeptember eylul eyl ilon iln rezber сен сент сентябрь сентября
   σεπ σεπτ σεπτεμβριος σεπτεμβριου σεπτεμβρη سبتمبر ايلول شتنبر ئهيلوول ئهيلول ئیلۆن ڕەزبەر رەزبەر
   سپتامبر سپتمبر ستمبر سێپتەمبەر ئەیلول`,
  `oct october ottobre octubre outubro octobre okt oktober ekim eki cotmeh cot kewcer ciriya_pesin ciriya_yekem окт октябрь октября
   οκτ οκτωβριος οκτωβριου οκτωβρη اكتوبر تشرين_الاول تشرين_اول تشريني_يهكهم جۆتمەه جۆتمەھ چریا_پێشی چریا_ئێکێ
   اکتبر اکتوبر تشرین_یەکەم تشریني_ئێکێ تشرینا_ئێکێ ئۆکتۆبەر`,
  `nov november noviembre novembro novembre kasim kas mijdar mjd sermawez ciriya_pasin ciriya_duyem ноя нояб ноябрь ноября
   νοε νοεμβριος νοεμβριου νοεμβρη نوفمبر تشرين_الثاني تشرين_ثاني نونبر تشريني_دووهم مژدار چریا_پاشی چریا_دووێ
   نوامبر نومبر تشرین_دووەم تشرین_دوەم تشرینی_دوەم تشرینا_دووێ نۆڤەمبەر`,
  `dec december dicembre diciembre dezembro decembre dez dezember aralik ara berfanbar befranbar brf kanun kanuna_pesin kanuna_yekem cileya_pesin
   дек декабрь декабря δεκ δεκεμβριος δεκεμβριου δεκεμβρη ديسمبر كانون_الاول كانون_اول دجنبر كانووني_يهكهم كانوني_يهكهم بەرفانبار کانوونا_ئێکێ
   دسامبر دسمبر كانوون_یەکەم كانون_یەکەم دیسێمبەر bercile`,
]

/** Letters that keyboards for Arabic, Persian and Kurdish type differently, and dotless i. */
const LETTERS: Readonly<Record<string, string>> = {
  '\u0131': 'i',
  '\u06cc': '\u064a',
  '\u0649': '\u064a',
  '\u06d2': '\u064a',
  '\u06a9': '\u0643',
  '\u06aa': '\u0643',
  '\u06be': '\u0647',
  '\u06c1': '\u0647',
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
    .replace(
      /[\u0131\u06cc\u0649\u06d2\u06a9\u06aa\u06be\u06c1\u06d5\u0629\u03c2]/g,
      (letter) => LETTERS[letter] ?? letter,
    )
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
