/**
 * What stays in a story: elements, the attributes each may have, and the values those may take.
 * All that is not named here goes. Maps and sets, so that `constructor` is nobody's property.
 */

type Check = (value: string) => string | undefined

/** Attributes beside the global ones; addresses are resolved by the writer. */
export const ELEMENTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ...named('section article aside header footer address hr br pre ul dl dt dd figure figcaption summary', ''),
    ...named('strong b em i u s mark small sub sup cite dfn abbr code kbd samp var bdi bdo', ''),
    ...named('ruby rb rt rtc rp wbr span table picture', ''),
    ...named('h1 h2 h3 h4 h5 h6 p div', 'align'),
    ...named('blockquote q', 'cite'),
    ...named('del ins', 'cite datetime'),
    ...named('thead tbody tfoot tr', 'align valign'),
    ...named('td th', 'colspan rowspan scope abbr align valign'),
    ...named('col colgroup', 'span'),
    caption: ['align'],
    time: ['datetime'],
    data: ['value'],
    ol: ['start', 'reversed', 'type'],
    li: ['value'],
    details: ['open'],
    a: ['href', 'hreflang'],
    img: ['src', 'srcset', 'sizes', 'alt', 'width', 'height'],
    audio: ['src'],
    video: ['src', 'poster', 'width', 'height'],
    source: ['src', 'srcset', 'sizes', 'media', 'type'],
    track: ['src', 'kind', 'srclang', 'label'],
  }),
)

/** Written under another name: old elements, and containers of which only the box matters. */
export const RENAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    acronym: 'abbr',
    strike: 's',
    tt: 'code',
    big: 'span',
    font: 'span',
    dir: 'ul',
    menu: 'ul',
    listing: 'pre',
    xmp: 'pre',
    plaintext: 'pre',
    'amp-img': 'img',
    ...Object.fromEntries('center form fieldset main nav hgroup dialog search'.split(' ').map((name) => [name, 'div'])),
  }),
)

/** Gone with all that is in them; other unknown elements leave their content behind. */
export const DROPPED: ReadonlySet<string> = new Set(
  `script style template noscript iframe frame frameset noframes noembed embed param base basefont bgsound link meta
  title head svg canvas input button select textarea option optgroup datalist output label keygen isindex map area
  portal fencedframe command menuitem progress meter dialog-polyfill amp-ad amp-analytics amp-pixel
  amp-youtube amp-vimeo amp-dailymotion amp-iframe`.split(/\s+/),
)

/** Without an end tag. */
export const VOID: ReadonlySet<string> = new Set('hr br wbr img col source track'.split(' '))

/** Taking these away while their content stays can nest what the parser would not nest. */
export const SCOPES: ReadonlySet<string> = new Set('object applet marquee'.split(' '))

/** Presentational MathML (MathML Core, and the table and enclosing elements of MathML 3). */
export const MATH: ReadonlySet<string> = new Set(
  `math mrow mi mo mn ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder
  mover munderover mmultiscripts mprescripts none mtable mtr mtd mlabeledtr mfenced menclose semantics`.split(/\s+/),
)

export const MATH_ATTRIBUTES: ReadonlySet<string> = new Set(
  `display displaystyle scriptlevel mathvariant stretchy fence separator symmetric lspace rspace minsize maxsize
  largeop movablelimits form accent accentunder linethickness columnalign rowalign columnspacing rowspacing
  columnspan rowspan columnlines rowlines frame width height depth voffset notation open close separators dir lang
  numalign denomalign bevelled subscriptshift superscriptshift`.split(/\s+/),
)

/** Beside `href`, `src` and the like, which the writer resolves. */
export const VALUES: ReadonlyMap<string, Check> = new Map(
  Object.entries({
    dir: oneOf('ltr rtl auto'),
    lang: matching(/^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i),
    hreflang: matching(/^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i),
    srclang: matching(/^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i),
    title: text,
    alt: text,
    abbr: text,
    label: text,
    style: toSafeStyle,
    align: oneOf('left right center justify top middle bottom'),
    valign: oneOf('top middle bottom baseline'),
    scope: oneOf('row col rowgroup colgroup'),
    kind: oneOf('subtitles captions descriptions chapters metadata'),
    colspan: matching(/^\d{1,4}$/),
    rowspan: matching(/^\d{1,5}$/),
    span: matching(/^\d{1,4}$/),
    start: matching(/^-?\d{1,9}$/),
    value: matching(/^[-\w .:]{1,80}$/),
    width: matching(/^\d{1,5}%?$/),
    height: matching(/^\d{1,5}%?$/),
    datetime: matching(/^[-+\w:., ]{1,60}$/),
    sizes: matching(/^[\w\s().,:%<>=*/+-]{1,500}$/),
    media: matching(/^[\w\s().,:<>=/-]{1,500}$/),
    reversed: () => '',
    open: () => '',
  }),
)

/** `type` means one thing on lists and another on media. */
export const LIST_TYPE = matching(/^[1aAiI]$/)
export const MEDIA_TYPE = matching(/^[\w.+-]+\/[\w.+-]+(?:; *codecs="?[\w., -]+"?)?$/i)
/** Lengths, numbers and keywords: nothing with a colon or a bracket. */
export const MATH_VALUE = matching(/^[-\w .,%+#|(){}[\]/\u2016\u2061-\u2064\u27e8\u27e9]{0,100}$/)

const STYLES: ReadonlyMap<string, Check> = new Map(
  Object.entries({
    'text-align': oneOf('left right center justify start end'),
    direction: oneOf('ltr rtl'),
    'unicode-bidi': oneOf('embed isolate bidi-override isolate-override plaintext normal'),
    'font-style': oneOf('italic oblique normal'),
    'font-weight': oneOf('bold bolder lighter normal 100 200 300 400 500 600 700 800 900'),
    'font-variant': oneOf('small-caps normal'),
    'text-decoration': oneOf('underline line-through overline none'),
    'vertical-align': oneOf('sub super top middle bottom baseline text-top text-bottom'),
    'white-space': oneOf('pre pre-wrap pre-line nowrap normal'),
    'writing-mode': oneOf('horizontal-tb vertical-rl vertical-lr'),
    'list-style-type': oneOf('disc circle square decimal lower-alpha upper-alpha lower-roman upper-roman none'),
  }),
)

/** The declarations of a style that only say how text runs; all others have a way to reach the network or the page. */
function toSafeStyle(style: string): string | undefined {
  const declarations = style.slice(0, 2000).split(';').map(toSafeDeclaration)
  return declarations.filter((each) => each !== undefined).join(';') || undefined
}

function toSafeDeclaration(declaration: string): string | undefined {
  const colon = declaration.indexOf(':')
  const name = declaration.slice(0, colon).trim().toLowerCase()
  const value = STYLES.get(name)?.(declaration.slice(colon + 1).replace(/!important\s*$/i, ''))
  return value === undefined ? undefined : `${name}:${value}`
}

function named(names: string, attributes: string): Record<string, readonly string[]> {
  const list = attributes.split(' ').filter(Boolean)
  return Object.fromEntries(names.split(' ').map((name) => [name, list]))
}

function oneOf(words: string): Check {
  const known = new Set(words.split(' '))
  return (value) => {
    const word = value.trim().toLowerCase()
    return known.has(word) ? word : undefined
  }
}

function matching(pattern: RegExp): Check {
  return (value) => {
    const trimmed = value.trim()
    return pattern.test(trimmed) ? trimmed : undefined
  }
}

function text(value: string): string {
  return value
}
