/** Names of classes and ids that say what a part of a page is, as themes and content systems use them. */
import { attribute, type Element } from '../../html/tree.ts'

/** Attributes that hold names of what an element is. */
const NAMING = ['class', 'id', 'data-component', 'data-testid', 'data-module']

/** `socialShare__box Post-Tags` as ` social-share-box post-tags `: words in lower case, hyphens between them. */
export function namesOf(element: Element): string {
  const names = NAMING.flatMap((name) => attribute(element, name) ?? [])
  if (names.length === 0) return '  '
  const text = names.join(' ').slice(0, 600)
  return ` ${text
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^\p{L}\d\s]+/gu, '-')
    .replace(/(?<=\s|^)-+|-+(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')} `
}

/** A pattern of whole words: `a|b-c` matches ` x-a ` and ` b-c-y `, not ` ab `, nor `has-a` and `no-a`. */
function toPattern(words: string): RegExp {
  return new RegExp(
    `(?: |(?<! (?:has|with|no|without|is|show|hide|js|if|not))-)(?:${words.trim().split(/\s+/).join('|')})(?=[ -])`,
  )
}

/** Never a part of the story, however long. */
const APART = toPattern(`
  comments comment-list commentlist comments-area comment-section comment-body comment-respond respond disqus disqus-thread
  fb-comments livefyre discussion-thread reader-comments user-comments yorumlar
  related-posts related-articles related-stories related-news related-content related-links related-items related-topics
  related-post related-article related-story jp-relatedposts yarpp yarpp-related crp-related rp4wp-related-posts
  related relatedbox related-box read-also also-read read-more-box readalso read-next readnext up-next more-stories more-news
  more-articles more-from more-on more-in-this recirc recirculation recommended recommendations recommendation
  you-may-like you-might-like you-may-also-like most-read most-viewed most-popular most-shared mostread mostviewed popular-posts
  trending trending-now latest-news latest-posts recent-posts latest-stories top-stories editors-picks
  outbrain ob-widget taboola trc-related mgid revcontent zergnet nativo
  newsletter newsletter-signup newsletter-box newsletter-form mc4wp-form mailchimp mc-embed-signup email-signup subscribe-box
  sharedaddy addtoany addthis sharethis share-buttons share-bar share-links share-tools share-box social-share social-links
  social-buttons social-sharing social-media-links sharing sharebar sharing-buttons sharebuttons a2a-kit ssba essb-links
  shareaholic-canvas sd-sharing post-share post-sharing article-share entry-share sociable
  author-box author-bio about-author about-the-author author-info author-card author-description saboxplugin-wrap abh-box
  molongui-author-box pp-multiple-authors-boxes-wrapper author-profile
  cookie-notice cookie-banner cookie-consent cookie-law-info-bar cookies cookie gdpr consent onetrust-consent-sdk cmp
  breadcrumb breadcrumbs post-navigation post-nav nav-links nav-single navigation site-navigation pagination page-nav
  prev-next next-prev prevnext next-post previous-post next-article
  advert advertisement advertising ads ad adbox adslot ad-slot ad-unit ad-container ad-wrapper ad-banner adsbygoogle dfp
  google-ad banner-ad sponsored sponsor-box promo-box adv reklam publicite anzeige werbung
  paywall-notice paywall-message paywall-prompt paywall-wall regwall
  screen-reader-text sr-only visually-hidden visuallyhidden skip-link offscreen
  print-header site-footer site-header masthead sidebar widget-area sidebar-wrapper
`)

/** Furniture where it holds a small part of the story's text. */
const BESIDE = toPattern(`
  follow follow-us followus subscribe subscription signup sign-up optin promo promos promotion byline bylines
  comment reply replies piano modal popup overlay lightbox
  cta cta-card call-to-action donate donation support-us membership app-download download-app get-app whatsapp telegram google-news
  audio-player listen trinity tts listen-to-article feedback report-error newsticker ticker
  toc table-of-contents ez-toc-container lwptoc ez-toc disclaimer legal partner author-name reading-time read-time
  poll polls quiz survey postmetadata bio app-box republish widget-video widget-poll
  share shares social socials post-tags entry-tags article-tags tag-links tags-links tag-list tagcloud cat-links
`)

/** Furniture where it holds no sentence that is not a link. */
const SLIGHT = toPattern(`
  teaser teasers card cards tags tag-cloud categories category-list keywords topics article-topics
  entry-meta post-meta article-meta meta-info metadata meta post-info article-info entry-footer post-footer article-footer
  story-footer footer pager page-links nav menu toolbar tools print utility utilities buttons rating ratings votes likes
  reactions dialog banner sponsor partner carousel slider read-more readmore more-link continue-reading
  timestamp date time post-date entry-date published-date publish-date date-published post-views views
  kicker eyebrow overline category label section-label copyright-notice recommend
`)

/** Names of what holds a story: they outweigh what else an element is called. */
const HOLDER =
  /[ -](?:article-body|articlebody|story-body|storybody|post-body|entry-content|post-content|article-content|story-content|body-copy|main-content|content-body|article-text|story-text|post-text|articletext|newstext|news-text)(?= |-(?:content|inner|main|text|wrap(?:per)?|container)[ -]|-[a-z]*\d[a-z\d-]* )/

/** Names of captions and credits, which look like furniture and are not. */
const KEPT = toPattern(
  'caption wp-caption wp-caption-text figcaption credit photo-credit image-credit pullquote blockquote',
)

type Standing = 'apart' | 'beside' | 'slight' | undefined

/** Switches that stand beside captions. */
const SWITCHES = toPattern('toggle-caption hide-caption enlarge-options')

/** What an element's names say of it. */
export function toStanding(element: Element): Standing {
  const names = namesOf(element)
  if (SWITCHES.test(names)) return 'apart'
  if (names === '  ' || names.length < 4 || HOLDER.test(names) || KEPT.test(names)) return undefined
  if (APART.test(names)) return 'apart'
  if (BESIDE.test(names)) return 'beside'
  return SLIGHT.test(names) ? 'slight' : undefined
}

/** Where WordPress, its themes and page builders put the text of a story. */
const CERTAIN: ReadonlySet<string> = toSet(`
  entry-content td-post-content post-content single-content the-content wp-block-post-content jeg-post-content post-entry
  elementor-widget-theme-post-content entry-body single-post-content gh-content mkdf-post-text-main e-content
`)

/** Where other content systems and sites put it, beside what `HOLDING` says. */
const LIKELY: ReadonlySet<string> = toSet(`
  articlebody articletext artikel-text artikeltext articlecontent article-detail article-wrap storybody storycontent
  newstext news-detail haber-metni haber-detay text-article body-copy body-text detail-content rich-text richtext rte wysiwyg
  prose paywall zn-body caas-body field-name-body field-name-field-body node-content blog-content single-body main-text
  main-article content-inner
`)

/** `article-body`, `c-story-text`, `post-content-3x9f`: a part of the page and its text, whatever stands around the words. */
const HOLDING =
  /(?:^|-)(?:article|story|post|entry|news|blog|single|content|page|rich-text)-(?:main-)?(?:body|content|text|copy|article)(?:$|-(?!share|social|related|foot|head|meta|side|ads?(?:$|-)|nav|tool|bottom|top|link|comment|image|photo|caption|title|list|author))/

function toSet(names: string): ReadonlySet<string> {
  return new Set(names.trim().split(/\s+/))
}

/** How sure an element's names say that it holds a story's text; undefined where they do not. */
export function toHolding(element: Element): 'certain' | 'likely' | undefined {
  const names = namesOf(element).trim().split(' ')
  if (names.some((name) => CERTAIN.has(name))) return 'certain'
  return names.some((name) => LIKELY.has(name) || HOLDING.test(name)) ? 'likely' : undefined
}
