/**
 * Every kind of error that a request is answered with (RFC 9457). Promises: a kind keeps its name, which is the end of
 * the address that a problem document has as its `type` and that its page stands at: `/docs/errors/NAME`.
 */

import type { RequestErrorKind, RequestErrorStatus } from '../errors.ts'

export type ProblemKind = {
  readonly status: RequestErrorStatus
  readonly title: string
  /** What happened. */
  readonly means: string
  /** What whoever asked can do. */
  readonly todo: string
}

/** The first of a status is what errors of that status are of which nothing more is known. */
export const PROBLEMS: Readonly<Record<RequestErrorKind, ProblemKind>> = {
  'bad-request': {
    status: 400,
    title: 'Bad request',
    means: 'The address or a header of the request cannot be read, or says something that makes no sense.',
    todo: 'Read detail, correct that part, and send the request again.',
  },
  'bad-query': {
    status: 400,
    title: 'Parameter not understood',
    means: 'A parameter of the query does not exist here, or its value makes no sense or is out of its bounds.',
    todo: 'field names the parameter, and detail says what it may be, or which name was probably meant.',
  },
  'bad-body': {
    status: 400,
    title: 'Body not understood',
    means: 'The body is no JSON, is not UTF-8, or broke off before its end.',
    todo: 'Send all of it, as UTF-8; a JSON parser of your own shows where it is broken.',
  },
  'token-needed': {
    status: 401,
    title: 'Token needed',
    means: 'What writes or fetches needs a token, and none was sent, or one that this service does not know.',
    todo: 'Send Authorization: Bearer TOKEN. Whoever runs the service has the token or makes you one.',
  },
  'not-allowed': {
    status: 403,
    title: 'Not allowed',
    means: 'The token is right, and may not do this.',
    todo: 'Ask whoever runs the service for a token with the scope that detail names.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    means: 'There is nothing at this address, or nothing of this id, code or name.',
    todo: 'Look it up in the list that the address is below. Ids in a path are percent-encoded.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    means: 'The address is right, and cannot be asked with this method.',
    todo: 'The header Allow, and allow in the answer, name those that it can.',
  },
  'not-acceptable': {
    status: 406,
    title: 'Not acceptable',
    means: 'The answer exists in none of the forms that the request accepts.',
    todo: 'Send another Accept header, or none.',
  },
  conflict: {
    status: 409,
    title: 'Conflict',
    means:
      'The request contradicts what is there: the address is a source already, or there are as many as there can be.',
    todo: 'Read what is there, which the answer names, and change that instead.',
  },
  'name-taken': {
    status: 409,
    title: 'Name taken',
    means: 'The name belongs to something else, or to something that looks or sounds the same.',
    todo: 'Choose another name, or change what has this one.',
  },
  declared: {
    status: 409,
    title: 'Declared in a file',
    means: 'The source, or the draft, stands in a file of the installation, which the API does not write.',
    todo: 'Change it there, which detail names. A source can be paused and accepted here.',
  },
  withdrawn: {
    status: 409,
    title: 'Taken back',
    means: 'The story was retracted or erased, and what is posted does not bring it back.',
    todo: 'POST /api/items/ID/restore takes a retraction back. Nothing is left of what was erased.',
  },
  'request-in-flight': {
    status: 409,
    title: 'Request in flight',
    means: 'The same request, by its Idempotency-Key, is being answered at this moment.',
    todo: 'Send it again in a few seconds: it is then answered as the first one was.',
  },
  gone: {
    status: 410,
    title: 'Gone',
    means: 'The story was here and was retracted or erased; reason says why.',
    todo: 'Take it down where you show it. It is not asked for again.',
  },
  'cursor-gone': {
    status: 410,
    title: 'Cursor gone',
    means: 'The cursor was given out before a backup was restored, or never.',
    todo: 'Begin anew without it, and compare with what you have by id.',
  },
  'changed-meanwhile': {
    status: 412,
    title: 'Changed meanwhile',
    means:
      'Somebody changed it after the version that If-Match names, or it exists although If-None-Match says it must not.',
    todo: 'Read it again, lay your change over what is there now, and send that with its ETag.',
  },
  'too-large': {
    status: 413,
    title: 'Too large',
    means: 'The body has more bytes, or more values, than are taken at once.',
    todo: 'Send it in parts, or less of it.',
  },
  'address-too-long': {
    status: 414,
    title: 'Address too long',
    means: 'The address has more characters than are read.',
    todo: 'Ask for less at once.',
  },
  'media-type': {
    status: 415,
    title: 'Media type not supported',
    means: 'The header Content-Type is missing, or names what is not read here.',
    todo: 'Send what detail names, such as Content-Type: application/json.',
  },
  'not-processable': {
    status: 422,
    title: 'Not processable',
    means: 'The body can be read, and cannot be done as a whole.',
    todo: 'Read detail, which says why.',
  },
  'bad-member': {
    status: 422,
    title: 'Member not as it should be',
    means: 'A member of the body is missing, has another type, or a value that is out of its bounds.',
    todo: 'errors names each such member, and what it has to be.',
  },
  'unknown-member': {
    status: 422,
    title: 'Unknown member',
    means: 'The body has a member that does not exist here; it may be a slip of the keyboard, so nothing was changed.',
    todo: 'errors names each, with the name that was probably meant. Members of your own may begin with _.',
  },
  'unreadable-document': {
    status: 422,
    title: 'Document not readable',
    means: 'The document in the body, or at the address, is none that can be read as stories, or no picture.',
    todo: 'Read detail; POST /api/preview shows what is read of a document, and stores nothing.',
  },
  'condition-needed': {
    status: 428,
    title: 'Condition needed',
    means: 'This may only be changed by who says which version they have seen.',
    todo: 'Read it, and send its ETag as If-Match.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    means: 'More was asked from this address than one sender may ask in a minute.',
    todo: 'Wait for as many seconds as Retry-After says. A right token is never refused for this.',
  },
  'internal-error': {
    status: 500,
    title: 'Internal error',
    means: 'Something went wrong here, which is a fault of the service. It has been logged.',
    todo: 'Try again; where that does not help, tell whoever runs the service when it was.',
  },
  'source-not-readable': {
    status: 502,
    title: 'Source not readable',
    means: 'The address that was to be fetched does not answer, or not with what can be read.',
    todo: 'Look at the address with a browser; kind says what kind of failure it was.',
  },
  'not-available': {
    status: 503,
    title: 'Not available',
    means: 'The service is busy, or cannot reach its database, or has no key for secrets at this moment.',
    todo: 'Send the same again after as many seconds as Retry-After says.',
  },
  'no-room': {
    status: 507,
    title: 'No room',
    means: 'The database is full: what is there is read on, and nothing can be written.',
    todo: 'Tell whoever runs the service; send the same again once there is room.',
  },
}

const KINDS = Object.entries(PROBLEMS) as [RequestErrorKind, ProblemKind][]

/** What an error is of which no more than its status is known. */
export function toKindOfStatus(status: RequestErrorStatus): RequestErrorKind {
  return KINDS.find(([, problem]) => problem.status === status)?.[0] ?? 'internal-error'
}
