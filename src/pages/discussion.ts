import { html, raw } from 'hono/html'
import type { Comment } from '../model/comment.ts'
import type { Html } from './layout.ts'
import { toDateAndTime, type Wording } from './wording.ts'

/** Deeper answers stand beside those they answer. */
const DEEPEST = 6

type Thread = ReadonlyMap<string | undefined, readonly Comment[]>

/** What readers wrote under a story, each answer below what it answers. */
export function renderDiscussion(
  comments: readonly Comment[] | undefined,
  language: string | undefined,
  words: Wording,
): Html | '' {
  if (comments === undefined || comments.length === 0) return ''
  const answers = toAnswers(comments)
  return html`<section class="comments" id="comments"><h2>${words.comments}</h2>
${renderList(undefined, answers, language, words)}
</section>`
}

/** Comments by the one they stand under; one whose like is not here, or comes after it, stands under none. */
function toAnswers(comments: readonly Comment[]): Thread {
  const answers = new Map<string | undefined, Comment[]>()
  const places = new Map<string | undefined, { readonly depth: number; readonly above: string | undefined }>()
  for (const comment of comments) {
    const asked = places.get(comment.parent)
    const isDeep = asked !== undefined && asked.depth >= DEEPEST
    const above = isDeep ? asked.above : asked && comment.parent
    places.set(comment.id, { depth: isDeep ? DEEPEST : (asked?.depth ?? 0) + 1, above })
    const list = answers.get(above)
    if (list === undefined) answers.set(above, [comment])
    else list.push(comment)
  }
  return answers
}

function renderList(
  parent: string | undefined,
  answers: Thread,
  language: string | undefined,
  words: Wording,
): Html | '' {
  const list = answers.get(parent) ?? []
  if (list.length === 0) return ''
  const items = list.map((comment) => {
    return html`<li id="comment-${comment.id}">${renderComment(comment, language, words)}
${renderList(comment.id, answers, language, words)}</li>`
  })
  return html`<ol>${items}</ol>`
}

function renderComment({ author, url, at, html: text }: Comment, language: string | undefined, words: Wording): Html {
  const name = author === '' ? words.anonymous : html`<bdi>${author}</bdi>`
  const signed = url === undefined ? name : html`<a href="${url}" rel="nofollow ugc">${name}</a>`
  const time =
    at === undefined ? '' : html` <time datetime="${new Date(at).toISOString()}">${toDateAndTime(at, language)}</time>`
  return html`<p class="byline"><span class="author">${signed}</span>${time}</p><div dir="auto">${raw(text)}</div>`
}
