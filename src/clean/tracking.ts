/** What publishers and networks add to addresses to see who clicked; it never chooses the page. */
const NAMES = new Set(
  `fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid yclid ttclid li_fat_id igshid igsh mc_cid mc_eid
  _hsenc _hsmi __hssc __hstc __hsfp hsctatracking mkt_tok ref_src ref_url xtor ncid cmpid ocid s_cid icid
  _ga _gl vero_id vero_conv oly_anon_id oly_enc_id wickedid rb_clickid ml_subscriber ml_subscriber_hash
  __twitter_impression twitter_impression fb_action_ids fb_action_types fb_source fb_ref action_object_map
  action_type_map action_ref_map soc_src soc_trk sr_share guccounter guce_referrer guce_referrer_sig
  _openstat wt_mc wt.mc_id ns_mchannel ns_source ns_campaign ns_linkname ns_fee at_medium at_campaign
  at_custom1 at_custom2 at_custom3 at_custom4 pk_campaign pk_kwd pk_source pk_medium trk_contact trk_msg
  trk_module trk_sid s_kwcid ef_id epik echobox cmp sc_cid sc_campaign`.split(/\s+/),
)
const NAME_PREFIX = /^(?:utm_|mtm_|piwik_|pk_|hsa_|stm_|at_custom)/
/** AddThis, Facebook's at_pco, campaign names, Echobox. */
const FRAGMENT =
  /^#(?:\.[\w-]{8,}(?:$|\.)|\.(?:twitter|facebook|email|linkedin|reddit|gmail)$|at_pco=|utm_|xtor=|ref=|ref_src=|echobox=|link_time=|_tdc)/i
/** Hosts that are asked for pictures only to count readers. */
const COUNTER_HOST =
  /(?:^|\.)(?:pixel\.wp\.com|stats\.wordpress\.com|stats\.wp\.com|feedsportal\.com|doubleclick\.net|google-analytics\.com|googletagmanager\.com|scorecardresearch\.com|quantserve\.com|pixel\.quantserve\.com|statcounter\.com|feedblitz\.com|pheedo\.com|mf\.feeds\.reuters\.com|b\.scorecardresearch\.com|sitemeter\.com|histats\.com|chartbeat\.net|chartbeat\.com|imrworldwide\.com|2o7\.net|omtrdc\.net|pixel\.facebook\.com|adsafeprotected\.com|moatads\.com|hits\.theguardian\.com|piwik\.pro|matomo\.cloud|mc\.yandex\.ru|an\.yandex\.ru|top\.mail\.ru|whos\.amung\.us|pixel\.everesttech\.net|da\.feedsportal\.com|rss\.buysellads\.com|feedads\.g\.doubleclick\.net|pi\.feedsportal\.com|track\.hubspot\.com|list-manage\.com)$/
/** The same on hosts that serve other things too. */
const COUNTER_ADDRESS =
  /^https?:\/\/(?:(?:feeds\d*|rss)\.[^/]*\/~(?:r|a|ff|at|i|4)\/|feedproxy\.google\.com\/~|(?:www\.)?facebook\.com\/tr[/?]|[^/]*\/(?:piwik|matomo)\.php|px\.ads\.linkedin\.com|[^/]*\/b\.gif\?|[^?#]*\/(?:pixel|track|tracking|beacon|counter)\.(?:gif|png|php)(?:[?#]|$))/i

/** Whether a query parameter of this (percent-encoded) name only tracks. */
export function isTrackingName(name: string): boolean {
  const lower = name.toLowerCase().replace(/^amp;/, '')
  return NAMES.has(lower) || NAME_PREFIX.test(lower)
}

/** Whether a fragment, with its `#`, only tracks. */
export function isTrackingFragment(fragment: string): boolean {
  return FRAGMENT.test(fragment)
}

/** Whether a picture at this absolute address is there to count readers. */
export function isCounter(url: string): boolean {
  const host = URL.parse(url)?.hostname
  return host !== undefined && (COUNTER_HOST.test(host) || COUNTER_ADDRESS.test(url))
}
