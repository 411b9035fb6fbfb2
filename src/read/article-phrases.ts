/** What furniture says of itself, in the languages of the pages that were seen. Phrases are matched in lower case. */

/** Titles and beginnings of references to other stories. */
const RELATED = toPattern(`
related (?:articles?|stories|story|posts?|news|topics?|items|content|coverage|reading|links|reports?)
related
read (?:more|also|next|on|too)
also (?:read|see|on)
(?:more|further) reading
see also
more (?:from|on|about|in|stories|news|coverage|like this|articles)
(?:you|we think you)(?: may|'ll| might)?(?: also)? (?:like|love|enjoy|be interested in)
you may have missed
recommended(?: (?:for you|stories|articles|reading))?
(?:don't|dont) miss
trending(?: now)?
most (?:read|popular|viewed|shared|commented)
popular (?:posts|stories|now|articles)
(?:latest|recent|top|other) (?:news|stories|posts|articles|headlines)
editor'?s'? (?:picks?|choice)
up next
next (?:article|story|post|up)
prev(?:ious)? (?:article|story|post)
in case you missed it
continue reading
watch(?: also| next| now| more)
what to read next
(?:إ|ا|أ)قر(?:أ|ا|ئي|ؤوا|أوا) (?:أيضا|ايضا|أيضًا|أيضاً|ايضاً|المزيد|كذلك)
(?:مواضيع|أخبار|اخبار|مقالات|مواد|موضوعات|تقارير|قصص|أخبار و?مواضيع)? ?(?:ذات صلة|مرتبطة|مشابهة|ذات علاقة|متعلقة)
قد يعجبك(?: أيضا| ايضا| أيضاً)?
قد يهمك(?: أيضا| ايضا| أيضاً)?
(?:ال)?(?:أكثر|اكثر) (?:قراءة|مشاهدة|تداولا)
الأكثر (?:قراءة|مشاهدة)
شاهد (?:أيضا|ايضا|أيضاً)
المزيد (?:من|حول|عن)
آخر الأخبار
(?:بیشتر|همچنین) (?:بخوانید|بخوان|ببینید)
(?:مطالب|اخبار|خبرهای|نوشته‌های|مقالات|گزارش‌های) (?:مرتبط|مشابه|بیشتر)
(?:پربازدیدترین|پربیننده‌ترین|پربازدید)
در همین زمینه
(?:بابەت|هەواڵ|وتار)(?:ی|ە|ەکانی|گەلی)? ?(?:پەیوەندیدار|هاوشێوە|پەیوەندار)
(?:زیاتر|هەروەها) بخوێنەوە
زۆرترین خوێندراو
(?:nûçe|gotar|mijar|babet)(?:yên|ên|a|eyên)? (?:têkildar|girêdayî|pêwendîdar)
(?:zêdetir|herwiha|hem jî) bixwîn(?:e|in)
(?:ilgili|benzer|diğer|son) (?:haberler|haber|konular|yazılar|içerikler)
(?:bunlar|bu haberler) da ilgini(?:zi)? çekebilir
ilginizi çekebilir
(?:ayrıca|bunu da|bunları da) oku(?:yun|yunuz|)
en çok okunan(?:lar)?
devamını oku
читайте (?:также|ещё|еще)
(?:материалы |новости |статьи |ещё |еще )?по теме
похожие (?:материалы|новости|статьи|записи)
(?:самое|самые) (?:читаемое|популярное|читаемые)
(?:à )?lire (?:aussi|également|la suite)
(?:sur le|dans le) même (?:sujet|thème)
(?:articles?|sujets?) (?:liés?|associés?|connexes?|similaires?)
(?:les )?plus lus
(?:lesen sie|lies|das lesen sie) (?:auch|mehr|dazu|hier)
mehr (?:zum thema|dazu|nachrichten|artikel|lesen)
(?:das )?könnte (?:sie|dich|ihnen) (?:auch )?(?:interessieren|gefallen)
(?:meistgelesen|ähnliche (?:artikel|beiträge))
zum thema
(?:lea|lee|leer|ver|mira|vea) (?:también|más|además)
(?:te|le) puede interesar
(?:noticias|artículos|notas|temas|entradas) relacionad[ao]s
(?:lo )?más (?:leído|visto)s?
(?:leggi|guarda) anche
(?:articoli|notizie) correlat[ei]
potrebbe(?:ro)? interessart[ie]
(?:leia|veja|saiba) (?:também|mais)
(?:notícias|artigos|matérias) relacionad[ao]s
(?:lees|lees ook|bekijk) (?:ook|meer)
gerelateerd(?:e)?(?: artikelen)?
läs (?:också|även|mer)
les (?:også|mer)
læs (?:også|mere)
lue (?:myös|lisää)
(?:czytaj|zobacz|przeczytaj|sprawdź) (?:także|też|również|więcej)
(?:olvassa el|kapcsolódó|olvasta már)
(?:διαβάστε|δείτε) (?:επίσης|ακόμα|ακόμη|περισσότερα)
(?:citește|citiți|vezi) (?:și|mai mult)
(?:читайте|дивіться) (?:також)
(?:прочети|вижте) (?:още|също)
(?:čtěte|přečtěte si) (?:také|též)
(?:baca) (?:juga)
相关(?:阅读|新闻|文章|报道|链接)
(?:延伸|推荐|更多)阅读
(?:関連|おすすめ|あわせて読みたい|人気)(?:記事|ニュース|リンク)?
(?:관련|추천|많이 본) ?(?:기사|뉴스|글)
(?:קראו|כתבות|עוד) (?:עוד|נוספות|בנושא)
`)

/** Requests to share, follow, subscribe, comment; lists of tags; who the author is. */
const ASIDE = toPattern(`
share(?: (?:this|on|via|it|article|story|the story))?(?: .{0,30})?
(?:follow|like|find|join) (?:us|me|ara news)(?: .{0,60})?
(?:subscribe|sign up)(?: .{0,90})?
join (?:us|our|thousands|\\d[\\d,.]*)(?: .{0,90})?
(?:get|receive) (?:the|our|daily|more|all) .{0,60}(?:newsletter|inbox|alerts?).{0,30}
(?:our )?(?:newsletter|daily briefing)
tags?
tagged(?: (?:with|as|in|under))?
filed (?:under|in)
posted (?:in|on)
(?:categories|category|topics|keywords)
(?:print|email|e-mail|save|copy link|bookmark)(?: (?:this|article|story|link|page))?
listen(?: to)? (?:this |the )?(?:article|story)
like this
pin (?:it|this)(?: .{0,30})?
click here to .{0,80}
(?:story|article) continues below.{0,30}
(?:\\d+ )?(?:shares?|likes?|views?)
(?:facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|email|messenger|instagram|youtube)
support (?:our|independent) .{0,80}
(?:download|get) (?:the|our) .{0,40}app.{0,40}
report (?:an error|a typo|a mistake).{0,60}
شارك(?:ها|وا|نا|)?(?: .{0,30})?
(?:ل?مشاركة|للمشاركة)(?: .{0,30})?
(?:تابعونا|تابعنا|تابع)(?: .{0,40})
(?:اشترك|إشترك|اشتركوا|سجل)(?: .{0,60})?
(?:ال)?(?:وسوم|كلمات (?:مفتاحية|دلالية|دليلية)|تاغات|العلامات|هاشتاغ)
(?:النشرة (?:البريدية|الإخبارية)|طباعة|نسخ الرابط)
(?:برچسب‌?ها?|اشتراک‌?گذاری|کلیدواژه‌?ها|چاپ|کپی لینک|لینک کوتاه)
(?:هاوبەشی(?: بکە| پێ ?بکە)?|بڵاوی بکەوە|تاگ(?:ەکان)?|شوێنمان بکەوە)(?: .{0,30})?
(?:parve bike|etîket|me bişopîne)(?: .{0,30})?
(?:paylaş|etiketler|abone ol|takip et(?:in)?|bizi takip)(?: .{0,60})?
(?:поделиться|подпис(?:ка|аться|ывайтесь|ывайся|ись)|теги|метки|ключевые слова|следите за)(?: .{0,60})?
(?:partager|abonnez-vous|inscrivez-vous|mots[- ]clés|suivez[- ]nous|imprimer)(?: .{0,60})?
(?:teilen|schlagw(?:orte|örter)|abonnieren|folgen sie|drucken|themen)(?: .{0,60})?
(?:compart(?:ir|e|ilhe|ilhar)|suscríbete|etiquetas|síguenos|imprimir|assine|inscreva-se)(?: .{0,60})?
(?:condividi|iscriviti|seguici|stampa)(?: .{0,60})?
(?:delen|deel|abonneer)(?: .{0,40})?
(?:udostępnij|tagi|zapisz się|dela|del|jaa|tunnisteet|címkék|megosztás|ετικέτες|μοιράσου)(?: .{0,40})?
(?:分享(?:到)?|标签|关键词|关注我们|扫一扫|タグ|シェア(?:する)?|キーワード|공유(?:하기)?|태그)(?:.{0,20})
`)

/** From here to the end it is comments, or a box on the author. */
const CLOSING = toPattern(`
(?:leave|post|write|add) (?:a |your )?(?:comment|reply|response)s?
(?:\\d+ )?(?:comments?|responses?|replies)(?: \\(?\\d+\\)?)?
(?:join|start) the (?:conversation|discussion)
(?:no|view|show|read)(?: all)? comments(?: yet)?
be the first to comment.{0,20}
(?:reader|user|facebook) comments
about the authors?
(?:\\d+ )?(?:ال)?(?:تعليقات|تعليق)(?: \\(?\\d+\\)?)?
(?:اترك|أضف|اكتب|إضافة|شاركنا) (?:تعليق|رد|برأيك|ب?تعليق).{0,10}
(?:عن|نبذة عن) الكاتبة?
(?:نظرات|دیدگاه‌?ها?|ارسال (?:نظر|دیدگاه)|دیدگاهتان را بنویسید|نظر شما)(?: .{0,20})?
(?:کۆمێنت(?:ەکان)?|لێدوان(?:ەکان)?|بۆچوونی خۆت بنووسە)
(?:şîrove(?:yan)?(?: .{0,20})?|bersivekê binivîse)
(?:\\d+ )?(?:yorum(?:lar)?|yorum (?:yap|yaz|ekle|bırak)(?:ın)?|bir (?:yorum|cevap) (?:yazın|bırakın))(?: .{0,15})?
(?:\\d+ )?(?:комментари(?:и|ев|й|я)|оставить комментарий|добавить комментарий)(?: .{0,15})?
(?:\\d+ )?(?:commentaires?|laisser un commentaire|réagir)(?: .{0,15})?
(?:\\d+ )?(?:kommentare?|kommentar (?:schreiben|hinterlassen|verfassen)|schreiben sie einen kommentar)(?: .{0,15})?
(?:\\d+ )?(?:comentarios?|deja (?:un|tu) comentario|deixe (?:um|seu) comentário|comentários?)(?: .{0,15})?
(?:\\d+ )?(?:commenti|lascia un commento)(?: .{0,15})?
(?:\\d+ )?(?:reacties|komentarze|kommentit|kommentarer|hozzászólások|σχόλια)(?: .{0,15})?
(?:über den autor|über die autorin|à propos de l'auteur|sobre el autor|sull'autore|yazar hakkında|об авторе)
(?:网友)?(?:评论|留言|发表评论)(?:.{0,8})
コメント(?:する|を書く|一覧)?
댓글(?:.{0,8})
`)

/** Marks of advertising, alone on their line. */
const ADVERTISING =
  /^\W*(?:advertise?ment|advertising|sponsored(?: content)?|promoted|ad|ads|إعلان(?:ات)?|اعلان|آگهی|تبلیغات?|ڕیکلام|reklam|реклама|publicité|anzeige|werbung|publicidad|pubblicità|publicidade|advertentie|annons|mainos|reklama|hirdetés|διαφήμιση|广告|広告|광고|פרסומת)\W*$/iu

function toPattern(lines: string): RegExp {
  return new RegExp(`^[^\\p{L}\\d]*(?:${lines.trim().split('\n').join('|')})(?=$|[^\\p{L}\\p{M}\\p{N}])`, 'iu')
}

export type Phrase = {
  readonly says: 'related' | 'aside' | 'closing' | 'advertising' /** What stands behind it. */
  readonly rest: string
}

const LONGEST = 300

/** What the beginning of a line says, where it is a phrase of furniture. */
export function toPhrase(line: string): Phrase | undefined {
  const text = line.slice(0, LONGEST).replace(/[’ʼ]/g, "'").replace(/İ/g, 'i')
  if (ADVERTISING.test(text)) return { says: 'advertising', rest: '' }
  for (const [says, pattern] of [
    ['closing', CLOSING],
    ['related', RELATED],
    ['aside', ASIDE],
  ] as const) {
    const match = pattern.exec(text)
    if (match) return { says, rest: text.slice(match[0].length).replace(/^[^\p{L}\p{N}]+/u, '') }
  }
  return undefined
}
