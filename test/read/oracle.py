"""Reads documents with Universal Feed Parser (Debian: python3-feedparser) and prints what it finds as JSON.

Input, one JSON object a line: {"name", "path", "start", "headers"}; output likewise: {"name", "version", "feed", "entries"}.
Addresses and HTML are left as they stand, so that only reading is compared.
"""
import calendar
import json
import sys

import feedparser


def time(entry, name):
    parsed = entry.get(name + '_parsed')
    try:
        return calendar.timegm(parsed) * 1000 if parsed else None
    except ValueError:
        return None


def people(entry, name):
    return [{k: p.get(k) for k in ('name', 'email', 'href')} for p in entry.get(name, []) if p]


def text(entry, name):
    detail = entry.get(name + '_detail')
    return {'value': entry.get(name), 'type': detail.get('type') if detail else None} if entry.get(name) else None


def fields(entry):
    content = [{'value': c.get('value'), 'type': c.get('type')} for c in entry.get('content', []) if isinstance(c, dict)]
    return {
        'id': entry.get('id'),
        'link': entry.get('link'),
        'title': text(entry, 'title'),
        'summary': text(entry, 'summary'),
        'content': content,
        'published': time(entry, 'published'),
        'updated': time(entry, 'updated') if 'updated_parsed' in entry.keys() else None,
        'authors': people(entry, 'authors'),
        'contributors': people(entry, 'contributors'),
        'tags': [t.get('term') for t in entry.get('tags', [])],
        'enclosures': [{'href': e.get('href'), 'type': e.get('type')} for e in entry.get('enclosures', [])],
        'comments': entry.get('comments'),
        'language': entry.get('language'),
    }


def read(job):
    with open(job['path'], 'rb') as file:
        data = file.read()[job['start']:]
    # Some broken documents make it fail: that is an answer too.
    try:
        result = feedparser.parse(
            data,
            response_headers=job['headers'],
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except (ValueError, IndexError, KeyError, RecursionError) as error:
        return {'name': job['name'], 'error': repr(error)}
    feed = fields(result.feed)
    return {
        'name': job['name'],
        'version': result.version,
        'feed': feed,
        'entries': [fields(entry) for entry in result.entries],
    }


for line in sys.stdin:
    print(json.dumps(read(json.loads(line))))
