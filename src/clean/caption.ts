/** A picture's line: what it shows, and whose it is. */
export type Caption = { readonly caption?: string; readonly credit?: string }

const FILE = '(?:file|archive|archival|stock|undated|library) (?:photo|picture|image|photograph|pic)|file|archive'
const BY = '(?:photo(?:graph|graphy|s)?|picture|image|pic|credit|foto|fotoğraf|wêne|صورة|الصورة|تصوير|عدسة|وێنە|فۆتۆ)'
/** At the end of a caption: `. File photo`, `(File photo)`, `– file photo`. */
const FILE_END = new RegExp(
  `^(.*?)[\\s.,;:|/–—([-]*(?<![\\p{L}])((?:${FILE})(?:\\s*[/|–-]\\s*[\\p{L} .]{2,40})?)\\s*[)\\]]?[.\\s]*$`,
  'iu',
)
/** `. Photo: ARA News`, `(Photo by: AFP)`, `Photo courtesy of X`, `Photo credit: X`. */
const BY_END = new RegExp(
  `^(.*?)[\\s.,;|/–—([-]*(?<![\\p{L}])${BY}(?: source)?\\s*(?:[:：]|(?:by|via|courtesy(?: of)?|credits?)\\s*:?)\\s*([^:.]{2,60}(?:\\.[\\p{L}]{2,})*)[)\\].\\s]*$`,
  'iu',
)
/** Labels of the other editions: أرشيف, وێنەی ئەرشیف, Wêneya arşîvê, arşiv fotoğrafı. */
const ARCHIVE_END =
  /^(.*?)[\s.,،;:|/–—([-]*((?:صورة )?(?:من )?(?:ال)?[أا]رشيف(?:ية)?|(?:وێنەی )?ئەرشیف|(?:wêne(?:ya|yê)? )?(?:ji )?arşîv(?:ê|a)?|arşiv(?: fotoğrafı)?)\s*[)\]]?[.\s]*$/iu
/** `A file photo shows Kurdish fighters …`: the whole is the caption. */
const SHOWS =
  /^(?:(?:a|an|this|the|in this)\s+)?(?:undated |recent )?(?:file|archive|archival|undated|handout|library) (?:photo|picture|image|photograph|pic)\b(?!\s*[:.)])/i
const FILE_START = /^((?:file|archive) (?:photo|picture|image|photograph))\s*[:：–—-]\s*(.+)$/i
const CREDIT_IN_BRACKETS =
  /^(.{10,}?)\s*[([]((?:©\s*)?(?:AFP|AP|Reuters|EPA|ARA News|Getty(?: Images)?|Anadolu(?: Agency)?|IRNA|SANA|[\p{L} .]{2,30}\/[\p{L} .]{2,30}))[)\]]\.?$/u

/** One of these is in all of the above. */
const HINT =
  /photo|picture|image|pic\b|file|archiv|credit|foto|wêne|arşiv|arşîv|[)\]©]|صور|عدسة|رشيف|وێنە|فۆتۆ|ئەرشیف/iu

/** What a picture's line says; undefined where nothing in it says that it is one. */
export function toCaption(line: string): Caption | undefined {
  if (line.length > 500 || !HINT.test(line)) return undefined
  const start = FILE_START.exec(line)
  if (start) return withCredit(toCredit(start[1]), start[2])
  const by = BY_END.exec(line)
  if (by) return withCredit(by[2], by[1])
  if (SHOWS.test(line)) return { caption: withStop(line), credit: 'File photo' }
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
  if (/\s/.test(word) || word.length === line.replace(/[.\s]+$/, '').length) return true
  const before = line.slice((match[1] ?? '').length, line.toLowerCase().lastIndexOf(word.toLowerCase()))
  return /[.,،;:|/–—([-]/.test(before)
}

function toCredit(words: string | undefined): string | undefined {
  return words === undefined ? undefined : words.charAt(0).toUpperCase() + words.slice(1)
}

function withCredit(credit: string | undefined, text: string | undefined): Caption {
  const caption = withStop(text?.trim() ?? '')
  const owner = credit?.trim().replace(/[\s.,;)\]]+$/, '')
  return { ...(caption ? { caption } : {}), ...(owner ? { credit: owner } : {}) }
}

/** One phrase stands without its full stop, several sentences have it. */
function withStop(text: string): string {
  const bare = text.replace(/\.+$/, '')
  return /[.!?] \S/.test(bare) && /[\p{L}\p{N}]$/u.test(bare) ? `${bare}.` : bare
}
