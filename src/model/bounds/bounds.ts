/**
 * How much a story may have of anything (docs/http.md has them as a table). Far above what stories have, and small
 * enough that none of it can hold up a document, a search or whoever reads it.
 */

/** Characters of a headline, a name, a tag, a press line. */
export const LINE = 1_000
/** Of a note, a caption, an alternative text, a line of rights. */
export const REMARK = 2_000
/** Of a summary, once it is plain text. */
export const SUMMARY = 10_000
/** Of a headline or a name while there is still markup in it. */
export const MARKED_LINE = 10_000
/** Of a text, as received. */
export const STORY = 1_000_000
/** Of an address. What is longer is left out: cut, it would lead elsewhere. */
export const ADDRESS = 4_000
/** Of a guid. In place of a longer one stands its hash: cut, it would be the name of others too. */
export const GUID = 2_000
/** Of a word of a format: a media type, a language, a mail address. */
export const WORD = 320

/** Authors, tags, pictures, recordings and the like of an item. */
export const ENTRIES = 200
/** Of a comment, as received. */
export const REPLY = 100_000

/** Comments under an item. */
export const REPLIES = 10_000
/** Items of a document: an archive comes in pages, or as an export. */
export const ITEMS = 20_000
/** Sentences about a document. */
export const WARNINGS = 50
