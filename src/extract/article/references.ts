/**
 * What stands over other stories, and on buttons and lists, in the languages of the pages that were seen: tables of
 * phrases, as src/clean/language/table.ts reads them.
 * To add one: a line here, and a page that has it in test/fixtures/pages (`pages/NAME` is that page; where nothing is
 * known but the kind of site, that kind). They are looked for at the beginning of a line; of several that stand there,
 * the first of the table is meant.
 */

import { toPhraseTable } from '../../clean/language/table.ts'

/** Titles and beginnings of references to other stories. */
export const REFERENCES = toPhraseTable(`
en|pages/ara-story-page|related {article[s]/stories/story/post[s]/news/topic[s]/items/content/coverage/reading/links/report[s]}
en|pages/ara-story-page|related
en|pages/paywall-teaser|read {more/also/next/on/too}
en|news sites|also {read/see/on}
en|news sites|{more/further} reading
en|news sites|see also
en|pages/amp|more {from/on/about/in/stories/news/coverage/like this/articles}
en|news sites|{you/we think you}[ may/'ll/ might][ also] {like/love/enjoy/be interested in}
en|pages/two-copies|you may have missed
en|pages/gulf-broadcaster|recommended[ {for you/stories/articles/reading}]
en|pages/tabloid-home-frame|{don't/dont} miss
en|news sites|trending[ now]
en|pages/gulf-broadcaster|most {read/popular/viewed/shared/commented}
en|news sites|popular {posts/stories/now/articles}
en|pages/aspnet-form|{latest/recent/top/other} {news/stories/posts/articles/headlines}
en|news sites|editor[']s['] {pick[s]/choice}
en|pages/video-story|up next
en|pages/wrong-og|next {article/story/post/up}
en|news sites|prev[ious] {article/story/post}
en|news sites|in case you missed it
en|news sites|in other news
en|pages/squarespace-blocks|featured
en|news sites|also in the news
en|news sites|elsewhere on ~30
en|pages/encyclopedia|jump to
en|pages/companion-columns|continue reading
en|news sites|watch {also/next/now/more}
en|news sites|what to read next
ar|pages/arabic-news|{إ/ا/أ}قر{أ/ا/ئي/ؤوا/أوا} {أيضا/ايضا/أيضًا/أيضاً/ايضاً/المزيد/كذلك}
ar|pages/arabic-news|[مواضيع/أخبار/اخبار/مقالات/مواد/موضوعات/تقارير/قصص/أخبار [و]مواضيع][ ]{ذات صلة/مرتبطة/مشابهة/ذات علاقة/متعلقة}
ar|news sites|قد يعجبك[ أيضا/ ايضا/ أيضاً]
ar|news sites|قد يهمك[ أيضا/ ايضا/ أيضاً]
ar|pages/arabic-news|[ال]{أكثر/اكثر} {قراءة/مشاهدة/تداولا}
ar|pages/arabic-news|الأكثر {قراءة/مشاهدة}
ar|news sites|شاهد {أيضا/ايضا/أيضاً}
ar|news sites|المزيد {من/حول/عن}
ar|news sites|آخر الأخبار
fa|pages/persian|{بیشتر/همچنین} {بخوانید/بخوان/ببینید}
fa|news sites|{مطالب/اخبار/خبرهای/نوشته‌های/مقالات/گزارش‌های} {مرتبط/مشابه/بیشتر}
fa|pages/persian|پربازدیدترین
fa|news sites|پربیننده‌ترین
fa|news sites|پربازدید
fa|news sites|در همین زمینه
ckb|pages/wpbakery-arabic-kurdish|{بابەت/هەواڵ/وتار}[ی/ە/ەکانی/گەلی][ ]{پەیوەندیدار/هاوشێوە/پەیوەندار}
ckb|news sites|{زیاتر/هەروەها} بخوێنەوە
ckb|pages/kurdish-sorani|زۆرترین خوێندراو
ku|news sites|{nûçe/gotar/mijar/babet}[yên/ên/a/eyên] {têkildar/girêdayî/pêwendîdar}
ku|news sites|{zêdetir/herwiha/hem jî} bixwîn{e/in}
tr|pages/turkish|{ilgili/benzer/diğer/son} {haberler/haber/konular/yazılar/içerikler}
tr|news sites|{bunlar/bu haberler} da ilgini[zi] çekebilir
tr|news sites|ilginizi çekebilir
tr|news sites|{ayrıca/bunu da/bunları da} oku[yun/yunuz]
tr|news sites|en çok okunan[lar]
tr|news sites|devamını oku
ru|pages/russian|читайте {также/ещё/еще}
ru|pages/russian|[материалы /новости /статьи /ещё /еще ]по теме
ru|news sites|похожие {материалы/новости/статьи/записи}
ru|news sites|{самое/самые} {читаемое/популярное/читаемые}
fr|pages/french|[à ]lire {aussi/également/la suite}
fr|news sites|{sur le/dans le} même {sujet/thème}
fr|news sites|{article[s]/sujet[s]} {lié[s]/associé[s]/connexe[s]/similaire[s]}
fr|pages/french|[les ]plus lus
de|pages/cookie-wall|{lesen sie/lies/das lesen sie} {auch/mehr/dazu/hier}
de|pages/german-daily|mehr {zum thema/dazu/nachrichten/artikel/lesen}
de|news sites|[das ]könnte {sie/dich/ihnen} [auch ]{interessieren/gefallen}
de|pages/cookie-wall|meistgelesen
de|news sites|ähnliche {artikel/beiträge}
de|news sites|zum thema
es|news sites|{lea/lee/leer/ver/mira/vea} {también/más/además}
es|pages/spanish-daily|más {información/noticias}
es|pages/spanish|{te/le} puede interesar
es|news sites|{noticias/artículos/notas/temas/entradas} relacionad{a/o}s
es|pages/spanish-daily|[lo ]más {leído/visto}[s]
hi|news sites|{यह भी/इसे भी/ये भी} {पढ़ें/पढ़ें/देखें}
hi|news sites|{संबंधित/ताजा/ताज़ा} {खबरें/ख़बरें/समाचार/लेख}
it|news sites|{leggi/guarda} anche
it|news sites|{articoli/notizie} correlat{e/i}
it|news sites|potrebbe[ro] interessart{i/e}
pt|pages/portuguese-g1|{leia/veja/saiba} {também/mais}
pt|news sites|{notícias/artigos/matérias} relacionad{a/o}s
nl|news sites|{lees/lees ook/bekijk} {ook/meer}
nl|news sites|gerelateerd[e][ artikelen]
sv|news sites|läs {också/även/mer}
no|news sites|les {også/mer}
da|news sites|læs {også/mere}
fi|news sites|lue {myös/lisää}
pl|pages/polish-portal|{czytaj/zobacz/przeczytaj/sprawdź} {także/też/również/więcej}
hu|news sites|olvassa el
hu|news sites|kapcsolódó
hu|news sites|olvasta már
el|pages/greek|{διαβάστε/δείτε} {επίσης/ακόμα/ακόμη/περισσότερα}
ro|news sites|{citește/citiți/vezi} {și/mai mult}
uk|pages/ukrainian-portal|{читайте/дивіться} також
bg|news sites|{прочети/вижте} {още/също}
cs|news sites|{čtěte/přečtěte si} {také/též}
id|news sites|baca juga
zh|pages/chinese|相关{阅读/新闻/文章/报道/链接}
zh|news sites|{延伸/推荐/更多}阅读
ja|pages/japanese|{関連/おすすめ/あわせて読みたい/人気}[記事/ニュース/リンク]
ko|pages/korean|{관련/추천/많이 본}[ ]{기사/뉴스/글}
he|pages/hebrew|{קראו/כתבות/עוד} {עוד/נוספות/בנושא}
`)

/** Labels of buttons, of lists of tags, of counts. */
export const LABELS = toPhraseTable(`
en|pages/ara-story-page|share[ {this/on/via/it/article/story/the story/with}[ ~30]]
en|pages/ara-story-page|tag[s]
en|news sites|tagged[ {with/as/in/under}]
en|pages/listicle|filed {under/in}
en|news sites|posted {in/on}
en|pages/linked-listicle-bootstrap|categories
en|pages/encyclopedia|category
en|pages/live-blog|topics
en|news sites|keywords
en|pages/blogger|labels
en|pages/aspnet-form|{print/email/e-mail/save/copy link/bookmark}[ {this/article/story/link/page}]
en|pages/tweets-embeds|listen[ to] [this /the ]{article/story}
en|news sites|like this
en|pages/listicle|pin {it/this}[ for later]
en|pages/ara-story-page|[# ]{share[s]/like[s]/view[s]}
en|pages/ara-story-page|{facebook/twitter/email}
en|pages/german-magazine|x
en|news sites|{whatsapp/telegram/linkedin/pinterest/reddit/messenger/instagram/youtube}
ar|pages/arabic-news|شارك[ها][ {هذا/هذه/المقال/الخبر/الموضوع/على/عبر/مع/الآن}[ ~30]]
ar|news sites|{[ل]مشاركة/للمشاركة}[ {المقال/الخبر/على/عبر}[ ~30]]
ar|pages/arabic-news|[ال]{وسوم/كلمات {مفتاحية/دلالية/دليلية}/تاغات/علامات/هاشتاغ}
ar|pages/arabic-1256|طباعة
ar|news sites|نسخ الرابط
ar|news sites|رابط مختصر
fa|pages/persian|برچسب[‌]ه[ا]
fa|news sites|اشتراک[‌]گذاری
fa|news sites|کلیدواژه[‌]ها
fa|news sites|چاپ
fa|news sites|کپی لینک
fa|pages/persian|لینک کوتاه
ckb|pages/kurdish-sorani|هاوبەشی[ بکە/ پێ[ ]بکە]
ckb|news sites|بڵاوی بکەوە
ckb|news sites|تاگ[ەکان]
ku|pages/kurdish-kurmanji|parve bike
ku|pages/kurdish-kurmanji|etîket
tr|news sites|paylaş
tr|pages/turkish|etiketler
tr|news sites|yazdır
ru|pages/russian|{поделиться/теги/метки/ключевые слова}[ {в/с/на/новостью/материалом}[ ~40]]
fr|news sites|{partager/mots{-/ }clés/imprimer}[ {cet/sur/l'article}[ ~40]]
de|pages/cookie-wall|{teilen/schlagw{orte/örter}/drucken/themen}[ {sie/auf/per/diesen}[ ~40]]
es|pages/spanish-daily|{compart{ir/e}/archivado en}[ {en/esta/este}[ ~30]]
es|news sites|{etiquetas/imprimir}[ {en/no/na/esta/este}[ ~30]]
pt|news sites|compartil{he/har}[ {no/na/esta/este}[ ~30]]
it|news sites|{condividi/stampa}[ {su/questo}[ ~30]]
nl|news sites|delen
nl|pages/dutch-broadcaster|deel
pl|news sites|udostępnij
pl|pages/polish-portal|tagi
sv|news sites|dela
da|news sites|del
fi|news sites|jaa
fi|news sites|tunnisteet
hu|news sites|címkék
hu|news sites|megosztás
el|pages/greek|ετικέτες
el|news sites|μοιράσου
el|pages/greek|μοιραστείτε[ το]
zh|pages/chinese|分享[到]
zh|news sites|标签
zh|pages/chinese|关键词
ja|news sites|タグ
ja|news sites|シェア[する]
ja|news sites|キーワード
ko|news sites|공유[하기]
ko|news sites|태그
`)
