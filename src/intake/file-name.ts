/** What the name of a file in the folder of stories says of it. */
import { ParseError } from '../errors.ts'

const STORIES: Readonly<Record<string, string>> = {
  ...toEndings('txt text', 'text/plain'),
  ...toEndings('md markdown mdown mkd', 'text/markdown'),
  ...toEndings('xml rss atom rdf', 'application/xml'),
  ...toEndings('json', 'application/json'),
}

function toEndings(endings: string, type: string): Record<string, string> {
  return Object.fromEntries(endings.split(' ').map((ending) => [ending, type]))
}

/** What lies beside stories and is none: pictures, and what programs leave behind. */
const BESIDE =
  /\.(?:jpe?g|jfif|png|gif|webp|avif|bmp|ico|svg|sw[a-z]|bak|backup|old|orig|rej|tmp|temp|part|partial|crdownload|download|lock|ini|lnk|yaml|yml|toml)$/i

/** What repositories and folders have of their own. */
const ABOUT_FOLDER =
  /^(?:readme|read[ _-]?me|to[ _-]?do|licen[sc]e|copying|notice|change(?:s|log)|contributing|code[ _-]of[ _-]conduct|security|authors|contributors|maintainers|install)(?:[._-][a-z]{2}(?:[_-][a-z]{2})?)?\.(?:txt|text|md|markdown|mdown|mkd)$/i

/** The media type of a story or feed. @throws ParseError where it is neither */
export function toNamedType(name: string): string {
  const type = toKnownType(name)
  if (type !== undefined) return type
  throw new ParseError(`A .${toEnding(name)} file is no story; stories are .txt and .md files.`)
}

/** Any file of a machine may be text (`/etc/passwd`). @throws ParseError where a name has no ending */
export function demandNamed(name: string): void {
  if (toEnding(name) !== undefined) return
  throw new ParseError('Its name has no ending: text that is a story ends in .txt or .md.')
}

/** As `toNamedType`; undefined where it is neither. */
export function toKnownType(name: string): string | undefined {
  return STORIES[toEnding(name) ?? 'txt']
}

function toEnding(name: string): string | undefined {
  return /[^.]\.([^.]+)$/.exec(name)?.[1]?.toLowerCase()
}

/**
 * Why a file of the folder is not even looked at; undefined: it is. What somebody may have meant as a story is looked
 * at, and refused with a sentence.
 */
export function toPassedOver(name: string): string | undefined {
  if (/^[._#~]|[~#]$/.test(name)) return 'its name is one of files that are not meant for others'
  if (toEnding(name) === undefined) return 'its name has no ending such as .txt or .md'
  if (ABOUT_FOLDER.test(name)) return 'its name is that of a text about the folder'
  return BESIDE.test(name) ? 'its ending is none of a story' : undefined
}
