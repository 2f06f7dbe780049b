"""The type that a file is sent with: the same on every machine, whatever its mime.types says."""

from __future__ import annotations

import posixpath

_UTF8 = "; charset=utf-8"
_UNKNOWN = "application/octet-stream"

# JSON knows no charset (RFC 8259, section 11); XML takes it from here (RFC 7303, section 3).
_BY_ENDING = {
    ".atom": f"application/atom+xml{_UTF8}",
    ".avif": "image/avif",
    ".css": f"text/css{_UTF8}",
    ".csv": f"text/csv{_UTF8}",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".epub": "application/epub+zip",
    ".geojson": "application/geo+json",
    ".gif": "image/gif",
    ".gz": "application/gzip",
    ".htm": f"text/html{_UTF8}",
    ".html": f"text/html{_UTF8}",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": f"text/calendar{_UTF8}",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": f"text/javascript{_UTF8}",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".map": "application/json",
    ".md": f"text/markdown{_UTF8}",
    ".mjs": f"text/javascript{_UTF8}",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".rss": f"application/rss+xml{_UTF8}",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": f"text/plain{_UTF8}",
    ".vtt": f"text/vtt{_UTF8}",
    ".wasm": "application/wasm",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": f"application/xml{_UTF8}",
    ".xsl": f"text/xsl{_UTF8}",
    ".zip": "application/zip",
}
_BY_NAME = {
    "_headers": f"text/plain{_UTF8}",
    "_redirects": f"text/plain{_UTF8}",
    "feed.json": "application/feed+json",  # JSON Feed 1.1, "Suggestions for Publishers"
}


def media_type(path: str) -> str:
    """The Content-Type of a file by its name, with the charset where the type has one.

    A feed.xml is `application/xml`, as most hosts send it: browsers show that, and would save
    `application/rss+xml` to a file.
    """
    name = posixpath.basename(path)
    ending = posixpath.splitext(name)[1].lower()
    return _BY_NAME.get(name) or _BY_ENDING.get(ending, _UNKNOWN)
