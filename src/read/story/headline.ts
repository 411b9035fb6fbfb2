/** Whether the first lines of a story are its headline, and which lines are the agency's own. */

const LONGEST = 200

/** `Qamishli, Syria – Subsequent to …`: a place, a dash and a sentence. */
const DATELINE =
  /^[\p{L}\p{M}'’.\- ]{2,40}(?:[,،]\s*[\p{L}\p{M}'’.\- ]{2,40}){0,2}(?:\s*\(.{1,40}\))?\s+[–—-]{1,2}\s+\S+(?:\s+\S+){7,}/u

const CREDIT =
  /(?:\b(?:file|archive|archival|handout) (?:photo|picture|image)\b|\b(?:photo|picture|image|credit|courtesy)s?\s*(?::|by\b|©)|©|صورة أرشيفية|صورة:|أرشيف|تصوير:|وێنە:|fotoğraf:|foto:|wêne:|wêneya arşîvê)/iu

const AGENCY = /^(?:ara\s*news|آرا\s*نيوز|ئارا\s*نیوز|ara)$/iu

const LABEL =
  /^(?:source|by|reporting by|repor?wering by|repowering by|written by|editing by|edited by|reported by|المصدر|إعداد|تحرير|بقلم|سەرچاوە|çavkanî|kaynak|haber)\s*[:：]/iu

/** Whether a line is the agency's own: its name alone, or a label and what it is for. */
export function isPressLine(line: string): boolean {
  return AGENCY.test(line.trim()) || LABEL.test(line)
}

/**
 * One line of at most 200 characters that ends no sentence and is no caption, credit, agency line, press label
 * or dateline. An agency that needs no headline gets none rather than a wrong one.
 */
export function isStoryHeadline(block: string, next = ''): boolean {
  if (block.includes('\n') || block.length > LONGEST || !/\p{L}/u.test(block)) return false
  const line = block.replace(/[\s\u00a0]+/g, ' ').trim()
  const isSentence = /[.。।](?:["”’»)]*)$/.test(line) && !/(?:\.\.\.|…|\b[A-Z]\.)$/.test(line)
  // Some end in a full stop all the same; above a caption there is nothing else it could be.
  if (isSentence && !(CREDIT.test(next) && !/[.。।]\s/.test(line))) return false
  return !CREDIT.test(line) && !AGENCY.test(line) && !LABEL.test(line) && !DATELINE.test(line)
}
