/** What pages say that let people in who agree, who pay, or who sign in. Written as challenges.ts. */
import { toPhraseTable } from '../../clean/language/table.ts'

/** All of a title, but for the site's name. */
export const CONSENT_TITLES = toPhraseTable(`
de|usercentrics|datenschutz[-]{einstellungen/präferenzen}
en|google|before you continue~40
en|sites|[manage ][your ]{cookie/privacy/consent}[s] {consent/settings/preferences/choices/notice/policy/wall/gate}
en|sites|we {value/care about/respect} your privacy
en|sites|{consent/cookies/cookie wall/privacy gate}
en|yahoo|{yahoo/aol} is part of the yahoo family of brands
ar|sites|{إعدادات/موافقة/سياسة} {ملفات تعريف الارتباط/الخصوصية/الكوكيز}
ar|sites|نحن نقدر خصوصيتك[م]
ku|sites|{destûra/mîhengên} {kurabiyan/cookies/nepenîtiyê/taybetiyê}
ckb|sites|{ڕێکخستنی/ڕەزامەندی} {کووکی/کوکیز/تایبەتمەندی}[ەکان]
tr|sites|{çerez/gizlilik} {izni/ayarları/tercihleri/politikası/onayı}
tr|sites|gizliliğinize {önem/değer} veriyoruz
fa|sites|{تنظیمات/رضایت} {کوکی/حریم خصوصی}[‌ها]
de|sites|{zustimmung/einwilligung/cookie-einstellungen/datenschutz-einstellungen/datenschutzeinstellungen/cookies}
de|zeit|[_20 ]mit werbung[ lesen/ und tracking]
de|sites|{ihre/deine} {privatsphäre/daten}[ ist uns wichtig/ sind uns wichtig]
de|sites|bevor {sie/du} fort{fahren/fährst}
fr|sites|{votre vie privée/gestion des cookies/paramètres des cookies/consentement/vos choix~30}
fr|sites|avant de continuer
es|sites|{configuración de cookies/política de cookies/consentimiento/antes de continuar/su privacidad~30/tu privacidad~30}
nl|dpg|[dpg media ]privacy gate
nl|sites|{cookie-instellingen/cookie-toestemming/toestemming/voordat je verdergaat/uw privacy~30/jouw privacy~30}
sv|sites|{samtycke/cookie-inställningar/innan du fortsätter/din integritet~30}
it|sites|{consenso/impostazioni dei cookie/preferenze cookie/prima di continuare/la tua privacy~30}
ru|sites|{согласие на {обработку/использование}~40/настройки cookie~20/настройки файлов cookie}
`)

/** Anywhere in a line. */
export const CONSENT_LINES = toPhraseTable(`
en|onetrust|{store/and}~8access information on~
en|iab|store or access information on {a device/devices}~
fr|didomi|{nos partenaires et nous/nous et nos [# ]partenaires}~
fr|didomi|{retirer/refuser} votre consentement~
fr|didomi|continuer sans accepter
de|usercentrics|{benötigen/brauchen} {ihre/deine} {zustimmung/einwilligung}~
de|iab|wir und unsere [# ]partner~
ar|sites|نحن وشركاؤنا~
tr|sites|{biz ve/ortaklarımız}~15{ortaklarımız/çerez}~
en|sites|{accept/agree to/consent to/by accepting} ~20cookies~60{continue/to {read/view/access}/proceed}~
en|sites|{we and our/our} [# ]partners {store/use/process}~
en|sites|with {ads/advertising} and tracking~
en|sites|{withdraw/manage} your consent~
en|sites|to continue~30{accept/consent}~30cookies~
ar|sites|{الموافقة/توافق/موافقتك/قبول} على ~30{ملفات تعريف الارتباط/الكوكيز/سياسة الخصوصية}~
ar|sites|{نستخدم/يستخدم} ~15{ملفات تعريف الارتباط/الكوكيز}~
ku|sites|{kurabiyan/cookies}~20{bipejirîne/qebûl bike/bi kar tîne/bi kar tînin}~
ckb|sites|{کووکی/کوکیز}~20{پەسەند/قبوڵ/بەکاردەهێن/بەکار دەهێن}~
tr|sites|çerez{leri/lerin}~30{kabul/onay/izin/kullan}~
fa|sites|کوکی~20{بپذیرید/پذیرش/استفاده}~
de|zeit|[wie gewohnt ]mit werbung und tracking~
de|sites|{nutzung/verwendung}~20cookies~15zustimm~
de|sites|{nutzung mit werbung/mit werbung {lesen/weiterlesen}}~
de|sites|cookies~40{zustimmen/akzeptieren/einwilligen}~
de|sites|{einwilligung/zustimmung}~30{widerrufen/erteilen/erforderlich}~
fr|sites|{accept/consent}_6~30cookies~
fr|sites|nous et nos [# ]partenaires~
es|sites|{acept/consent}_6~30cookies~
es|sites|nosotros y nuestros [# ]socios~
nl|sites|cookies~30{accepteren/toestaan/akkoord}~
nl|sites|{wij/we} en onze [# ]partners~
sv|sites|{godkänn/accepter/samtyck}_4~30{cookies/kakor}~
it|sites|{accett/acconsent}_5~30cookie~
it|sites|noi e i nostri [# ]partner~
ru|sites|{согла/принима/принят}_6~40{cookie/куки}~
`)

/** All of a title, but for the site's name. */
export const LOGIN_TITLES = toPhraseTable(`
en|sites|[please ]{log[ ]in/sign[ ]in/login/sign up/register/create an account}[ {or/to/and} ~40]
en|sites|[member ]{login/sign-in} {required/page}
en|wordpress|log in ‹ ~60
ar|sites|[يرجى ]{تسجيل الدخول/تسجيل دخول/سجل الدخول/إنشاء حساب}
ku|sites|{têkeve/têketin/têkevin/xwe tomar bike/qeyd bibe}
ckb|sites|{چوونەژوورەوە/چوونە ژوورەوە/بچۆ ژوورەوە/خۆت تۆمار بکە}
tr|sites|{giriş yap[ın]/üye girişi/oturum aç[ın]/kullanıcı girişi/üye ol[un]}
fa|sites|{ورود/ورود به سایت/ورود به حساب کاربری/ثبت نام/ثبت‌نام}
de|sites|{anmelden/anmeldung/einloggen/login/registrieren}
fr|sites|{connexion/se connecter/connectez-vous/s'identifier/identifiez-vous}
es|sites|{iniciar sesión/inicia sesión/acceder/identifícate/regístrate}
nl|sites|{inloggen/aanmelden/log in}
sv|sites|{logga in/inloggning}
it|sites|{accedi/login/accesso/effettua il login}
ru|sites|{вход/войти/авторизация/вход на сайт/регистрация}
`)

/** Anywhere in a line. */
export const LOGIN_LINES = toPhraseTable(`
de|sites|{melden sie sich/melde dich/loggen sie sich/logge dich} ~20{an/ein}, um~
en|sites|forgot [your ]password
de|sites|passwort vergessen
fr|sites|mot de passe oublié
tr|sites|şifremi unuttum
ar|sites|{نسيت كلمة {السر/المرور}}
es|sites|{olvidaste/olvidó/olvidado} ~10contraseña
en|sites|[please ]{log in/sign in/login/register/create an account/create a free account} ~30{to {continue/read/view/access/see}/for full access}~
en|sites|you {must/need to/have to} [be ]{logged in/signed in/log in/sign in/register}~
ar|sites|{تسجيل الدخول/سجل الدخول/سجّل الدخول} {لقراءة/لمتابعة/لمواصلة/كي تقرأ}~
ar|sites|يجب ~20تسجيل الدخول~
ku|sites|{ji bo xwendinê/ji bo dewamê}~20{têkeve/têkevin}~
ckb|sites|{بۆ خوێندنەوە/بۆ بینین}~30{بچۆ ژوورەوە/چوونەژوورەوە}~
tr|sites|{okumak/devam etmek/görmek} için~20{giriş yap/oturum aç/üye ol}~
fa|sites|برای {خواندن/ادامه/مشاهده}~30{وارد شوید/ثبت نام/ثبت‌نام}~
de|sites|{zum weiterlesen/um weiterzulesen/um {den/diesen} artikel}~30{anmelden/einloggen/registrieren}~
fr|sites|{connectez-vous/identifiez-vous/créez un compte} pour {lire/continuer/accéder}~
es|sites|{inicia sesión/inicie sesión/regístrate/regístrese} para {leer/continuar/seguir/acceder}~
nl|sites|{log in/inloggen/maak een account aan} om {te lezen/verder/door}~
sv|sites|logga in för att {läsa/fortsätta}~
it|sites|{accedi/registrati} per {leggere/continuare}~
ru|sites|{войдите/зарегистрируйтесь/авторизуйтесь}, чтобы {читать/продолжить/прочитать}~
`)

/** All of a title, but for the site's name. */
export const PAYWALL_TITLES = toPhraseTable(`
fr|sites|{contenu/article} réservé aux abonnés
en|sites|subscribe[ {now/today/to read/to continue[ reading]/for full access}]
en|sites|{subscribers only/subscriber exclusive/subscription required/for subscribers/premium content/members only}
ar|sites|{اشترك/اشترك الآن/للمشتركين فقط/محتوى مدفوع/الاشتراك}
ku|sites|{bibe abone/tenê ji bo aboneyan}
ckb|sites|{بەشداری بکە/تەنها بۆ ئابوونەکان/ببە بە ئابوونە}
tr|sites|{abone ol[un]/abonelere özel/aboneler için}
fa|sites|{اشتراک/ویژه مشترکان/مخصوص مشترکان}
de|sites|{abonnieren/nur für abonnenten/jetzt abonnieren/weiterlesen mit _12}
fr|sites|{abonnez-vous/réservé aux abonnés/article réservé aux abonnés}
es|sites|{suscríbete/suscríbase/solo para suscriptores/contenido exclusivo para suscriptores}
nl|sites|{abonneer/alleen voor abonnees/word abonnee}
sv|sites|{prenumerera/bli prenumerant/endast för prenumeranter}
it|sites|{abbonati/riservato agli abbonati/contenuto riservato agli abbonati}
ru|sites|{подписка/только для подписчиков/оформите подписку}
`)

/** Anywhere in a line. */
export const PAYWALL_LINES = toPhraseTable(`
en|sites|{last/only} {free article/article this month}~
en|sites|to keep reading,~20{trial/subscri/sign up/log in}~
en|piano|unlock this {article/story}~
en|piano|try unlimited access~
fr|sites|{déjà/vous êtes} abonné
fr|sites|{réservé[e][s] aux/pour les/exclusivité} abonnés
fr|sites|{pour/afin de} {lire la suite/poursuivre votre lecture/continuer la lecture/lire l'intégralité}~40abonn~
de|sites|{bereits/schon} abonnent~
es|sites|ya {eres/es} suscriptor
es|sites|{exclusivo/solo} para {suscriptores/abonados}
it|sites|{già/sei già} abbonat~
it|sites|riservato agli abbonati
nl|sites|al abonnee
sv|sites|redan prenumerant
tr|sites|zaten abone~
tr|sites|{sadece/yalnızca} abone~
ar|sites|{للمشتركين فقط/متاح للمشتركين/هل أنت مشترك}
ku|sites|tenê ji bo aboneyan
ckb|sites|تەنها بۆ {ئابوونەکان/ئابوونە}
fa|sites|{ویژه مشترکان/مخصوص مشترکان/قبلا مشترک شده}
ru|sites|{только для/для} подписчиков
en|sites|subscribe [now /today ]{to {continue/read/keep reading/unlock/access/see}/for {full access/unlimited}}~
en|sites|become a {member/subscriber} [now /today ]to {continue/read/keep reading/unlock/access/see}~
en|sites|{to continue reading/to read {this/the {full/rest}}/continue reading}~40{subscri/sign up/trial/member}~
en|sites|{article/story/content/page/post} is [only ][available /reserved /exclusive ]{for/to} [our /paying /paid /premium ]2{subscribers/members}~
en|sites|{exclusively/only} for {subscribers/paying subscribers/paid subscribers/paying members}[ only]
en|sites|you{'ve/ have} {reached/used/read} {your/all}~30{limit/free articles/articles}~
en|sites|already a {subscriber/member}~
en|sites|{keep reading/continue reading/read more} with a ~20{trial/subscription}~
ar|sites|{اشترك/الاشتراك/للاشتراك} ~15{لقراءة/لمتابعة/لمواصلة/للوصول}~
ar|sites|{هذا المحتوى/هذا المقال} ~15{للمشتركين/مخصص للمشتركين}~
ku|sites|{ji bo xwendina}~30{bibe abone/bibin abone}~
ckb|sites|بۆ خوێندنەوەی~30{ئابوونە/بەشداری}~
tr|sites|{okumak/devam etmek/tamamını okumak} için~20abone ol~
tr|sites|{bu içerik/bu haber/bu yazı}~15abone~
fa|sites|{برای خواندن/برای ادامه}~25{مشترک/اشتراک}~
de|sites|{artikel/beitrag/inhalt/text}~25{für/exklusiv für/nur für}~10abonnent~
de|sites|{jetzt weiterlesen/weiterlesen mit/zum weiterlesen}~30{abo/testen/plus}~
de|sites|{abonnieren sie/abo abschließen/im abo}~20{lesen/weiterlesen}~
fr|sites|{article/contenu}~20{réservé aux/pour nos} abonnés~
fr|sites|{abonnez-vous/s'abonner} pour {lire/continuer/accéder}~
fr|sites|il vous reste ~20à lire~
es|sites|{suscríbete/suscríbase} para {leer/continuar/seguir/acceder}~
es|sites|{artículo/contenido}~20{exclusivo/solo} para suscriptores~
nl|sites|{abonneer/word abonnee/neem een abonnement} om {te lezen/verder/door}~
nl|sites|{artikel/verhaal}~20{alleen voor/exclusief voor} abonnees~
sv|sites|{prenumerera/bli prenumerant/köp prenumeration} för att {läsa/fortsätta}~
sv|sites|{artikel/innehåll}_2~15för prenumeranter~
it|sites|abbonati per {leggere/continuare}~
it|sites|{articolo/contenuto}~15riservato agli abbonati~
ru|sites|{материал/статья}~20{доступ/только}~15подписчик~
ru|sites|{оформите подписку/подпишитесь}, чтобы {читать/продолжить}~
`)
