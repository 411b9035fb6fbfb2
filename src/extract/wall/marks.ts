/** By what else a wall is known than its words: what is written in its source, and where it stands. */
import type { WallKind } from './signs.ts'

/**
 * What bot checks leave in a page's source. Pages that have been let through may have it too, so it speaks only where
 * hardly any words are.
 */
const SOURCES: readonly (readonly [string, string])[] = [
  ['/cdn-cgi/challenge-platform/', 'Cloudflare'],
  ['challenges.cloudflare.com', 'Cloudflare'],
  ['_cf_chl_opt', 'Cloudflare'],
  ['cf-browser-verification', 'Cloudflare'],
  ['/.within.website/', 'Anubis'],
  ['anubis_challenge', 'Anubis'],
  ['_Incapsula_Resource', 'Incapsula'],
  ['captcha-delivery.com', 'DataDome'],
  ['px-captcha', 'PerimeterX'],
  ['_pxAppId', 'PerimeterX'],
  ['awswaf.com', 'AWS WAF'],
  ['AwsWafIntegration', 'AWS WAF'],
  ['errors.edgesuite.net', 'Akamai'],
  ['/_sec/cp_challenge/', 'Akamai'],
  ['sec-if-cpt-container', 'Akamai'],
  ['sucuri_cloudproxy_js', 'Sucuri'],
  ['/.well-known/ddos-guard/', 'DDoS-Guard'],
  ['/.well-known/vercel/security/', 'Vercel'],
  ['/_fs-ch-', 'Fastly'],
  ['KPSDK', 'Kasada'],
  ['hcaptcha.com/1/api.js', 'hCaptcha'],
  ['www.google.com/recaptcha/', 'reCAPTCHA'],
  ['smartcaptcha.yandexcloud.net', 'SmartCaptcha'],
  ['/.well-known/.git.gammaspectra.live/', 'go-away'],
]

/** Whose bot check the source of a page is marked by. */
export function findMark(source: string): string | undefined {
  return SOURCES.find(([mark]) => source.includes(mark))?.[1]
}

/** Hosts that have nothing but walls, and the ends of paths where walls stand. */
const HOSTS: Readonly<Record<string, WallKind>> = {
  'consent.google.com': 'consent',
  'consent.youtube.com': 'consent',
  'consent.yahoo.com': 'consent',
  'guce.yahoo.com': 'consent',
  'guce.aol.com': 'consent',
  'guce.oath.com': 'consent',
  'guce.techcrunch.com': 'consent',
  'myprivacy.dpgmedia.nl': 'consent',
  'myprivacy.dpgmedia.be': 'consent',
  'privacy.dpgmedia.nl': 'consent',
  'accounts.google.com': 'login',
  'login.microsoftonline.com': 'login',
  'login.yahoo.com': 'login',
  'geo.captcha-delivery.com': 'challenge',
  'validate.perfdrive.com': 'challenge',
}

const NAMES: readonly (readonly [RegExp, WallKind])[] = [
  [/^(?:consent|privacy-?(?:gate|wall)|cookie-?(?:wall|consent|policy-consent)|cmp|zustimmung)$/, 'consent'],
  [
    /^(?:log-?in|sign-?in|log-?on|wp-login\.php|login\.(?:php|aspx?|html?|jsp)|sso|authenticate|oauth2?|anmelden)$/,
    'login',
  ],
  [/^(?:connexion|accedi|inloggen|logga-in|giris|giris-yap|vhod)$/, 'login'],
  [
    /^(?:paywall|subscribe|subscription|subscriptions|abo|abonnement|abonnieren|suscripcion|abone-ol|premium)$/,
    'paywall',
  ],
  [/^(?:captcha|challenge|bot-?check|sorry|blocked|access-?denied|human-?verification)$/, 'challenge'],
  [/^(?:404|404\.html?|not-?found|page-?not-?found|error-?404)$/, 'absence'],
  [/^(?:maintenance|maintenance\.html?|error|error\.html?|errors?\.(?:php|aspx?)|50[0-9]\.html?)$/, 'outage'],
]

/** What kind of wall a request was led to; undefined where it was not, or the first address says so too. */
export function findAddressKind(asked: string, answered: string): WallKind | undefined {
  if (!URL.canParse(asked) || !URL.canParse(answered)) return undefined
  const [from, to] = [new URL(asked), new URL(answered)]
  if (from.host === to.host && from.pathname === to.pathname) return undefined
  const known = toKind(to)
  return known === toKind(from) ? undefined : known
}

function toKind({ hostname, pathname }: URL): WallKind | undefined {
  const names = [hostname.split('.')[0] ?? '', ...pathname.toLowerCase().split('/').slice(0, 6)]
  return HOSTS[hostname] ?? NAMES.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1]
}
