/** What pages say that stand where no story is: not found, out of order, being worked on. Written as challenges.ts. */
import { toPhraseTable } from '../../clean/language/table.ts'

/** All of a title, but for the site's name. */
export const ABSENCE_TITLES = toPhraseTable(`
en|servers|{404/error 404/http 404}[ error]
en|servers|[error /404 /- /: ]3[the ][requested ]{page/article/story/post/file/document/content/url}[ you requested/ you were looking for/ you are looking for] {[was ]not found/[does ]not exist/[is ]not available/no longer available/[is ]no longer available/could not be found/[can't/cannot] be found/doesn't exist}
en|servers|[error /404 /- /: ]3not found
en|wordpress|nothing found[ here/ for~40]
en|sites|{oops/sorry/uh oh/whoops}[, /! /. ][we ]{[that /this /the ]page {can't be found/not found}/can't find that page/couldn't find that page}
en|sites|that page {can't/cannot} be found
en|sites|this page {isn't available/is not available/has moved/does not exist}~20
en|sites|[410 ]gone
ar|sites|{404/خطأ 404}[ {الصفحة/صفحة} غير موجودة]
ar|sites|[عفوا/عذرا/عذرًا/عفوًا/عفواً/عذراً][، /, / ][هذه ]{الصفحة/المقال/الخبر/المحتوى/صفحة} [المطلوب[ة] ]{غير موجود[ة]/غير متوفر[ة]/غير متاح[ة]/لم يتم العثور عليه[ا]}
ar|sites|{لم يتم العثور على/لا توجد} {الصفحة/صفحة/المقال/نتائج}~20
ku|sites|{rûpel/gotar/nûçe/naverok} {nehat dîtin/nehate dîtin/tune/tune ye/nayê dîtin}
ku|sites|{nehat dîtin/nehate dîtin}
ckb|sites|{پەڕەکە/پەڕە/لاپەڕەکە/لاپەڕە/بابەتەکە/هەواڵەکە} {نەدۆزرایەوە/نییە/بوونی نییە}
ckb|sites|نەدۆزرایەوە
tr|sites|[404 ][- ][aradığınız ]{sayfa/haber/içerik/yazı/sonuç} {bulunamadı/mevcut değil/yok}
tr|sites|bulunamadı
fa|sites|[404 ][- ]{صفحه/مطلب/خبر/محتوا}[ی][ مورد نظر] {یافت نشد/پیدا نشد/وجود ندارد}
fa|sites|{یافت نشد/پیدا نشد}
de|servers|[fehler ][404 ][- /: ][die ]{seite/artikel/beitrag/inhalt/datei} [wurde ][leider ]{nicht gefunden/nicht verfügbar/nicht vorhanden/existiert nicht}
de|sites|[404 ][- ]nicht gefunden
fr|servers|[erreur ][404 ][- /: ][la ]{page/article} {non trouvée/introuvable/non trouvé/inexistante/n'existe pas}
fr|sites|{404/erreur 404}
es|servers|[error ][404 ][- /: ][la ]{página/noticia/artículo/contenido} {no encontrad_1/no existe/no disponible}
es|sites|no {encontrad_1/se encontró~30}
nl|servers|[fout ][404 ][- /: ][de ]{pagina/artikel/bericht} {[is ]niet gevonden/bestaat niet/niet beschikbaar}
nl|sites|niet gevonden
sv|servers|[fel ][404 ][- /: ]{sidan/artikeln/sida} {[kunde ]inte hittas/hittades inte/hittades ej/finns inte[ längre]}
it|servers|[errore ][404 ][- /: ][la ]{pagina/articolo/contenuto} {non trovat_1/inesistente/non disponibile/non esiste}
ru|servers|[ошибка ][404 ][- /: ]{страница/статья/новость/материал} не {найден_1/существует/найден}
ru|sites|не найден[о/а]
pt|servers|[erro ][404 ][- /: ]{página/artigo/notícia} {não encontrad_1/não existe}
pl|servers|[błąd ][404 ][- /: ]{strona/artykuł} {nie istnieje/nie został_1 znalezion_1}
pl|servers|nie znaleziono[ strony]
uk|servers|[помилка ][404 ][- /: ]{сторінк_1/стаття/новина} не знайден_1
da|servers|[fejl ][404 ][- ]siden {blev ikke fundet/findes ikke}
no|servers|[feil ][404 ][- ]siden {ble ikke funnet/finnes ikke}
fi|servers|sivua ei löyt{ynyt/ydy}
el|servers|η σελίδα δεν βρέθηκε
he|servers|[ה]{דף/עמוד} לא נמצא
hu|servers|az oldal nem található
cs|servers|stránka nenalezena
zh|servers|{页面不存在/找不到页面/页面未找到/您访问的页面不存在}
ja|servers|{ページが見つかりません/ページが見つかりませんでした}
ko|servers|페이지를 찾을 수 없습니다
`)

/** Anywhere in a line. */
export const ABSENCE_LINES = toPhraseTable(`
en|sites|{page/article/story/post/content/document} [that ]{you['re/ are/ were]/was} {looking for/requested/trying to {reach/view/access/find}/tried to {reach/view/access}}~
en|sites|[requested ]{url/page/article/story} {was not found/could not be found/doesn't exist/does not exist/no longer exists/is no longer available/has been {moved/removed/deleted}}~
en|sites|we {can't/cannot/couldn't/could not} [seem to ]find {the/that/this} {page/article/story/url}~
en|sites|we {couldn't/could not/can't/cannot} find {that/what you}~30
en|sites|{moved or deleted/deleted or moved/removed or renamed}~
en|sites|{check the {address/url}/go back to the {front/home} page/return to the home[ ]page}~
ar|sites|{الصفحة/الصفحه/المقال/الخبر} {التي/الذي} {تبحث/تحاول/طلبت}~
ar|sites|{تم حذف/تم نقل/ربما تم} {الصفحة/المقال/الخبر/حذف/نقل}~
ku|sites|{rûpela/gotara/nûçeya} ku {tu/hûn} {lê digerî/lê digerin/dixwazî/dixwazin}~
ckb|sites|{ئەو پەڕەیەی/ئەو لاپەڕەیەی/ئەو بابەتەی}~20{دەگەڕێیت/داوات کردووە/دەگەڕێیت}~
tr|sites|aradığınız {sayfa/haber/içerik}~40{bulunamadı/kaldırıl/silin/taşın/mevcut}~
fa|sites|{صفحه‌ای/صفحه ای/مطلبی} که {به دنبال/دنبال/درخواست}~
de|sites|{seite/artikel/inhalt}~30{nicht gefunden/existiert nicht/nicht mehr verfügbar/verschoben oder gelöscht/gelöscht}~
fr|sites|{page/article} que vous {recherchez/cherchez/demandez/avez demandé_1}~
fr|sites|{n'existe plus/n'existe pas/a été {supprimé/déplacé}}~
es|sites|{página/noticia/artículo/contenido} que {busca/buscas/solicita/has solicitado}~
nl|sites|{pagina/artikel/bericht} {die/dat} {je/u} zoekt~
nl|sites|{pagina/artikel/bericht}~20{bestaat niet/verwijderd of verplaatst/niet [meer ]gevonden}~
sv|sites|{sidan/artikeln} [som ]du {söker/letar}~
sv|sites|{sidan/artikeln}~20{finns inte/har flyttats/har tagits bort}~
it|sites|{pagina/articolo/contenuto} che [stai ]{cercando/cerchi/hai richiest}~
ru|sites|{страница/страницу/статья/материал}~30{не существует/не найден/удален/удалён/перемещен/перемещён}~
ru|sites|{запрашиваем/запрошенн}_4 {страниц/стать/материал}~
pt|sites|{página/notícia} que você {procura/está procurando}~
pl|sites|{strona/artykuł}, której {szukasz/szukano}~
`)

/** All of a title of a page that is out of order for now. */
export const OUTAGE_TITLES = toPhraseTable(`
en|servers|[error ][#]{500/502/503/504/520/521/522/523/524/525}[ error/:]
en|servers|[error /# /- /: ]4{internal server error/bad gateway/service [temporarily ]unavailable/gateway time[-]out/server error}
en|servers|[error ][# ][- /: ]forbidden
en|cloudflare|web server is {down/returning an unknown error}
en|cloudflare|{connection timed out/origin is unreachable}
en|wordpress|error establishing a database connection
en|wordpress|{database error/briefly unavailable for scheduled maintenance~40}
en|sites|[{site/website/page/we} ]{is/are/[is ]under/[is ]down for/[is ]undergoing} [under /down for /scheduled ]{maintenance/construction}~20
en|sites|{maintenance/under construction/coming soon/we'll be back {soon/shortly}/be right back/scheduled maintenance/maintenance mode}
en|sites|{something went wrong/an error occurred/an error has occurred/application error/unexpected error}
en|hosters|{account suspended/this account has been suspended/domain {for sale/parked/expired}/this domain is for sale}
en|hosters|welcome to nginx
en|hosters|{apache2 ~20default page[: it works]/it works}
ar|sites|{الموقع/الصفحة} {تحت الصيانة/قيد الصيانة/مغلق للصيانة/غير متاح_1 حاليا}~
ar|sites|{حدث خطأ/خطأ في الخادم/الخدمة غير متوفرة/صيانة}
ku|sites|{malper/rûpel} {di bin çêkirinê de ye/tê sererastkirin/naxebite}
ku|sites|{çewtiyek derket/xeletiyek çêbû}
ckb|sites|{ماڵپەڕەکە/سایتەکە} {لەژێر چاکسازیدایە/لە چاکسازیدایە}
ckb|sites|{هەڵەیەک ڕوویدا/چاکسازی}
tr|sites|{bakım çalışması/site bakımda/sitemiz bakımda/bakım modu/sunucu hatası/bir hata oluştu}
fa|sites|{سایت/وب‌سایت} در {دست تعمیر/حال به‌روزرسانی/حال بروزرسانی}~
fa|sites|{خطای سرور/خطایی رخ داد/خطایی رخ داده است}
de|sites|{wartungsarbeiten/wartung/wartungsmodus/seite im aufbau/interner serverfehler/ein fehler ist aufgetreten/dienst nicht verfügbar}
fr|sites|{site en maintenance/maintenance en cours/erreur interne du serveur/une erreur est survenue/service indisponible}
es|sites|{sitio en mantenimiento/en mantenimiento/error interno del servidor/se ha producido un error/servicio no disponible}
nl|sites|{onderhoud/wegens onderhoud gesloten/er is een fout opgetreden/interne serverfout}
sv|sites|{underhåll/underhållsarbete/ett fel har inträffat/serverfel}
it|sites|{manutenzione/sito in manutenzione/errore interno del server/si è verificato un errore}
ru|sites|{технические работы/сайт на обслуживании/внутренняя ошибка сервера/произошла ошибка/ведутся технические работы}
`)

/** Anywhere in a line. */
export const OUTAGE_LINES = toPhraseTable(`
en|sites|{performing/doing} some maintenance~
en|wordpress|briefly unavailable for scheduled maintenance~
en|sites|we'll be back {soon/shortly}
fr|sites|merci de revenir plus tard
de|sites|wir sind {bald/gleich/in kürze} {wieder/zurück}~
en|servers|server encountered an {internal error/error and}~
en|servers|{temporarily/currently} {unavailable/down/offline/undergoing} {due to/for/for scheduled} ~10maintenance~
en|sites|{we are/we're/site is/website is} [currently ][down ]{performing/undergoing/for/under} [scheduled /routine ]maintenance~
en|sites|[please ]try again {later/in a few {minutes/moments}}~
en|cloudflare|web server is {down/not returning a connection}~
ar|sites|{يرجى المحاولة/حاول مرة أخرى/الرجاء المحاولة}~
ar|sites|الموقع ~20الصيانة~
tr|sites|{bakım/geçici}~30{tekrar deneyin/hizmet verilem}~
fa|sites|{دوباره تلاش/مجددا تلاش/مجدداً تلاش} کنید~
de|sites|{wartungsarbeiten/später erneut/später noch einmal}~
fr|sites|{réessayer plus tard/réessayez plus tard/en cours de maintenance}~
es|sites|{inténtelo/inténtalo}[ de nuevo] más tarde~
nl|sites|probeer het later~
sv|sites|försök igen senare~
it|sites|riprova~20più tardi~
ru|sites|{попробуйте/повторите}~15позже~
`)
