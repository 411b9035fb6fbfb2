/**
 * Where something stands in JSON: `data.posts`, `media[0].url`, `authors[].name`, `"a.b".c`, `posts.*`, and `$` for all
 * of it; and templates of such, `https://site.example/p/{slug}`. Pure, and bounded by the schema of what holds it.
 */
import * as v from 'valibot'

/** Into a member or, of a list, its place; or into each of a list or of an object's members. */
export type PathStep = { readonly name: string } | { readonly each: true }
export type Path = readonly PathStep[]

/** A text and, after it, what stands at a path. */
export type Template = readonly (string | Path)[]

const QUOTED = `"((?:[^"\\\\]|\\\\.)*)"|'((?:[^'\\\\]|\\\\.)*)'`
const STEP = new RegExp(
  `(?:(?:^|\\.)(?:${QUOTED})|\\.?\\[(?:${QUOTED}|(-?\\d{1,6})|\\*?)\\]|(?:^|(?<=^\\$)|\\.)([^.[\\]{}"'\\s][^.[\\]{}"']*))`,
  'y',
)

/** No JSON is deeper where somebody reads it. */
const DEEPEST = 50

/** The steps of a path; undefined where the text is none. */
export function parsePath(text: string): Path | undefined {
  const line = text.trim()
  const steps: PathStep[] = []
  STEP.lastIndex = /^\$(?=$|[.[])/.test(line) ? 1 : 0
  if (line === '$') return steps
  while (STEP.lastIndex < line.length) {
    const match = STEP.exec(line)
    if (match === null || steps.length >= DEEPEST) {
      STEP.lastIndex = 0
      return undefined
    }
    steps.push(toStep(match))
  }
  return steps.length === 0 ? undefined : steps
}

function toStep([, double, single, inner, other, index, name]: RegExpExecArray): PathStep {
  const quoted = double ?? single ?? inner ?? other
  if (quoted !== undefined) return { name: quoted.replace(/\\(.)/gs, '$1') }
  const plain = index ?? name?.trim()
  return plain === undefined || plain === '*' ? { each: true } : { name: plain }
}

/** A text with paths in braces, or a path alone; undefined where one of them is none. */
export function parseTemplate(text: string): Template | undefined {
  if (!text.includes('{')) {
    const path = parsePath(text)
    return path && [path]
  }
  const parts = text.split(/\{([^{}]*)\}/)
  const template = parts.map((part, index) => (index % 2 === 1 ? parsePath(part) : part))
  const isWhole = template.every(
    (part, index) => part !== undefined && (index % 2 === 1 || !/[{}]/.test(part as string)),
  )
  return isWhole ? (template as Template).filter((part) => part !== '') : undefined
}

const text = v.pipe(v.string(), v.trim(), v.minLength(1, 'is empty'), v.maxLength(500, 'has more than 500 characters'))

/** Where something stands in JSON. */
export const path = v.pipe(
  text,
  v.check((value) => parsePath(value) !== undefined, 'is no path such as data.posts, media[0].url or "a.b".c'),
  v.metadata({ format: 'path' }),
)

/** The same, or a text with such places in braces. */
export const template = v.pipe(
  text,
  v.check(
    (value) => parseTemplate(value) !== undefined,
    'is no path such as data.posts[0].url, and no text with paths in braces such as https://site.example/{slug}',
  ),
  v.metadata({ format: 'path' }),
)

/** A path percent-decoded; as it is where it is not properly encoded. */
export function toDecoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return path
    throw error
  }
}
