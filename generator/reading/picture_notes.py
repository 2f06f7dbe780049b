"""A picture's own file (`x.jpg.yaml`): what is typed once for every use of the picture."""

from __future__ import annotations

from generator.model.body import Body
from generator.model.values import ImageRef
from generator.reading.fields import read_table
from generator.reading.headed import Headed, open_yaml
from generator.reading.image_fields import PICTURE_TABLE
from generator.reading.result import Reading, ReadingOptions


def read_picture_notes(path: str, data: bytes, options: ReadingOptions) -> Reading[ImageRef]:
    """What the file tells of its picture; `src` is the picture's path from the site's folder.

    An `alt` that can't be read is an empty one, lest its picture be said to have none, too.
    """
    desk, header = open_yaml(path, data, options)
    picture = path.removesuffix(".yaml")
    if header is None or header.mapping is None:
        return Headed(desk, None, Body(), is_draft=False).reading(ImageRef(picture, alt=""))
    values = read_table(PICTURE_TABLE, header.mapping, desk)
    if "alt" in header.spoiled or "alt" in desk.places:
        values.setdefault("alt", "")
    notes = ImageRef(picture, **values)
    return Headed(desk, values, Body(), is_draft=False).reading(notes)
