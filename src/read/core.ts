/** The elements of every RSS and Atom, as one vocabulary: feeds mix them. */
import { toVocabulary, type Vocabulary } from './vocabulary.ts'

export const FEED_VOCABULARY: Vocabulary = toVocabulary({
  stream: 'rss feed rdf:rdf channel',
  item: 'item entry',
  person: `author contributor managingeditor webmaster dc:creator dc:author dc:contributor dc:publisher
    itunes:author itunes:owner`,
  image: 'image textinput',
  line: `title subtitle tagline rights copyright dc:title dc:rights media:title itunes:title itunes:subtitle
    media:credit`,
  prose: `description summary content abstract info fullitem body content:encoded excerpt:encoded dc:description
    xhtml:body xhtml:div media:description media:text itunes:summary feedburner:browserfriendly`,
  group: `source at:deleted-entry media:group media:content skiphours skipdays items georss:where gml:point
    wp:comment wp:postmeta wp:category wp:tag wp:term wp:author`,
  text: `at:comment guid id link url href uri email name homepage width height language generator docs cloud ttl rating
    pubdate lastbuilddate published updated issued modified created category keywords comments enclosure
    expirationdate hour day icon logo thumbnail hash tags
    dc:date dc:subject dc:language dc:identifier dc:source dc:type dc:format dc:relation dc:coverage
    dcterms:issued dcterms:modified dcterms:created dcterms:subject dcterms:creator
    slash:comments slash:section slash:department slash:hit_parade wfw:commentrss wfw:comment thr:total thr:in-reply-to
    sy:updateperiod sy:updatefrequency sy:updatebase feedburner:origlink feedburner:origenclosurelink
    georss:point georss:featurename georss:box georss:line georss:polygon gml:pos geo:lat geo:long geo:lon
    creativecommons:license cc:license media:thumbnail media:category media:keywords media:rating media:copyright
    media:license media:player media:hash media:restriction itunes:image itunes:duration
    itunes:explicit itunes:block itunes:keywords itunes:name itunes:email itunes:new-feed-url itunes:type
    itunes:episode itunes:season itunes:episodetype webfeeds:icon webfeeds:logo webfeeds:cover
    podcast:transcript podcast:chapters podcast:person podcast:location podcast:guid podcast:license
    wp:post_id wp:post_type wp:post_name wp:status wp:post_password wp:post_date wp:post_date_gmt
    wp:post_modified wp:post_modified_gmt wp:attachment_url wp:comment_status wp:ping_status wp:post_parent
    wp:meta_key wp:meta_value wp:comment_id wp:comment_approved wp:comment_type wp:author_login
    wp:author_display_name wp:author_email wp:author_first_name wp:author_last_name wp:base_site_url wp:base_blog_url
    wp:wxr_version source:account source:markdown`,
})
