/**
 * What a page's own lines say of themselves, in the languages of the pages that were seen; src/clean/language/table.ts
 * says how a phrase is written, references.ts how to add one. More of them stand there.
 */

import { findEnd, isBegunBy, isPhraseAlone, readBehind } from '../../clean/language/phrases.ts'
import { toPhraseTable } from '../../clean/language/table.ts'
import { LABELS, REFERENCES } from './references.ts'

export type Phrase = {
  readonly says: 'related' | 'label' | 'call' | 'closing' | 'advertising'
  /** What stands behind it. */
  readonly rest: string
}

const LONGEST = 300

/** What the beginning of a line says, where it is a phrase of furniture. */
export function toPhrase(line: string): Phrase | undefined {
  const text = line.slice(0, LONGEST)
  if (isPhraseAlone(ADVERTISING, text)) return { says: 'advertising', rest: '' }
  const start = Math.max(0, text.search(/[\p{L}\d]/u))
  for (const [says, phrases] of SAYING) {
    const end = findEnd(phrases, text, start)
    if (end >= 0) return { says, rest: text.slice(end).replace(/^[^\p{L}\p{N}]+/u, '') }
  }
  return undefined
}

/** `5 min read`, `3 shares`, `2 hours ago`. */
export function isCount(text: string): boolean {
  return text.length < 60 && isPhraseAlone(COUNTS, text)
}

/** `Source: ARA News`, which agencies link to themselves. */
export function isSourceLine(text: string): boolean {
  const source = readBehind(SOURCES, text)
  return source !== undefined && source.length <= 81
}

/** `Last updated on …`. */
export function isBegunByUpdate(text: string): boolean {
  return isBegunBy(UPDATES, text)
}

/** Whose the page is, in place of a footer. */
export function isBegunByRights(text: string): boolean {
  return isBegunBy(RIGHTS, text)
}

/** What pictures and their credits are called before a mark, behind which the credit follows. */
export const PICTURE_LABELS = toPhraseTable(`
en|pages/amp|{photo[graph][s]/image[s]/picture[s]/pic[s]/source[s]/credit[s]}[[ ]{credit/courtesy/by/of}]
es|news sites|foto[s][[ ]{credit/courtesy/by/of}]
de|news sites|bild[s][[ ]{credit/courtesy/by/of}]
tr|news sites|fotoğraf
ru|news sites|фото
ar|news sites|{صورة/تصوير/المصدر/الصورة}
fa|news sites|عکس
ku|news sites|wêne
ckb|news sites|{وێنە/وێنەگر}
vi|news sites|ảnh
he|news sites|צילום
hu|news sites|kép
ko|news sites|사진
ja|news sites|{写真/撮影}
`)

/** The same where no mark is needed. */
export const PICTURE_CREDITS = toPhraseTable(`
en|news sites|{photo[graph]/image/picture} by ~
pl|news sites|fot.[:] ~
it|news sites|{ph/phot}.[:] ~
en|news sites|{©/(c)}~
`)

/** Requests to follow, subscribe, give. */
const CALLS = toPhraseTable(`
en|news sites|{follow/like/find/join} us[ {on/at/via}[ ~60]]
en|pages/rich-text-story-body|follow ~60coverage~80
en|news sites|follow ~40 on {telegram/whatsapp/twitter/x/facebook/instagram/google news/youtube}[ ~80]
en|pages/broadcaster-video-notice|to {view/watch/play} this {video/content/audio}~160
en|pages/jsonld-only|{please enable/you need to enable/your browser does not support} ~160
en|pages/wire-agency|{the/our/my} ~40newsletter[s] ~120
en|pages/ara-story-page|for {the latest/more/all/breaking/daily} ~100{follow/join/like/visit/subscribe/download}~80
en|pages/tweets-embeds|read {this/it} in…80
en|pages/cable-network|{subscribe/sign up}[ {to/for/now/here/today/and}[ ~120]]
en|pages/tweets-embeds|join {our/thousands/#[{,/.}#]3} ~60{channel/group/newsletter/community/subscribers/readers}~40
en|news sites|{get/receive} ~80{newsletter/inbox/alert[s]}~40
en|pages/table-2005|[our ]{newsletter/daily briefing}
en|pages/cable-network|click here to ~80
en|news sites|{story/article} continues below~30
en|news sites|this {entry/post/article} was {posted/written/published/filed}~260
en|news sites|{do you/have you got/got} [have ]a {story/tip}~140
en|news sites|have {feedback/a question/a comment/something to add}~140
en|news sites|{did you make/have you made/have you tried} this~140
en|pages/ghost|{like/enjoy[ed/ing]} what you['re/ are] read~140
en|news sites|want {more/to receive/to get}~140
en|pages/reuters-divs|{register/sign in/log in} [now ]{for/to} ~60{access/account/reading/read/continue}~60
en|pages/listicle-affiliate|when you {buy/purchase}~200commission~60
en|pages/listicle-affiliate|{check/see/view/compare} [the ]{price/prices/deal}[s][ at]~60
en|news sites|support {our/independent} {journalism/work/newsroom/reporting/media}~80
en|pages/drupal9|{download/get} {the/our} ~40app~40
en|news sites|report {an error/a typo/a mistake}~60
uk|pages/ukrainian-portal|підпис{уйтесь/уйся/атися/ка} ~80
uk|news sites|стежте ~80
it|news sites|vuoi ricevere~140
it|news sites|{iscriviti/seguici}[ ~60]
pt|news sites|{quer/deseja} receber~140
pt|news sites|{assine/inscreva-se}[ ~60]
es|news sites|quieres recibir~140
es|pages/spanish-daily|{suscríbete/síguenos}[ ~60]
ar|news sites|{تابعونا/تابعنا/لمتابعة/للمزيد تابعونا}[ ~60]
ar|news sites|{اشترك/إشترك/اشتركوا} {في/الآن/معنا/ب}~60
ar|news sites|النشرة {البريدية/الإخبارية}
ckb|news sites|شوێنمان بکەو{ە/ن}[ ~40]
ku|news sites|me bişopîn{e/in}[ ~40]
tr|news sites|abone ol[un][ ~60]
tr|news sites|bizi takip[ ~60]
ru|news sites|подпис{ка/аться/ывайтесь/ывайся/ись} на[ ~80]
ru|news sites|следите за нами[ ~80]
fr|pages/french|{abonnez-vous/inscrivez-vous/suivez{-/ }nous}[ ~60]
de|news sites|[newsletter /jetzt ]abonnieren[ ~60]
de|news sites|folgen sie uns[ ~60]
nl|news sites|abonneer je[ ~60]
pl|news sites|zapisz się na[ ~60]
zh|news sites|{关注我们/扫一扫/扫描二维码}~30
`)

/** From here to the end it is comments, or a box on the author. */
const CLOSING = toPhraseTable(`
en|pages/ara-story-page|{leave/post/write/add} [a /your ]{comment/reply/response}[s]
en|pages/blogger|[# ]{comment[s]/response[s]/replies}[ [(]#[)]]
en|news sites|{join/start} the {conversation/discussion}
en|pages/tabloid-home-frame|{no/view/show/read}[ all] comments[ yet]
en|news sites|be the first to comment~20
en|news sites|{reader/user/facebook} comments
en|pages/interview-bold|{your/readers[']/your own} {opinion[s]/views/letters/thoughts}
en|news sites|have your say
en|news sites|about the author[s]
en|pages/editor-note-donation|republish {this/our} {story/article/work/content}[s]
ar|pages/arabic-news|[# ][ال]{تعليقات/تعليق}[ [(]#[)]]
ar|news sites|{اترك/أضف/اكتب/إضافة/شاركنا} {تعليق/رد/برأيك/[ب]تعليق}~10
ar|news sites|{عن/نبذة عن} الكاتب[ة]
fa|pages/persian|{نظرات/دیدگاه[‌]ه[ا]/نظر شما}[ ~20]
fa|news sites|ارسال {نظر/دیدگاه}[ ~20]
fa|news sites|دیدگاهتان را بنویسید[ ~20]
ckb|news sites|کۆمێنت[ەکان]
ckb|news sites|لێدوان[ەکان]
ckb|news sites|بۆچوونی خۆت بنووسە
ku|news sites|şîrove[yan][ ~20]
ku|news sites|bersivekê binivîse
tr|pages/turkish|[# ]yorum[lar/ {yap/yaz/ekle/bırak}[ın]][ ~15]
tr|news sites|[# ]bir {yorum/cevap} {yazın/bırakın}[ ~15]
tr|news sites|yazar hakkında
ru|pages/russian|[# ]комментари{и/ев/й/я}[ ~15]
ru|news sites|[# ]{оставить/добавить} комментарий[ ~15]
ru|news sites|об авторе
fr|news sites|[# ]{commentaire[s]/réagir}[ ~15]
fr|news sites|[# ]laisser un commentaire[ ~15]
fr|news sites|à propos de l'auteur
de|news sites|[# ]kommentar[e/ {schreiben/hinterlassen/verfassen}][ ~15]
de|news sites|[# ]schreiben sie einen kommentar[ ~15]
de|news sites|über den autor
de|news sites|über die autorin
es|news sites|[# ][deja {un/tu} ]comentario[ ~15]
es|news sites|[# ]comentarios[ ~15]
es|news sites|sobre el autor
pt|news sites|[# ][deixe {um/seu} ]comentário[ ~15]
pt|news sites|[# ]comentários[ ~15]
it|news sites|[# ]{commenti/lascia un commento}[ ~15]
it|news sites|sull'autore
nl|news sites|[# ]reacties[ ~15]
pl|pages/polish-portal|[# ]komentarze[ ~15]
fi|news sites|[# ]kommentit[ ~15]
sv|news sites|[# ]kommentarer[ ~15]
hu|news sites|[# ]hozzászólások[ ~15]
el|news sites|[# ]σχόλια[ ~15]
zh|pages/chinese|[网友]{评论/留言/发表评论}~8
ja|news sites|コメント[する/を書く/一覧]
ko|pages/korean|댓글~8
`)

/** Marks of advertising, alone on their line. */
const ADVERTISING = toPhraseTable(`
en|pages/amp|advertise[ ]ment
en|news sites|sponsored[ content]
en|news sites|{advertising/promoted/ad/ads}
ar|news sites|{إعلان[ات]/اعلان}
fa|news sites|آگهی
fa|news sites|تبلیغ[ات]
ckb|news sites|ڕیکلام
tr|pages/turkish|reklam
ru|news sites|реклама
fr|news sites|publicité
de|news sites|anzeige
de|news sites|werbung
es|news sites|publicidad
it|news sites|pubblicità
pt|news sites|publicidade
nl|news sites|advertentie
sv|news sites|annons
fi|news sites|mainos
pl|news sites|reklama
hu|news sites|hirdetés
el|news sites|διαφήμιση
zh|news sites|广告
ja|news sites|広告
ko|news sites|광고
he|news sites|פרסומת
`)

/** Counts of readers, of minutes to read, and since when; alone on their line. */
const COUNTS = toPhraseTable(`
en|pages/ghost|#[ ]min[ute][s][ read]
en|pages/blogger|#[ ]{share[s]/view[s]/comment[s]}
en|news sites|reading time~20
en|pages/reuters-divs|# {min[ute][s]/hour[s]/day[s]/week[s]/month[s]/year[s]} ago
ar|news sites|#[ ]{دقائق/دقيقة}
ar|news sites|مدة القراءة~20
ar|pages/arabic-news|{منذ/قبل} [#[ ]]_8
tr|news sites|#[ ]{dakika/dk}
tr|news sites|okuma süresi~20
tr|news sites|# {dakika/saat/gün/hafta/ay/yıl} önce
ru|news sites|#[ ]мин[ут[ы/а]]
fa|news sites|زمان مطالعه~20
`)

/** Labels of the source that a story was taken from. */
const SOURCES = toPhraseTable(`
en|news agencies|source[s]:
ar|pages/arabic-recommended|{المصدر/المصادر}:
ku|news agencies|{çavkanî/jêder}:
ckb|news sites|سەرچاوە:
tr|news sites|kaynak:
fa|news sites|منبع:
de|news sites|quelle:
es|news sites|fuente:
ru|news sites|источник:
`)

/** Beginnings of a line that says when a story was published or last changed. */
const UPDATES = toPhraseTable(`
en|pages/joomla15-tables|[last ]{updated/modified/edited/published/posted}~
de|news sites|{aktualisiert/zuletzt}~
fr|pages/french|{mis à jour/publié}~
es|news sites|{actualizado/publicado}~
it|news sites|{aggiornato/pubblicato}~
tr|news sites|{güncelle/yayın}~
ru|pages/russian-blocks|обновлено~
ru|news sites|опубликовано~
ar|news sites|{آخر تحديث/نشر}~
`)

/** Beginnings of a line that says whose the page is, or who edited it. */
const RIGHTS = toPhraseTable(`
en|pages/broken-markup|copyright
en|pages/amp|©~
en|news sites|(c) ~
en|pages/table-2005|all rights reserved~
ar|pages/arabic-news|{جميع/كافة} الحقوق~
ar|news sites|حقوق النشر~
fa|news sites|{تمامی/کلیه} حقوق~
fa|news sites|انتهای پیام~
ckb|news sites|هەموو مافێک~
ku|news sites|hemû maf~
tr|news sites|tüm hakları~
fr|news sites|tous droits~
de|pages/cookie-wall|alle rechte~
es|news sites|todos los derechos~
it|news sites|tutti i diritti~
pt|news sites|todos os direitos~
ru|news sites|все права~
zh|pages/chinese|责{任编辑/编}~
zh|news sites|编辑:~
zh|news sites|版权所有~
ja|pages/japanese|無断転載~
ko|pages/korean|저작권자~
`)

/** In this order: `Read comments` is no reference to another story. */
const SAYING = [
  ['closing', CLOSING],
  ['related', REFERENCES],
  ['call', CALLS],
  ['label', LABELS],
] as const
