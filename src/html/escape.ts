/**
 * Characters that mean something in markup, as references: named in HTML and XML alike, else by their number. Which of
 * them have to be escaped is the writer's to know: it depends on where the text stands, and who reads it.
 */
export function toReference(character: string): string {
  switch (character) {
    case '&':
      return '&amp;'
    case '<':
      return '&lt;'
    case '>':
      return '&gt;'
    case '"':
      return '&quot;'
    default:
      return `&#${character.charCodeAt(0)};`
  }
}
