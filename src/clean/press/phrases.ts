/**
 * What an agency prints with a story and pages below it, by kind: tables of phrases, as src/clean/language/table.ts
 * reads them.
 * To add one: a line here, and a story that has it in test/fixtures/stories (`stories/NAME` is that story; where
 * nothing is known but the kind of site or what prints it, that). Names or an address follow a label; a line of
 * anything else has to be the phrase from end to end, but for a colon, a full stop or a star behind it.
 */

import { toPhraseTable } from '../language/table.ts'

/** Requests to follow; the line must name a network besides. */
export const FOLLOW = toPhraseTable(`
en|stories/text-furniture-only|[{for/to get} [the ]{latest/more/all}…120]{follow/like/join/find} {us/ara[ ]news/@_20}…80
ar|stories/arabic-whole|تابع[و]نا…80
ku|news sites|[me ]{li/di} ~40bişopînin~20
tr|news sites|bizi ~40takip edin~10
`)

/** The same, at the end of a line that begins otherwise. */
export const FOLLOW_LAST = toPhraseTable(`
ckb|news sites|~{فۆڵۆمان/شوێنمان} {بکەن/بکەون/بکە}~20
`)

/** Names of networks, anywhere in a line. */
export const NETWORKS = toPhraseTable(`
en|stories/text-furniture-only|~twitter~
en|stories/text-furniture-share|~facebook~
en|news sites|~{instagram/telegram/youtube/whatsapp/social media}~
en|stories/text-furniture-only|~@_1~
ar|stories/arabic-whole|~{تويتر/فيسبوك/فيس بوك/تلغرام}~
ckb|news sites|~{تیویتەر/فەیسبووک}~
`)

/** Before an address of the story. */
export const SHORT_LINKS = toPhraseTable(`
en|stories/html-short-link|short[ ]{link/url}[:]~
ar|stories/arabic-whole|الرابط المختصر[:]~
ar|WordPress themes|رابط {مختصر/قصير}[:]~
ku|WordPress themes|{girêdana/lînka} kurt[:]~
ckb|WordPress themes|بەستەری کورت[:]~
tr|WordPress themes|kısa {link/bağlantı}[:]~
`)

/** What WordPress appends to the stories of its feeds, up to the name of the site. */
export const POSTS = toPhraseTable(`
en|WordPress|the post ~240 appeared first on ~
ar|WordPress|ظهرت المقالة ~240 {أولاً/أولا} على ~
fa|WordPress|نوشته ~240 اولین بار در ~
tr|WordPress|~240 yazısı ilk önce ~
de|WordPress|der beitrag ~240 erschien zuerst auf ~
fr|WordPress|l'article ~240 est apparu en premier sur ~
fr|WordPress|l’article ~240 est apparu en premier sur ~
`)

/** Heads of the comment form. */
export const LEAVE = toPhraseTable(`
en|stories/html-comments|{leave/post/add/write} {a/your} {comment/reply}[[ ]cancel reply]
ar|WordPress themes|{اترك/أترك/أضف/اضف} {تعليق/رد}[ا][ ~40]
ku|WordPress themes|{şîrove/bersiv}[yek/ek][ê] binivîs{e/in}
ckb|WordPress themes|{لێدوان/وەڵام/سەرنج}[ێک/ەکەت] بنووسە
tr|WordPress themes|[bir ]{yorum/cevap} {yap/yaz}[ın]
`)

/** Heads of lists of other stories. */
export const RELATED = toPhraseTable(`
en|stories/text-furniture-related|related items
en|WordPress themes|related {posts/articles/news/stories/topics/content/reading}
en|WordPress themes|similar {items/posts/articles/news/stories}
en|Jetpack|related:
en|WordPress themes|you {may/might} also {like/be interested in}
ar|stories/arabic-caption-taken-by|مواضيع ذات صلة
ar|WordPress themes|{مواضيع/أخبار/مقالات/اخبار} {ذات صلة/مشابهة/متعلقة}
ku|WordPress themes|nûçeyên {têkildar/hevşêwe}
ckb|stories/sorani-related|{هەواڵ/بابەت/وتار}{ی/ە/ەکانی} {پەیوەندیدار/هاوشێوە}[ەکان]
tr|WordPress themes|{ilgili/benzer} haberler
`)

/** Anywhere in a line. */
export const NEWSLETTERS = toPhraseTable(`
en|stories/text-furniture-newsletter|{subscribe/sign up/join/get}…60newsletter~
en|news sites|{subscribe/sign up/join/get}…60{mailing list/e[-]mail updates/daily digest/inbox}~
ar|news sites|~اشترك[وا]~60{النشرة/البريد}~
`)

/** Heads of a box for the address, alone on their line. */
export const NEWSLETTER_BOXES = toPhraseTable(`
en|news sites|newsletter
`)

export const SHARE = toPhraseTable(`
en|stories/text-furniture-share|share[ {this/on/via/with/it}][ {on/via/with/post/story/article/news/facebook/twitter/friends}]3[:]
en|stories/text-furniture-jetpack|like[ this][:]
en|WordPress themes|tweet[ this]
en|WordPress themes|pin it
en|WordPress themes|print[ friendly~30]
en|Jetpack|e[-]mail[ this][ to a friend]
en|Jetpack|click to {share/print/e[-]mail}~80
en|WordPress themes|# share[s]
en|Jetpack|{[like ]loading[.]3/facebook/twitter/google[[ ]+]/whatsapp/linkedin/reddit/pinterest/tumblr/telegram/viber/stumbleupon/digg/delicious/vk/more}[[ ]{,/|/•/·/ }[ ]{facebook/twitter/google[[ ]+]/whatsapp/linkedin/reddit/pinterest/tumblr/telegram/viber/e[-]mail/print/more}]12
ar|stories/arabic-caption-taken-by|شارك[ها/ه][ ~30]
ku|news sites|parve bike
tr|news sites|paylaş
`)

/** Headings that Jetpack prints where a site has no other furniture. */
export const JETPACK = toPhraseTable(`
en|stories/text-furniture-jetpack|{share/like} this:
`)

export const TAGS = toPhraseTable(`
en|WordPress themes|tag[s]:~200
en|WordPress themes|tagged[ with/ as]:~200
en|WordPress themes|filed under:~200
en|WordPress themes|posted in:~200
en|WordPress themes|categor{y/ies}:~200
ar|WordPress themes|الوسوم:~200
ar|WordPress themes|التصنيف[ات]:~200
ar|WordPress themes|كلمات مفتاحية:~200
`)

/** Fields of the comment form and what stands beside them. */
export const FIELDS = toPhraseTable(`
en|stories/html-comments|[your ]{name/e[-]mail[ address]/website/web site/url/comment/message}[[ ](~40)][ ][*][:]
en|WordPress comment form|[(]{required/will not be published/optional}[)]
en|WordPress comment form|required fields are marked~20
en|stories/text-furniture-related|your e[-]mail address will not be published~80
en|WordPress comment form|you may use these html tags~400
en|WordPress comment form|save my name~120
en|WordPress comment form|notify me ~80
en|WordPress comment form|{post/submit/add}[ {comment/reply}]
en|WordPress comment form|[click here to ]cancel reply[.]
en|WordPress comment form|logged in as~80
en|WordPress comment form|you must be logged in~60
en|captcha plugins|time limit is exhausted~80
en|captcha plugins|please {reload/enter/solve}~80
en|captcha plugins|{captcha/security {code/question}/anti[-]spam}~60
en|WordPress comment form|reply[ to ~40]
en|WordPress comment form|no comments[ yet][.]
en|WordPress comment form|comments are closed[.]
en|WordPress comment form|be the first to comment~20
ar|WordPress comment form|الاسم
ar|WordPress comment form|البريد الإلكتروني
ar|WordPress comment form|الموقع[ الإلكتروني]
ar|WordPress comment form|التعليق
ar|WordPress comment form|إرسال[ التعليق]
ar|WordPress comment form|لن يتم نشر~80
`)

/** Heads of readers' comments. */
export const COMMENTS = toPhraseTable(`
en|stories/html-comments|{#/one/two/three/four/five/six/seven/eight/nine/ten} {comment[s]/response[s]/replies/thought[s]}[ {on/to} ~200]
en|stories/text-furniture-comments|[readers['] ]comment[s][[ ](#)]
ar|WordPress themes|{التعليقات/تعليقات القراء/تعليق واحد}[[ ](#)]
ar|WordPress themes|# {تعليق/تعليقات}
ku|WordPress themes|# şîrove
tr|WordPress themes|# yorum
`)

/** What a picture is called before its credit. */
export const PICTURES = toPhraseTable(`
en|stories/text-caption-file-photo-by|[file /archive ]photo[graph/graphy/grapher/s]
en|news agencies|{picture/image/pic/credit/courtesy}
fr|news sites|crédit
de|news sites|{foto[s]/bild}
tr|news sites|fotoğraf
ru|news sites|фото
ku|news agencies|wêne
ar|stories/arabic-whole|{صورة/الصورة}
ar|stories/arabic-caption-taken-by|{تصوير/عدسة}
fa|news sites|عکس
ckb|news agencies|{وێنە/فۆتۆ}
`)

/** Between the two, where it is no mark. */
export const CREDITED = toPhraseTable(`
en|stories/text-caption-file-photo-by|[ source] {by/via/courtesy[ of]/credit[s]}[:]~
`)

/** Credits of a picture that nobody took for the story. */
export const FILE_PHOTOS = toPhraseTable(`
en|stories/text-caption-archive|{file/archive/archival/stock/undated/library} {photo[graph]/picture/image/pic}
en|stories/text-caption-archive|{file/archive}
`)

/** The same at the head of a caption that goes on behind a mark. */
export const FILE_PHOTO_HEADS = toPhraseTable(`
en|news agencies|{file/archive} {photo[graph]/picture/image}
`)

/** Beginnings of sentences that say what such a picture shows. */
export const FILE_PHOTO_SHOWS = toPhraseTable(`
en|stories/text-file-photo-shows|[{a/an/this/the/in this} ][undated /recent ]{file/archive/archival/undated/handout/library} {photo[graph]/picture/image/pic}
`)

/** The credits of the other editions. */
export const ARCHIVES = toPhraseTable(`
ar|news agencies|~[صورة ][من ][ال]{أ/ا}رشيف[ية]
ckb|news agencies|~[وێنەی ]ئەرشیف
ku|news agencies|~[wêne[ya/yê] ][ji ]arşîv[ê/a]
tr|news agencies|~arşiv[ fotoğrafı]
`)
