/**
 * What readers are shown of an edited story. Promises: what somebody said stays, the editor's word before the source's;
 * what was derived of the text (summary, language, lines above it, main picture) is derived anew of the text as edited,
 * just as if it had been received so (docs/architecture.md, decision 19).
 */
import { type Content, PRESS_LINES } from '../model/content.ts'
import type { Edit, Sent } from '../model/history.ts'
import type { Channel, ParsedItem } from '../model/model.ts'
import { toContent, toItemDirection, toItemLanguage } from './content.ts'
import { toItemBase } from './identity/base.ts'
import { toPlainTitle } from './markup/plain.ts'
import { toFurther } from './pictures.ts'
import { toPlaces } from './press/places.ts'
import { isDrawn, type StoryText, toLinkContext, toReceivedStory, toStoryText, toSummary } from './story.ts'
import { toTransferredItem } from './transfer.ts'

/** `toEdited` for items of these channels; those of one that is not declared any more are the first one's. */
export function createLayOver(channels: readonly Channel[]): (sent: Sent, edit: Edit) => Content {
  return (sent, edit) => {
    const channel = channels.find(({ id }) => id === sent.channel) ?? channels[0]
    if (channel === undefined) throw new Error('No channel is declared in feeds/.')
    return toEdited(sent, edit, channel)
  }
}

/** The source's content with an editor's fields over it, and what follows from them. */
export function toEdited(sent: Sent, edit: Edit, channel: Channel): Content {
  const item = toUnsaid(toTransferredItem(sent.received.item, sent.source), sent, edit)
  const title = edit.title ?? sent.content.title
  const written =
    edit.contentHtml === undefined ? withSummary(sent, item, edit, channel) : toRewritten(sent, item, edit, channel)
  const said = withSaid({ ...written, title }, edit)
  const language = edit.language ?? toFollowing(sent, item, edit, said, channel)
  return {
    ...said,
    ...(language === undefined ? {} : { language }),
    direction: edit.direction ?? toItemDirection(item, title, said.contentText, language, sent.source),
  }
}

/**
 * Without what the editor took back of what was said. A polled source says it again with every poll: there only the
 * editor's own word is taken back.
 */
function toUnsaid(item: ParsedItem, { source }: Sent, edit: Edit): ParsedItem {
  if (source !== undefined) return item
  const { summary, language, direction, ...rest } = item
  // Where there is nothing else, the summary is the text.
  const isText = item.content === undefined
  return {
    ...rest,
    ...(summary === undefined || (edit.summary === null && !isText) ? {} : { summary }),
    ...(language === undefined || edit.language === null ? {} : { language }),
    ...(direction === undefined || edit.direction === null ? {} : { direction }),
  }
}

/** The language that was said, or that the words as they now are tell; of the same words the one that it had. */
function toFollowing(
  { content, received, source }: Sent,
  item: ParsedItem,
  edit: Edit,
  said: Content,
  channel: Channel,
) {
  const isSame = edit.title === undefined && edit.contentHtml === undefined && edit.language !== null
  return isSame
    ? content.language
    : toItemLanguage(item, received.context, said.title, said.contentText, channel, source)
}

/** The text is the source's; its summary too, unless that was taken back. */
function withSummary(sent: Sent, item: ParsedItem, edit: Edit, channel: Channel): Content {
  if (edit.summary !== null || sent.source !== undefined) return sent.content
  return { ...sent.content, summary: toSummary(undefined, toSentStory(sent, item, channel), channel) }
}

function toSentStory({ received: { context } }: Sent, item: ParsedItem, channel: Channel): StoryText {
  return toReceivedStory({ item, context }, toPlainTitle(item.title), channel)
}

/** The editor's text in place of the source's. */
function toRewritten(sent: Sent, item: ParsedItem, edit: Edit, channel: Channel): Content {
  const { content, received } = sent
  const before = toSentStory(sent, item, channel)
  const title = edit.title ?? content.title
  const text = { value: edit.contentHtml ?? '', type: 'html' } as const
  const around = { ...toLinkContext({ item, context: received.context }, {}, channel), base: undefined }
  const story = toPressStory(toStoryText(text, around, title, channel, { isPress: before.press.isPress }), before)
  const base = toItemBase(item, received.context.base)
  const written = toContent(
    toOverlaid(item, content, story, before),
    received.context,
    base,
    title,
    story,
    channel,
    sent.source,
  )
  const isTakenBack = edit.summary === null && sent.source === undefined
  const isDerived = isTakenBack || isDrawn(content.summary, content.contentText)
  return {
    ...withoutPicture(content),
    ...pickText(written),
    summary: isDerived ? toSummary(undefined, story, channel) : content.summary,
    ...toPictured(edit, content, written, story),
  }
}

/** A story of the agency stays one without the lines that showed it to be one, which are not in its text any more. */
function toPressStory(story: StoryText, before: StoryText): StoryText {
  return before.press.isPress ? { ...story, press: { ...story.press, isPress: true } } : story
}

/** The item as if it had come with the new text, and with what had been lifted out of the old one beside that. */
function toOverlaid(item: ParsedItem, content: Content, story: StoryText, before: StoryText): ParsedItem {
  const { places } = content
  // What is said of a figure stands in the text itself.
  const lines = before.press.captions.size > 0 ? LINES_OF_TEXT : PRESS_LINES
  const given = lines.map((name) => [name, content[name]] as const).filter(([, line]) => line !== undefined)
  return {
    ...item,
    content: { value: '', type: 'html', ...(item.content?.language ? { language: item.content.language } : {}) },
    authors: content.authors,
    contributors: story.press.contributors.length > 0 ? (item.contributors ?? []) : content.contributors,
    ...(item.moved === undefined ? {} : { moved: { ...item.moved, press: { places } } }),
    press: { places, ...Object.fromEntries(given) },
  }
}

/** Those that are not of a picture. */
const LINES_OF_TEXT = PRESS_LINES.filter((name) => name !== 'caption' && name !== 'credit')
const OF_TEXT = ['contentHtml', 'contentText', 'authors', 'contributors', 'places', ...LINES_OF_TEXT]

function pickText(written: Content): Pick<Content, 'contentHtml' | 'contentText' | 'places'> {
  const found = Object.entries(written).filter(([name]) => OF_TEXT.includes(name))
  return Object.fromEntries(found) as Pick<Content, 'contentHtml' | 'contentText' | 'places'>
}

type Pictured = Pick<Content, 'image' | 'pictures' | 'caption' | 'credit'>

function withoutPicture<T extends Pictured>({ image, pictures, caption, credit, ...rest }: T): Omit<T, keyof Pictured> {
  return rest
}

/** The main picture follows a text that can have pictures; text without markup says nothing of them. */
function toPictured(edit: Edit, before: Content, written: Pictured, { press, pictures }: StoryText): Pictured {
  const lifted = toWords(press)
  if (edit.markup !== true && pictures.length === 0) {
    const { image, pictures: further, caption, credit } = before
    const shown = { image: image && { ...image, ...lifted }, pictures: further }
    return toPresent({ ...shown, ...toWords({ caption, credit }), ...lifted })
  }
  // What was said of a picture goes with it.
  const words = before.image !== undefined && written.image === undefined ? lifted : toWords(written)
  return toPresent({ image: written.image, pictures: written.pictures, ...words })
}

function toWords({ caption, credit }: { caption?: string | undefined; credit?: string | undefined }) {
  return { ...(caption === undefined ? {} : { caption }), ...(credit === undefined ? {} : { credit }) }
}

type Found = Omit<Pictured, 'image' | 'pictures'> & {
  readonly [Name in 'image' | 'pictures']: Pictured[Name] | undefined
}

function toPresent({ image, pictures, ...words }: Found): Pictured {
  return { ...(image === undefined ? {} : { image }), ...(pictures === undefined ? {} : { pictures }), ...words }
}

/** The editor's fields verbatim, and what follows from one of them alone. */
function withSaid(written: Content, edit: Edit): Content {
  // Text, language and direction have been seen to.
  const { contentHtml, contentText, direction, markup, image, pictures, alt, language, summary, ...fields } = edit
  const places = edit.places ?? (edit.dateline === undefined ? written.places : toPlaces(edit.dateline))
  const pictured = image === undefined ? written : toRepictured(written, image)
  const words = { ...toWords(edit), ...(alt === undefined ? {} : { alt }) }
  return withPicturesOnce({
    ...pictured,
    ...(pictures === undefined ? {} : { pictures }),
    ...fields,
    ...(typeof summary === 'string' ? { summary } : {}),
    places: places.filter(({ slug }) => slug !== ''),
    ...(pictured.image === undefined ? {} : { image: { ...pictured.image, ...words } }),
  })
}

/** An editor's main picture, or text, may be, or show, what was a further one. */
function withPicturesOnce({ pictures, ...content }: Content): Content {
  const further = pictures === undefined ? [] : toFurther(pictures, content)
  return further.length === 0 ? content : { ...content, pictures: further }
}

/** The editor's picture, with what is known of it where it is the one that was there; another's words say nothing of it. */
function toRepictured(written: Content, image: NonNullable<Edit['image']>): Content {
  if (image.url === written.image?.url) return { ...written, image: { ...written.image, ...image } }
  const further = written.pictures === undefined ? {} : { pictures: written.pictures }
  return { ...withoutPicture(written), ...further, image }
}
