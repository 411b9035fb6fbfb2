import { expect, test } from 'vitest'
import { parseArticle } from '../../../src/extract/article/article.ts'
import { isBorneOut } from '../../../src/extract/wall/proof.ts'
import { findSign, toTitleKind } from '../../../src/extract/wall/signs.ts'
import { findWall, findWallBefore } from '../../../src/extract/wall/wall.ts'
import { PAGES } from './pages.ts'

test.each([
  [
    'challenge',
    'Just a moment...',
    'Making sure you’re not a bot!',
    'Attention Required! | Cloudflare',
    'Robot or human?',
    'Are you a robot?',
    'Access Denied',
  ],
  [
    'challenge',
    'Human Verification',
    'Client Challenge',
    'Pardon Our Interruption',
    'Security Check | Daily Site',
    'Please verify you are a human',
    'Are you not a robot?',
  ],
  [
    'challenge',
    'لحظة من فضلك',
    'أنا لست روبوت',
    'Robot olmadığınızdan emin oluyoruz',
    'Güvenlik Kontrolü',
    'من ربات نیستم',
    'من ڕۆبۆت نیم',
    'Tu robot î',
  ],
  [
    'challenge',
    'Nur einen Moment bitte',
    'Sicherheitsüberprüfung',
    'Un instant',
    'Accès refusé',
    'Un momento, por favor',
    'Een ogenblik geduld',
    'Accesso negato',
    'Åtkomst nekad',
    'Доступ запрещён',
  ],
  [
    'absence',
    '404',
    'Error 404',
    '404 Not Found',
    '404 - Page not found',
    'Page Not Found | Daily Site',
    'Sorry, that page can’t be found',
    'Nothing found',
  ],
  [
    'absence',
    'الصفحة غير موجودة',
    'عذرا، الصفحة غير موجودة',
    'Rûpel nehat dîtin',
    'پەڕەکە نەدۆزرایەوە',
    'Sayfa bulunamadı',
    'صفحه یافت نشد',
    'Seite nicht gefunden',
  ],
  [
    'absence',
    'Page introuvable',
    'Página no encontrada',
    'Pagina niet gevonden',
    'Sidan hittades inte',
    'Pagina non trovata',
    'Страница не найдена',
  ],
  [
    'consent',
    'Before you continue to Google Search',
    'We value your privacy',
    'Zustimmung',
    'Privacy Gate',
    'Votre vie privée',
    'Çerez ayarları',
    'نحن نقدر خصوصيتك',
  ],
  [
    'login',
    'Log in',
    'Sign in to continue',
    'Log In ‹ Daily Site — WordPress',
    'تسجيل الدخول',
    'Giriş yap',
    'Anmelden',
    'Connexion',
    'Iniciar sesión',
    'چوونەژوورەوە',
    'Têkeve',
    'Вход',
  ],
  [
    'paywall',
    'Subscribe to continue reading',
    'Subscribers only',
    'للمشتركين فقط',
    'Abonelere özel',
    'Abonnez-vous',
    'Suscríbete',
  ],
  [
    'outage',
    '503 Service Unavailable',
    '403 Forbidden',
    'Under maintenance',
    'Site bakımda',
    'Wartungsarbeiten',
    'الموقع تحت الصيانة',
    'Error establishing a database connection',
  ],
])('titles of a %s are known', (kind, ...titles) => {
  expect(titles.filter((title) => toTitleKind(title) !== kind)).toEqual([])
})

test.each([
  'Just a moment in the life of a town',
  '404 Media opens an office in Erbil',
  'Page not found: the lost book of Mardin',
  'Bridge has moved to the north of the town | Sign in',
  'The robot or human question',
  'Login of thousands stolen, police say',
  'Subscribe and be damned: the papers of 1900',
  'Syria',
  'Access denied to aid convoy near Kobani, UN says',
  'Maintenance of the dam begins',
  'Çerez ayarları değişti, kullanıcılar şikayetçi',
  'تسجيل الدخول إلى المدينة ممنوع على الصحفيين',
])('a headline is none: %s', (title) => {
  expect(toTitleKind(title)).toBeUndefined()
})

test.each([
  ['paywall', 'Subscribe now to read the whole story.'],
  ['paywall', 'This article is only for subscribers.'],
  ['paywall', 'You have reached your limit of free articles.'],
  ['login', 'Please log in to continue.'],
  ['challenge', 'Please enable JavaScript and cookies.'],
  ['consent', 'Besuchen Sie uns wie gewohnt mit Werbung und Tracking.'],
  ['absence', 'The page that you were looking for is gone.'],
  ['absence', 'Aradığınız sayfa kaldırılmış olabilir.'],
  ['outage', 'Please try again later.'],
])('lines of a %s are known: %s', (kind, line) => {
  expect(findSign([], [line])?.kind).toBe(kind)
})

test.each(PAGES)('a real page is no wall, and another story is not on it: %s', (_, bytes) => {
  const page = { bytes, url: 'https://news.example/1', asked: 'https://news.example/1' }
  const [article] = parseArticle(bytes, { url: page.url }).items
  const own = { title: article?.title?.value ?? '', teaser: article?.summary?.value ?? '' }
  const other = {
    title: 'Zebras outnumber windmills in Kamchatka',
    teaser: 'Quagmires and zebras delight xylophonists.',
  }
  expect(findWall(page)).toBeUndefined()
  expect(findWallBefore(own, article, page)).toBeUndefined()
  expect(findWallBefore({ title: '', teaser: '' }, article, page)).toBeUndefined()
  expect(findWallBefore(other, article, page)).toBeDefined()
})

test.each([
  ['Engineers inspect bridges', '', 'The engineer who inspected the bridge said so.', true],
  [
    'Kürtçe öğretmenleri atama bekliyor',
    '',
    'Kürtçe öğretmenlerinin atamaları bekleniyor, Kürtçe öğretmeni yok.',
    true,
  ],
  ['پردەکەی شار کرایەوە', '', 'پردە نوێیەکە لە شارەکە کراوەتەوە', true],
  ['وزير الخارجية يزور بغداد', '', 'زار الوزير بغداد ضمن جولة خارجية', true],
  ['Wêneyên pireya nû', '', 'Wêne ji pireyên gund', true],
  ['ERDOĞAN', '', 'Erdoğan’ın ziyareti', true],
  ['桥梁移动了', '', '工程师发现桥梁移动了一米', true],
  ['Bridge has moved', '', 'The requested address /news/bridge-has-moved was not there.', false],
  ['Bridge has moved', 'The second arch gave way in spring.', 'Verify that you have no robot to proceed.', false],
  ['', '', 'Anything', undefined],
])('%s, %s stands in: %s', (title, teaser, text, expected) => {
  expect(isBorneOut({ title, teaser }, text)).toBe(expected)
})
