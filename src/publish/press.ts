import type { Story } from './story.ts'
import { textElement } from './xml.ts'

/** What the agency prints around a story, in Dublin Core's terms, and where it is from; the same in RSS and Atom. */
export function renderPress({ content, spot }: Story): string {
  const { dateline, agency, source, origin } = content
  return (
    textElement('dc:coverage', dateline) +
    textElement('dc:publisher', agency) +
    // Beside the publication an item was taken from, the source that its last line names is another thing.
    textElement(origin === undefined ? 'dc:source' : 'dc:relation', source) +
    (spot === undefined ? '' : textElement('georss:point', `${spot.latitude} ${spot.longitude}`)) +
    textElement('georss:featureName', spot?.name)
  )
}
