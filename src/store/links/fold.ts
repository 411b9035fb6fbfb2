/** What is typed for a short link, as the one code that is meant (docs/architecture.md, decision 5). */

/** Characters that people put around a link. */
const BEFORE = /^[\s"'«»“”‘’„([{<]+/u
const BEHIND = /(?<![\s"'«»“”‘’„)\]}>.,;:!?،؛؟。])[\s"'«»“”‘’„)\]}>.,;:!?،؛؟。]+$/u
/** Those that nobody sees: controls, marks of direction, joiners, selectors of variants. */
const UNSEEN = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]+/gu
/** Blanks and hyphens are not heard: `kobane 2014` is `kobane-2014`. */
const SILENT = /[\s\p{Pd}_]+/gu
/** Characters for one sound or look that keyboards and hands write in several ways. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/\u0307|[\u064b-\u065f\u0670\u0640]/g, ''], // the dot of a lower-cased İ; Arabic vowel signs and tatweel
  [/ς/g, 'σ'],
  [/[كک]/g, 'ك'],
  [/[يیى]/g, 'ي'],
  [/[ەھہ]/g, 'ه'],
  [/[أإآٱ]/g, 'ا'],
  [/o/g, '0'],
  [/[ilı]/g, '1'],
]

/** Accents and vowel points of Latin, Greek, Cyrillic, Hebrew and Arabic; in other scripts a mark is a letter. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u02b9-\u02ff]/g
/** Letters that are written or taken for others, each with what it is read as: `o` as `0`, `i` and `l` as `1`. */
const READ_AS: ReadonlyMap<string, string> = new Map(
  [
    // Latin: also letters that have no accent to lose, small capitals
    'o0 i1 l1 ı1 ø0 đd ðd ł1 ħh ŧt ŋn əe æae œ0e þth ɑa ɡg ɩ1 ᴀa ʙb ᴄc ᴅd ᴇe ɢg ʜh ɪ1 ᴊj ᴋk ʟ1 ᴍm ɴn ᴏ0 ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz',
    'аa вb гr еe і1 јj кk мm нh о0 рp сc тt уy хx ѕs ԁd ԛq ԝw һh ӏ1', // Cyrillic
    'αa βb γy εe ηn ι1 κk νv ο0 ρp τt υu χx ωw', // Greek
    'օ0 սu հh ոn ցg զq աw յj լ1', // Armenian
    'ꭺa ᏼb ꮯc ꭰd ꭼe ꮐg ꮋh ꭵ1 ꮖ1 ꭻj ꮶk ꮮ1 ꮇm ꮲp ꮢr ꮪs ꭲt ꮩv ꮃw ꮍy ꮓz', // Cherokee
    'ⲁa ⲃb ⲅr ⲉe ⲏh ⲓ1 ⲕk ⲙm ⲛn ⲟ0 ⲣp ⲥc ⲧt ⲩy ⲭx ⲍz', // Coptic
    'ꓐb ꓑp ꓒd ꓓd ꓔt ꓖg ꓗk ꓙj ꓚc ꓜz ꓝf ꓟm ꓠn ꓡ1 ꓢs ꓣr ꓦv ꓧh ꓪw ꓫx ꓬy ꓮa ꓰe ꓲ1 ꓳ0 ꓴu', // Lisu
    'ێي ېي ۍي ےي ۆو ۇو ۈو ۊو ۋو ۏو ڕر ڵل ڤف ةه ەه ہه ۃه ڪك ڬك', // Kurdish letters, on an Arabic keyboard; other hands
  ]
    .join(' ')
    .split(' ')
    .map((pair) => [...pair])
    .map(([character = '', ...reading]) => [character, reading.join('')]),
)
const ASCII = /^[\0-\x7f]*$/

/**
 * Folds case, look-alikes (`o` and `0`; `i`, `l` and `1`; Cyrillic `а` and Latin `a`), accents, digits, blanks, hyphens
 * and punctuation around it. Codes and names that fold to the same are the same link.
 */
export function foldCode(typed: string): string {
  const folded = foldLetters(typed)
  if (!/\p{Script=Arabic}/u.test(folded)) return folded
  return folded.replace(/(?<!\d)[15](?!\d)/g, (digit) => (digit === '1' ? 'ا' : 'ه'))
}

/** Without single digits that look like letters beside Arabic ones (١ and ا, ٥ and ه). */
function foldLetters(typed: string): string {
  const spelled = spell(typed)
  if (ASCII.test(spelled)) return spelled
  const bare = spelled.normalize('NFD').replace(ACCENTS, '')
  return [...bare.normalize('NFC')].map((character) => READ_AS.get(character) ?? character).join('')
}

/** As it is spelled, accents and all: under this form names were kept before accents were folded. */
function spell(typed: string): string {
  const plain = typed.normalize('NFKC').replace(UNSEEN, '').replace(BEFORE, '').replace(BEHIND, '')
  const folded = toDigits(plain.toLowerCase().toUpperCase().toLowerCase()).replace(SILENT, '')
  return ALIKE.reduce((text, [character, other]) => text.replace(character, other), folded).normalize('NFKC')
}

/** The codes under which what was typed may be kept, the most exact first. */
export function toPossibleCodes(typed: string): readonly string[] {
  return [...new Set([typed, spell(typed), foldLetters(typed), foldCode(typed)])]
}

/** Decimal digits of every script stand in tens, zero first (Unicode §4.6). */
function toDigits(text: string): string {
  return text.replace(/(?!\d)\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0
    let value = 0
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value++
    return String(value)
  })
}
