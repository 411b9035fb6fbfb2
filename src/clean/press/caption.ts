/** A picture's line: what it shows, and whose it is. */
export type Caption = { readonly caption?: string; readonly credit?: string }

const FILE = '(?:file|archive|archival|stock|undated|library) (?:photo|picture|image|photograph|pic)|file|archive'
const BY =
  '(?:(?:file |archive )?photo(?:graph|graphy|grapher|s)?|picture|image|pic|courtesy|credit|crédit|fotos?|fotoğraf|bild|фото|wêne|صورة|الصورة|تصوير|عدسة|عکس|وێنە|فۆتۆ)'
/** At the end of a caption: `. File photo`, `(File photo)`, `– file photo`. */
const FILE_END = new RegExp(
  `^(.*?)(?<![\\s.,;:|/–—([-])[\\s.,;:|/–—([-]*(?<![\\p{L}])((?:${FILE})(?:\\s*[/|–-]\\s*[\\p{L} .]{2,40})?)\\s*[)\\]]?[.\\s]*$`,
  'iu',
)
/** `. Photo: ARA News`, `(Photo by: AFP)`, `Photo courtesy of X`, `Photo credit: X`. */
const BY_END = new RegExp(
  `^(.*?)(?<![\\s.,;|/–—([-])[\\s.,;|/–—([-]*(?<![\\p{L}])${BY}(?: source)?\\s*(?:[:：/]|(?:by|via|courtesy(?: of)?|credits?)(?:\\s*:)?)\\s*([^\\s:.][^:.]{1,59}(?:\\.[\\p{L}]{2,})*)[)\\].\\s]*$`,
  'iu',
)
/** `. UNRWA file photo`: whose file it is from. */
const OWNED_FILE_END =
  /^(.*?[.!?”"])\s*[([]?((?:\p{Lu}[\p{L}.]+\s){1,3}(?:[Ff]ile|[Aa]rchive|[Hh]andout) (?:photo|picture|image))[)\]]?\.?$/u
/** `© ARA News`, with what it shows before it or nothing. */
const RIGHTS_END =
  /^(.*?)(?<![\s.,;|/–—([-])[\s.,;|/–—([-]*(?:(?:photo|picture|image)\s*)?(?:©|\(c\))\s*([^\s©.][^©.]{1,59})$/iu
/** `. REUTERS/Ana Ionescu`. */
const SLASH_END =
  /^(.{10,}[.!?”"])\s+([\p{Lu}][\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){0,3}\s?\/\s?\p{Lu}[\p{L} .’'-]{1,40})$/u
/** `新华社记者 李明 摄`. */
const TAKEN_END = /^(.*?[。！？\s])?((?:[\p{sc=Han}]{2,12}\s?){1,3})\s*[摄攝]$/u
/** Labels of the other editions: أرشيف, وێنەی ئەرشیف, Wêneya arşîvê, arşiv fotoğrafı. */
const ARCHIVE_END =
  /^(.*?)(?<![\s.,،;:|/–—([-])[\s.,،;:|/–—([-]*((?:صورة )?(?:من )?(?:ال)?[أا]رشيف(?:ية)?|(?:وێنەی )?ئەرشیف|(?:wêne(?:ya|yê)? )?(?:ji )?arşîv(?:ê|a)?|arşiv(?: fotoğrafı)?)\s*[)\]]?[.\s]*$/iu
/** `A file photo shows Kurdish fighters …`: the whole is the caption. */
const SHOWS =
  /^(?:(?:a|an|this|the|in this)\s+)?(?:undated |recent )?(?:file|archive|archival|undated|handout|library) (?:photo|picture|image|photograph|pic)\b(?!\s*(?:[:.)]|$))/i
const FILE_START = /^((?:file|archive) (?:photo|picture|image|photograph))\s*[:：–—-]\s*(.+)$/i
const CREDIT_IN_BRACKETS =
  /^(.{10,}?)\s*[([]((?:©\s*)?(?:AFP|AP|Reuters|EPA|ARA News|Getty(?: Images)?|Anadolu(?: Agency)?|IRNA|SANA|(?:وكالة )?(?:الفرنسية|رويترز|الأناضول|أسوشيتد ?برس|الأوروبية|غيتي)(?: ?إيميجز)?|[\p{L} .]{2,30}\/[\p{L} .]{2,30}))[)\]]\.?$/u

/** In no owner's name. */
const SCENE = /\s(?:in|at|on|near|during|after|before|with|outside) (?:a|an|the|her|his|their|\p{Lu})/u

/** One of these is in all of the above. */
const HINT =
  /photo|picture|image|pic\b|courtesy|file|archiv|cr[eé]dit|foto|фото|bild|wêne|arşiv|arşîv|[)\]©/摄攝]|صور|تصوير|عدسة|عکس|رشيف|وێنە|فۆتۆ|ئەرشیف/iu

/** What a picture's line says; undefined where nothing in it says that it is one. */
export function toCaption(line: string): Caption | undefined {
  if (line.length > 500 || !HINT.test(line)) return undefined
  const start = FILE_START.exec(line)
  if (start) return withCredit(toCredit(start[1]), start[2])
  const by = BY_END.exec(line) ?? RIGHTS_END.exec(line)
  // `Photo: Mayor Sanaa Ali in her office` says what it shows.
  if (by && by[1] === '' && SCENE.test(by[2] ?? '')) return { caption: withStop(by[2] ?? '') }
  if (by) return withCredit(by[2], by[1])
  if (SHOWS.test(line)) return { caption: withStop(line), credit: 'File photo' }
  const owned = OWNED_FILE_END.exec(line) ?? SLASH_END.exec(line) ?? TAKEN_END.exec(line)
  if (owned) return withCredit(owned[2], owned[1])
  const file = FILE_END.exec(line) ?? ARCHIVE_END.exec(line)
  if (file && isMarked(line, file)) return withCredit(toCredit(file[2]), file[1])
  const bracketed = CREDIT_IN_BRACKETS.exec(line)
  return bracketed ? withCredit(bracketed[2], bracketed[1]) : undefined
}

/** Of a caption that is known to be one, for want of a credit the whole. */
export function toFigureCaption(line: string): Caption | undefined {
  return line === '' ? undefined : (toCaption(line) ?? { caption: line })
}

/** "He has a file" ends in the word too: the bare word needs a mark before it. */
function isMarked(line: string, match: RegExpExecArray): boolean {
  const word = match[2] ?? ''
  if (/\s/.test(word) || word.length === line.replace(/(?<![.\s])[.\s]+$/, '').length) return true
  const before = line.slice((match[1] ?? '').length, line.toLowerCase().lastIndexOf(word.toLowerCase()))
  return /[.,،;:|/–—([-]/.test(before)
}

function toCredit(words: string | undefined): string | undefined {
  return words === undefined ? undefined : words.charAt(0).toUpperCase() + words.slice(1)
}

function withCredit(credit: string | undefined, text: string | undefined): Caption {
  const caption = withStop(text?.trim() ?? '')
  const owner = credit?.trim().replace(/(?<![\s.,;)\]])[\s.,;)\]]+$/, '')
  return { ...(caption ? { caption } : {}), ...(owner ? { credit: owner } : {}) }
}

/** One phrase stands without its full stop, several sentences have it. */
function withStop(text: string): string {
  const bare = text.replace(/(?<!\.)\.+$/, '')
  return /[.!?] \S/.test(bare) && /[\p{L}\p{N}]$/u.test(bare) ? `${bare}.` : bare
}
