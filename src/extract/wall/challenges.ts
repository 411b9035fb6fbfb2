/**
 * What pages say that first want to know whether somebody is a bot, or think so: as their title, and in their lines;
 * src/clean/language/table.ts says how a phrase is written. Where nothing is known but that sites say so, it is `sites`.
 */
import { toPhraseTable } from '../../clean/language/table.ts'

/** All of a title, but for the site's name. */
export const CHALLENGE_TITLES = toPhraseTable(`
en|cloudfront|[error: ]the request could not be satisfied
en|anubis|[making sure/checking[ that]] you{'re/ are} not a {bot/robot}
en|cloudflare|just a moment
en|cloudflare|[please ]{wait/hold on/one moment[ please]}
en|cloudflare|attention required
en|cloudflare|checking your browser[ before accessing]~60
en|cloudflare|sorry, you have been blocked
en|cloudflare|performing security verification
en|cloudflare|{ddos/bot/browser} protection~40
en|perimeterx|access to this page has been {denied/blocked}
en|perimeterx|{human/robot/bot} or {robot/human/bot}
en|incapsula|pardon our interruption
en|incapsula|request unsuccessful~60
en|akamai|access {denied/blocked/restricted}
en|datadome|you have been blocked
en|aws waf|human verification
en|aws waf|let's confirm you are human
en|vercel|[_12 ]security {checkpoint/check/verification/challenge}
en|vercel|we're verifying your browser
en|fastly|client challenge
en|ddos-guard|ddos-guard
en|sucuri|_12 website firewall~30
en|go-away|checking you are not a bot
en|sites|[are ]you [are ][not /a /really ]3{robot/bot/human}
en|sites|i['m/ am] not a robot
en|sites|[please ]{verify/prove/confirm}[ing] [that ]you{'re/ are} [a ]{human/real person/not a robot/not a bot}
en|sites|[please ][complete/solve ][the/a ]{captcha/recaptcha/hcaptcha}[ {check/verification/challenge/required}]
en|sites|{bot/robot/browser/human/security} {check/verification/challenge/validation/detection/detected}
en|sites|{unusual/suspicious} {traffic/activity}[ detected]
en|sites|[please ]enable {javascript/js/cookies}~60
en|sites|javascript [is ]{required/disabled/needed}
en|sites|too many requests
ar|anubis|التأكد من أنك لست {روبوتا/روبوتًا/بوت/برنامجا آليا}
ar|cloudflare|{لحظة/لحظة من فضلك/يرجى الانتظار/انتظر لحظة/جار التحقق/جاري التحقق}
ar|sites|{أنا لست/هل أنت} [برنامج ]{روبوت/روبوتا/روبوتًا/إنسان/بشر}
ar|sites|{التحقق/تحقق} {من أنك إنسان/من أنك بشر/الأمني/البشري/من المتصفح/من الأمان}
ar|sites|{تم حظرك/تم رفض الوصول/رفض الوصول/الوصول مرفوض/تم حظر الوصول}
ku|sites|{piştrast bike/piştrast bikin} ku tu ne robot {î/yî}
ku|sites|{ez ne robot im/tu robot î/kêliyekê/kêliyek}
ku|sites|kontrola {ewlehiyê/ewlekariyê/gerokê}
ku|sites|gihîştin {hat redkirin/nehat pejirandin}
ckb|sites|{دڵنیابوونەوە/دڵنیا دەبینەوە} [لەوەی ]کە تۆ ڕۆبۆت نیت
ckb|sites|{من ڕۆبۆت نیم/ئایا تۆ ڕۆبۆتیت/چاوەڕێ بکە/تکایە چاوەڕێ بکە/ساتێک}
ckb|sites|{پشکنینی/پشتڕاستکردنەوەی} {پاراستن/ئاسایش/مرۆڤ/وێبگەڕ}
ckb|sites|{دەستگەیشتن/چوونەژوورەوە} ڕەتکرایەوە
tr|anubis|{bot/robot} olmadığın{dan/ızdan/ızı}[ emin ol{unuyor/uyoruz}/ doğrula{yın/nıyor}]
tr|cloudflare|[lütfen ]{bir dakika/bir an/bekleyin/bir dakika lütfen}[ lütfen]
tr|sites|{ben robot değilim/robot musunuz/insan olduğunuzu doğrulayın}
tr|sites|{güvenlik/tarayıcı/bot/insan} {kontrolü/doğrulaması/denetimi}
tr|sites|{erişim engellendi/erişim reddedildi/engellendiniz}
fa|anubis|{اطمینان از اینکه/مطمئن شدن از اینکه} شما ربات نیستید
fa|cloudflare|{یک لحظه/لطفا صبر کنید/لطفاً صبر کنید/چند لحظه صبر کنید}
fa|sites|{من ربات نیستم/آیا ربات هستید/تأیید کنید که انسان هستید}
fa|sites|{بررسی/تأیید/تایید} {امنیت/امنیتی/مرورگر/هویت انسانی}
fa|sites|{دسترسی غیرمجاز/دسترسی رد شد/دسترسی شما مسدود شده است}
de|anubis|{ich stelle sicher/wir stellen sicher/es wird sichergestellt}, dass {du/sie} kein {bot/roboter} {bist/sind}
de|cloudflare|[nur ]{einen/ein} {moment/augenblick}[ bitte/, bitte]
de|cloudflare|ihr browser wird überprüft~60
de|sites|{ich bin kein roboter/sind sie ein roboter/sind sie ein mensch/bist du ein mensch}
de|sites|{sicherheits/browser/bot}{überprüfung/prüfung/abfrage/kontrolle}
de|sites|{bestätigen sie/bestätige}, dass {sie/du} {ein mensch/kein roboter} {sind/bist}
de|sites|{zugriff/zugang} {verweigert/gesperrt/blockiert}
fr|anubis|{on vérifie/vérification/nous vérifions} que vous n'êtes pas un {robot/bot}
fr|cloudflare|{un instant/un moment/patientez/veuillez patienter}[ s'il vous plaît/, s'il vous plaît]
fr|sites|{je ne suis pas un robot/êtes-vous un robot/êtes-vous humain}
fr|sites|{vérification/contrôle} {de sécurité/du navigateur/de votre navigateur/humaine}
fr|sites|accès {refusé/interdit/bloqué}
es|anubis|{asegurándonos/comprobando/verificando} {de que/que} no {eres/es/sea} un {robot/bot}
es|cloudflare|{un momento/espere un momento}[, por favor/ por favor]
es|sites|{no soy un robot/eres un robot/es usted un robot/eres humano}
es|sites|{verificación/comprobación/control} {de seguridad/del navegador/humana}
es|sites|acceso {denegado/bloqueado/restringido}
nl|anubis|{controleren of/we controleren of/ervoor zorgen dat} {je/u} geen {bot/robot} {bent/is}
nl|cloudflare|{een moment/een ogenblik/even geduld}[ geduld][ alstublieft/ a.u.b.]
nl|sites|{ik ben geen robot/bent u een robot/ben je een robot/ben je een mens}
nl|sites|{veiligheids/beveiligings/browser}{controle/verificatie}
nl|sites|toegang {geweigerd/geblokkeerd}
sv|anubis|{säkerställer/kontrollerar} att du inte är en {bot/robot}
sv|cloudflare|{ett ögonblick/vänta}
sv|sites|{jag är inte en robot/är du en robot/är du en människa}
sv|sites|{säkerhets/webbläsar}kontroll
sv|sites|åtkomst {nekad/nekas/blockerad}
it|anubis|{verifica/verifichiamo/controllo} che {tu /lei }non {sia/sei/siate} un {robot/bot}
it|cloudflare|{un momento/un attimo/attendere}[ prego]
it|sites|{non sono un robot/sei un robot/sei umano}
it|sites|{verifica/controllo} {di sicurezza/del browser}
it|sites|accesso {negato/bloccato}
ru|anubis|{проверяем/проверка/убеждаемся}, что вы не {бот/робот}
ru|cloudflare|{один момент/минутку/подождите/пожалуйста, подождите}
ru|sites|{я не робот/вы не робот/вы человек/вы робот}
ru|sites|проверка {безопасности/браузера}[ перед]~60
ru|sites|доступ {запрещен/запрещён/ограничен/заблокирован}
pt|sites|{não sou um robô/você é um robô/um momento/só um momento}
pt|sites|{verificação de segurança/acesso negado}
pl|anubis|{upewniamy się/sprawdzanie/sprawdzamy}, {że/czy} nie jesteś botem
pl|sites|{nie jestem robotem/chwileczkę/odmowa dostępu/dostęp zabroniony}
uk|sites|{я не робот/перевірка безпеки/доступ заборонено/зачекайте}
zh|sites|{请稍候/安全验证/人机验证/访问被拒绝/验证您是真人/验证您不是机器人}
ja|sites|{しばらくお待ちください/私はロボットではありません/アクセスが拒否されました}
ko|sites|{잠시만 기다리십시오/로봇이 아닙니다/접근이 거부되었습니다}
`)

/** Anywhere in a line. */
export const CHALLENGE_LINES = toPhraseTable(`
en|akamai|powered and protected by{ privacy/ akamai/}
en|cloudfront|request blocked
en|perimeterx|{you are/you're} using automation tools~
de|sites|{aktivieren/erlauben} sie [bitte ]{javascript/cookies}~
fr|sites|{activer/activez/autoriser/autorisez} les cookies~
en|anubis|making sure you{'re/ are} not a {bot/robot}
en|anubis|protected by anubis~
en|anubis|proof of work~80{scrap/bot/challenge/expensive}~
en|cloudflare|{checking/verifying} {your browser/if the site connection is secure/you are human}
en|cloudflare|{verify/verifying} [that ]you {are/'re} [a ]human
en|cloudflare|review the security of your connection
en|cloudflare|enable javascript and cookies to continue
en|cloudflare|security service to protect {itself/against}~40
en|cloudflare|you have been blocked
en|perimeterx|{press & hold/press and hold} to confirm~
en|perimeterx|not a {robot/bot}~20{click/check/press} the~
en|incapsula|something about your browser made us think~
en|incapsula|incapsula incident id~
en|akamai|you don't have permission to access~80on this server
en|datadome|enable js and disable any ad blocker
en|aws waf|{confirm/verify/prove}[ that] you['re/ are] {human/not a robot/not a bot}
en|google|unusual traffic from your~
en|wordfence|your access to this site has been limited~
en|reddit|blocked by network security
en|sites|{enable/turn on/requires/activate} [modern ]{javascript/js}[ and cookies]~
en|sites|javascript {is/has been} {disabled/turned off/not enabled}~
en|sites|{complete/solve/enter} {the/this} {captcha/security check/characters}~
en|sites|{automated/bot} {requests/traffic/access}~30{block/detect/denied}~
ar|sites|{تمكين/تفعيل} {جافا سكريبت/جافاسكريبت/javascript/ملفات تعريف الارتباط}~
ar|sites|{التحقق/للتحقق/نتحقق/تأكيد} من أنك {لست/إنسان/بشر}~
ar|sites|{حل/أكمل/إكمال} {اختبار/التحقق/الكابتشا/كابتشا}~
ku|sites|javascriptê {çalak bike/veke}~
ku|sites|{piştrast bike/em piştrast dikin} ku tu {ne robot/mirov}~
ckb|sites|{جاڤاسکریپت/جاڤا سکریپت/javascript} {چالاک/کارا}~
ckb|sites|{دڵنیا/دڵنیابوونەوە}~20{ڕۆبۆت/مرۆڤ}~
tr|sites|javascript{'i/’i} {etkinleştir/açın/etkin}~
tr|sites|{insan olduğunuzu/robot olmadığınızı} {doğrula/onayla}~
fa|sites|{جاوااسکریپت/جاوا اسکریپت/javascript}[ را] {فعال/روشن}~
fa|sites|{ربات نیستید/انسان بودن شما}~
de|sites|javascript[ und cookies] {aktivieren/ausführen/einschalten/zulassen}~
de|sites|{bestätigen/überprüfen/prüfen}~20{mensch/kein roboter/kein bot}~
de|cloudflare|überprüfung~30{browser/verbindung}~
fr|sites|{activer/activez/autoriser} javascript~
fr|sites|{vérifi/confirm}~20{êtes humain/êtes un humain/n'êtes pas un robot}~
es|sites|{habilit/activ/permit}_5 javascript~
es|sites|{verific/confirm}~20{es humano/eres humano/no es un robot/no eres un robot}~
nl|sites|javascript {inschakelen/in te schakelen/aanzetten}~
nl|sites|{bevestig/controleer}~20{mens/geen robot}~
sv|sites|aktivera javascript~
sv|sites|{bekräfta/bekräftar/verifiera} att du {är människa/är en människa/inte är en robot}~
it|sites|{abilit/attiv}_4 javascript~
it|sites|{verific/conferm}~20{essere umano/non sei un robot}~
ru|sites|{включит/включите/разрешите} javascript~
ru|sites|{подтвердите/проверяем}, что вы {человек/не робот/не бот}~
pt|sites|{ative/habilite} o javascript~
pl|sites|{włącz/włączyć} [obsługę ]javascript~
`)
