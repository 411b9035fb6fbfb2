/** Boxes in a page that ask for an address, to send a newsletter to: known by their field, whatever they say. */
import { attribute, find, findNamed, isElement, type PageElement, type PageParent, parentOf } from './dom.ts'
import { type Masses, massOf } from './page-mass.ts'
import { startOf } from './page-text.ts'

const MOST = 20
/** Words of the longest box, of the shortest request in one, and of a heading above it. */
const BOX = 80
const REQUEST = 8
const HEADING = 12

const MAIL = /e-?mail|newsletter|e-?posta|correo|courriel|بريد|ایمیل|ئیمەیڵ|почт|邮箱|メール/i

/** The boxes around fields for an e-mail address; forms for comments have one too, and a place to write. */
export function findSignups(root: PageParent, masses: Masses): PageElement[] {
  const fields = findNamed(root, 'input').filter(isField).slice(0, MOST)
  return fields.flatMap((field) => toBox(field, masses) ?? [])
}

function isField(input: PageElement): boolean {
  const type = attribute(input, 'type')?.toLowerCase() ?? 'text'
  return type === 'email' || type === 'text'
}

function isForMail(input: PageElement, text: string): boolean {
  const said = ['type', 'name', 'id', 'placeholder', 'aria-label'].map((name) => attribute(input, name) ?? '').join(' ')
  return MAIL.test(said) || MAIL.test(text)
}

/** As far up as there is a request, and on by a heading; never as far as a headline. */
function toBox(field: PageElement, masses: Masses): PageElement | undefined {
  let box: PageElement | undefined
  for (let up = parentOf(field); up; up = parentOf(up)) {
    const { words } = massOf(masses, up)
    const before = box ? massOf(masses, box).words : 0
    if (words > BOX || /^(?:body|main|article)$/.test(up.tagName) || find(up, isOther)) break
    if (before >= REQUEST && words - before > HEADING) break
    box = up
  }
  if (!box || massOf(masses, box).words < REQUEST) return undefined
  return isForMail(
    field,
    startOf(
      box.childNodes.filter((node) => isElement(node)),
      600,
    ),
  )
    ? box
    : undefined
}

function isOther({ tagName }: PageElement): boolean {
  return tagName === 'h1' || tagName === 'textarea'
}
