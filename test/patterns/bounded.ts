/**
 * Expressions that recheck finds polynomial, or cannot decide, and that do no harm: `most` characters reach them, for
 * the reason given. `Infinity` stands where the text has no bound and the expression is linear all the same, because
 * what recheck counts as a power is a number within braces.
 */
export type Bounded = { readonly path: string; readonly begins: string; readonly most: number; readonly why: string }

const CREDITS = 'toCredits and toSignature look at lines of at most 300 characters'
const CAPTION = 'toCaption answers nothing for lines over 500 characters'
const DATELINE = 'toSegments cuts the head of a line, toDatelineAlone takes no longer line'
const PEOPLE = 'readPeople answers nothing for lines over 600 characters; blanks in a row are one by then'
const COUNTED = 'it can begin at each place once, and takes a number of steps from there that its braces bound'

export const BOUNDED: readonly Bounded[] = [
  { path: 'src/clean/press/byline.ts', begins: '^[\\s([|–—-]+', most: 100, why: 'toAgency knows no longer name' },
  { path: 'src/clean/press/byline.ts', begins: '^[\\s([*•–—-]+', most: 300, why: CREDITS },
  { path: 'src/clean/press/byline.ts', begins: '[\\s)\\]*]+$', most: 300, why: CREDITS },
  { path: 'src/clean/press/byline.ts', begins: '^([^–—|:-]{3,40}?)', most: 240, why: CREDITS },
  { path: 'src/clean/press/byline.ts', begins: "(?:['’]s?)?\\s+(?:staff", most: 240, why: CREDITS },
  { path: 'src/clean/press/byline.ts', begins: '^(.*\\S)\\s*', most: 240, why: CREDITS },
  { path: 'src/clean/press/caption.ts', begins: '^(.*?)(?<![\\s.,;|/–—([-])', most: 500, why: CAPTION },
  { path: 'src/clean/press/caption.ts', begins: '^([^\\s:.]', most: 500, why: CAPTION },
  { path: 'src/clean/press/caption.ts', begins: '^((?:\\s*[/|–-]', most: 500, why: CAPTION },
  { path: 'src/clean/press/caption.ts', begins: '^(.*?[.!?”"])', most: 500, why: CAPTION },
  { path: 'src/clean/press/caption.ts', begins: '^(.*?[。！？\\s])?', most: 500, why: CAPTION },
  { path: 'src/clean/press/caption.ts', begins: '^(.{10,}?)\\s*[([]', most: 500, why: CAPTION },
  { path: 'src/clean/transfer.ts', begins: '(?:mailto:)?', most: Infinity, why: COUNTED },
  { path: 'src/clean/press/dateline.ts', begins: '\\s*[–—―]+', most: 120, why: DATELINE },
  { path: 'src/clean/press/dateline.ts', begins: '^([^()[\\]]+?)', most: 120, why: DATELINE },
  { path: 'src/clean/press/dateline.ts', begins: '^[([]\\s*([^()', most: 120, why: DATELINE },
  {
    path: 'src/clean/press/furniture.ts',
    begins: '^(?:[\\p{L} ]{0,30}[:?]',
    most: 60,
    why: 'isSum takes no longer line',
  },
  { path: 'src/clean/press/furniture.ts', begins: '(?:\\b(?:jan|feb', most: Infinity, why: COUNTED },
  {
    path: 'src/clean/language/language.ts',
    begins: '[ğıİ]|[öü].*ç',
    most: 800,
    why: 'toTextLanguage looks at SAMPLE characters',
  },
  { path: 'src/clean/press/people.ts', begins: '\\s*(?:[,،;؛&/+]', most: 160, why: 'toNames takes no longer list' },
  { path: 'src/clean/press/people.ts', begins: '[\\s,،|–—-]+$', most: 240, why: CREDITS },
  { path: 'src/clean/press/people.ts', begins: '\\s*[([][\\p{L} .-]', most: 160, why: 'toNames takes no longer list' },
  {
    path: 'src/clean/press/people.ts',
    begins: '(?:^|(?<!\\s)\\s+)(?:in',
    most: 160,
    why: 'toNames takes no longer list',
  },
  { path: 'src/clean/story.ts', begins: '(?:\\s*(?:\\[?', most: 300, why: 'withoutCut cuts END characters off' },
  { path: 'src/net/body.ts', begins: '<!--', most: 2048, why: 'isWhole looks at END bytes at either end' },
  { path: 'src/node/import/site.ts', begins: '<link', most: Infinity, why: COUNTED },
  {
    path: 'src/extract/article/byline.ts',
    begins: '(?:\\b(?:posted',
    most: 300,
    why: 'visibleStartOf cuts to LONGEST',
  },
  { path: 'src/extract/article/byline.ts', begins: '\\s+(?:[|•·]', most: 300, why: 'visibleStartOf cuts to LONGEST' },
  {
    path: 'src/extract/article/caption.ts',
    begins: '^[\\s([]+',
    most: 1000,
    why: 'dropLabel gets what visibleStartOf cuts to LONGEST',
  },
  { path: 'src/extract/article/edges.ts', begins: '^(?:\\S+ ){0,4}', most: 200, why: 'isSigned takes no longer line' },
  { path: 'src/extract/article/edges.ts', begins: '^((?:[\\p{Lu}', most: 200, why: 'toDatedName takes no longer line' },
  {
    path: 'src/extract/article/names.ts',
    begins: '[ -](?:article-body',
    most: 1210,
    why: 'namesOf cuts to 600, hyphens between',
  },
  {
    path: 'src/read/forwarding.ts',
    begins: '<(?:\\w{1,30}:)?newLocation',
    most: 8_192,
    why: 'readForwarding looks at no longer document; at the worst of them for twelve milliseconds',
  },
  {
    path: 'src/read/story/headline.ts',
    begins: '^[\\p{L}\\p{M}',
    most: 200,
    why: 'isStoryHeadline takes no longer line',
  },
  {
    path: 'src/read/text/text.ts',
    begins: '<meta',
    most: 8192,
    why: 'decodePage looks at HEAD bytes; at most 300 from each',
  },
  { path: 'src/extract/facts/dated.ts', begins: '(?:\\p{L}{3,12}', most: 320, why: 'findDate takes no longer line' },
  { path: 'src/extract/facts/dated.ts', begins: ',?\\s+(?:at|um', most: 320, why: 'findDate takes no longer line' },
  { path: 'src/extract/feeds.ts', begins: '^[^\\p{L}\\p{M}\\p{N}]*(?:rss', most: Infinity, why: COUNTED },
  { path: 'src/extract/facts/people.ts', begins: ',?\\s+(?:\\d{1,2}', most: 600, why: PEOPLE },
  { path: 'src/extract/facts/people.ts', begins: ',?\\s+(\\p{L}', most: 600, why: PEOPLE },
  { path: 'src/extract/facts/people.ts', begins: '\\s+(?:photo', most: 600, why: PEOPLE },
  { path: 'src/extract/facts/people.ts', begins: '\\s*[,;|•·', most: 600, why: PEOPLE },
  { path: 'src/extract/facts/people.ts', begins: '\\s*[([].{0,80}?', most: 600, why: PEOPLE },
  { path: 'src/extract/facts/people.ts', begins: '\\s+(?:[-–—»]', most: 600, why: PEOPLE },
  { path: 'src/extract/facts/people.ts', begins: '\\s+(?:(?:published', most: 600, why: PEOPLE },
  { path: 'src/extract/facts/people.ts', begins: '\\s+(?:y|e|i)', most: 600, why: PEOPLE },
  { path: 'src/extract/facts/people.ts', begins: '^[\\s.:–—-]+', most: 600, why: PEOPLE },
  { path: 'src/extract/facts/people.ts', begins: '\\s+(?:in|at', most: 600, why: PEOPLE },
  { path: 'src/extract/facts/people.ts', begins: '\\s*(?:기자', most: 600, why: PEOPLE },
  {
    path: 'src/extract/facts/text.ts',
    begins: '[\\p{sc=Han}',
    most: Infinity,
    why: 'one class and its run; recheck knows no flag v',
  },
  { path: 'src/extract/facts/story.ts', begins: '(?:[-_]', most: 200, why: 'toPictureName cuts the name' },
  { path: 'src/extract/page.ts', begins: 'url\\(', most: 5000, why: 'toBackground cuts the style to LONGEST_STYLE' },
  {
    path: 'src/read/feed/constructs.ts',
    begins: '[a-zA-Z0-9_',
    most: 1000,
    why: 'toPerson looks at the first 1,000 characters',
  },
  {
    path: 'src/read/wordpress/post.ts',
    begins: '([\\w-]{1,40})',
    most: 2000,
    why: 'SHORTCODE takes no longer attributes',
  },
]
