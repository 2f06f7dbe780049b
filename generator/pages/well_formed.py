"""Whether machines can read what a site's own layout of a feed or sitemap makes."""

from __future__ import annotations

import json
from xml.parsers import expat


def fault_of_form(name: str, text: str) -> str:
    """What keeps the text from being the XML or JSON that the layout's name promises, in words;
    empty where nothing does, and for other layouts."""
    try:
        if name.endswith(".xml"):
            expat.ParserCreate().Parse(text.encode(), True)
        elif name.endswith(".json"):
            json.loads(text)
    except expat.ExpatError as fault:
        line = text.split("\n")[fault.lineno - 1].strip()
        return f"no XML: {expat.ErrorString(fault.code)}, at {line[:60]}"
    except ValueError as fault:
        return f"no JSON: {str(fault).lower()}"
    return ""
