"""Reads every document under a folder with Universal Feed Parser; one JSON object a line, with what a JSON Feed can show.

Texts come as it gives them to readers: cleaned, addresses absolute. Needs feedparser (Debian: python3-feedparser).
"""
import calendar
import json
import os
import sys
import warnings

import feedparser

warnings.simplefilter('ignore')


def time(entry, name):
    parsed = entry.get(name + '_parsed') if name + '_parsed' in entry.keys() else None
    try:
        return calendar.timegm(parsed) if parsed else None
    except ValueError:
        return None


def text(entry, name):
    value = entry.get(name)
    return {'value': value, 'type': (entry.get(name + '_detail') or {}).get('type')} if value else None


def fields(entry):
    image = entry.get('image')
    return {
        **{name: entry.get(name) for name in ('id', 'link', 'language', 'icon', 'logo')},
        **{name: text(entry, name) for name in ('title', 'subtitle', 'summary')},
        **{name: time(entry, name) for name in ('published', 'updated', 'created')},
        'content': [{'value': c.get('value'), 'type': c.get('type')} for c in entry.get('content', []) if isinstance(c, dict)],
        'authors': [p.get('name') or p.get('email') or p.get('href') for p in entry.get('authors', []) if p],
        'tags': [t.get('term') for t in entry.get('tags', [])],
        'enclosures': [e.get('href') or e.get('url') for e in entry.get('enclosures', [])],
        'image': image.get('href') if hasattr(image, 'get') else None,
    }


root, base = sys.argv[1:]
for folder, _, names in sorted(os.walk(root)):
    for name in sorted(names):
        path = os.path.join(folder, name)
        url = base + os.path.relpath(path, root)
        with open(path, 'rb') as file:
            data = file.read()
        result = feedparser.parse(data, response_headers={'content-type': 'application/xml', 'content-location': url})
        entries = [fields(entry) for entry in result.entries]
        print(json.dumps({'path': path, 'url': url, 'feed': fields(result.feed), 'entries': entries}))
