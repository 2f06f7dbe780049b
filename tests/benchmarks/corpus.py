"""A made-up news archive of any size, the same to the byte for the same seed.

It knows nothing of a generator: a text's links to other stories read `story:SLUG`, and whoever writes
a site (tests/benchmarks/sites/) puts them as that generator wants them. A story's words rest on the
seed and its number alone, so that corpora of two sizes are alike.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import accumulate

STORY_LINK = re.compile(r"\]\(story:([a-z0-9-]+)\)")

SECTIONS = ("World", "Politics", "Economy", "Climate", "Rights", "Science", "Culture", "Sport")
TAGS = 60
FIRST_DAY = datetime(2019, 1, 1, 5, tzinfo=UTC)
DAYS = 6 * 365
# Every so many stories a series begins, of parts that are so far apart.
SERIES_EVERY, SERIES_PARTS, SERIES_GAP = 50, 5, 3
PICTURE_EVERY = 3

# The small words of English hold the made ones together, so that lengths are those of prose.
SMALL = (
    "the of and to in a that it for on with as was at by from but not had which their were or its"
)
ONSETS = "b br c ch d dr f fl g gr h j k l m n p pr qu r s sh st t th tr v w z"
VOWELS = "a e i o u ai ea ie ou"
CODAS = "n r l s t m nd rt st ck ll"
OPEN_ENDS = 9  # so many words without a coda to each eleven with one
ROLES = ("Foreign correspondent", "Reporter", "Editor", "Columnist", "Data reporter")


@dataclass(frozen=True, slots=True)
class Person:
    """One who writes or edits."""

    id: str
    name: str
    role: str
    bio: str


@dataclass(frozen=True, slots=True)
class Notice:
    """An update or a correction."""

    date: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """An article; people are ids, `series` is (id, part), `picture` a path below content/."""

    number: int
    slug: str
    title: str
    date: datetime
    section: str
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    body: str
    series: tuple[str, int] | None = None
    key_points: tuple[str, ...] = ()
    updates: tuple[Notice, ...] = ()
    corrections: tuple[Notice, ...] = ()
    picture: str = ""

    @property
    def url(self) -> str:
        """The story's address, the same in the output of every generator."""
        return f"/{self.date:%Y}/{self.date:%m}/{self.slug}/"

    def body_with(self, link: Callable[[str], str]) -> str:
        """The text, with links to other stories as `link` makes them from their slugs."""
        return STORY_LINK.sub(lambda found: f"]({link(found[1])})", self.body)


def slug_of(words: str) -> str:
    """Lower case with hyphens; corpora have ASCII words alone."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


@dataclass(frozen=True)
class Corpus:
    """`size` stories of about `words` words, and the people who made them."""

    size: int
    words: int = 1500
    seed: int = 1
    pictures: bool = False

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """One for every fifty stories, at least five."""
        rng = random.Random(f"{self.seed}:people")
        found: dict[str, Person] = {}
        while len(found) < max(5, self.size // 50):
            name = " ".join(word.capitalize() for word in rng.choices(self._language.made, k=2))
            bio = f"{name} {self._language.sentence(rng).lower()} See [more](https://bio.example/)."
            found.setdefault(slug_of(name), Person(slug_of(name), name, rng.choice(ROLES), bio))
        return tuple(found.values())

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """What stories are about, the commonest first."""
        rng = random.Random(f"{self.seed}:tags")
        found: dict[str, str] = {}
        while len(found) < TAGS:
            name = " ".join(rng.choices(self._language.made, k=rng.choice((1, 1, 1, 2))))
            found.setdefault(slug_of(name), name.capitalize())
        return tuple(found.values())

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """All of them, the oldest first."""
        return tuple(self._story(number) for number in range(self.size))

    def one_more(self) -> Story:
        """A story that isn't in the corpus, newer than all that are."""
        made = self._story(self.size)
        return replace(made, date=FIRST_DAY + timedelta(days=DAYS + 1), series=None, picture="")

    def picture_bytes(self, story: Story) -> bytes:
        """A photograph's worth of bytes: no two pictures are the same."""
        from PIL import Image  # only a corpus with pictures needs it

        rng = random.Random(f"{self.seed}:picture:{story.number}")
        coarse = Image.frombytes("RGB", (64, 36), rng.randbytes(64 * 36 * 3))
        out = io.BytesIO()
        coarse.resize((1600, 900), Image.Resampling.BICUBIC).save(out, "JPEG", quality=85)
        return out.getvalue()

    @cached_property
    def _language(self) -> _Language:
        return _Language(self.seed)

    @cached_property
    def _slugs(self) -> tuple[str, ...]:
        return tuple(self._headline(number)[1] for number in range(self.size))

    def _headline(self, number: int) -> tuple[str, str]:
        """Title and slug."""
        rng = random.Random(f"{self.seed}:headline:{number}")
        title = self._language.phrase(rng, 5, 9)
        if rng.random() < 0.2:
            title = f"{self._language.phrase(rng, 1, 2)}: {title}"
        return title, f"{slug_of(title)[:40].rstrip('-')}-{number}"

    def _story(self, number: int) -> Story:
        rng = random.Random(f"{self.seed}:story:{number}")
        title, slug = self._headline(number)
        at = timedelta(days=DAYS * (number + rng.random()) / self.size)
        date = FIRST_DAY + timedelta(minutes=at // timedelta(minutes=1))
        language, ids = self._language, [person.id for person in self.people]
        common = [1 / rank for rank in range(1, TAGS + 1)]
        turn, place = divmod(number, SERIES_EVERY)
        part, between = divmod(place, SERIES_GAP)
        whose = random.Random(f"{self.seed}:whose:{number}")
        # Everyone's turn comes, so that nobody is without work.
        who = [ids[number % len(ids)], whose.choice(ids), whose.choice(ids)]
        later = [Notice(date + timedelta(hours=rng.randint(2, 90)), language.sentence(rng))]
        return Story(
            number=number,
            slug=slug,
            title=title,
            date=date,
            section=rng.choices(SECTIONS, range(len(SECTIONS), 0, -1))[0],
            authors=tuple(dict.fromkeys(who[: whose.choice((1, 1, 1, 2))])),
            editors=(who[2],),
            tags=tuple(dict.fromkeys(rng.choices(self.tags, common, k=rng.randint(2, 5)))),
            summary=language.sentence(rng, 16, 28),
            body=_Body(self, rng, number).text(),
            series=(f"series-{turn + 1}", part + 1)
            if part < SERIES_PARTS and not between
            else None,
            key_points=tuple(language.sentence(rng, 6, 12) for _ in range(3))
            if rng.random() < 0.2
            else (),
            updates=tuple(later) if rng.random() < 0.06 else (),
            corrections=tuple(later) if rng.random() < 0.04 else (),
            picture=f"images/lead-{number}.jpg"
            if self.pictures and number % PICTURE_EVERY == 0
            else "",
        )


class _Language:
    """Words and sentences of a tongue that nobody speaks."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(f"{seed}:words")
        onsets, vowels = ONSETS.split(), VOWELS.split()
        codas = CODAS.split() + [""] * OPEN_ENDS
        words: dict[str, None] = {}
        while len(words) < 3000:
            syllables = rng.choice((1, 2, 2, 2, 3, 3))
            parts = (rng.choice(onsets) + rng.choice(vowels) for _ in range(syllables))
            words["".join(parts) + rng.choice(codas)] = None
        self.made = tuple(word for word in words if word not in SMALL.split() and len(word) > 2)
        self._pool = (*SMALL.split(), *self.made)
        # Zipf: the small words take somewhat less than half of a text, as they do in English.
        self._odds = tuple(accumulate(1 / (rank + 3) for rank in range(len(self._pool))))

    def phrase(self, rng: random.Random, low: int, high: int) -> str:
        """Words without a full stop: a headline, a caption."""
        return " ".join(self._words(rng, rng.randint(low, high))).capitalize()

    def sentence(
        self, rng: random.Random, low: int = 8, high: int = 26, marked: bool = False, link: str = ""
    ) -> str:
        """A sentence; it may have emphasis if it is `marked`, and two words that lead to `link`."""
        words = self._words(rng, rng.randint(low, high))
        middle = len(words) // 2
        chance = rng.random()
        if link:
            words[middle : middle + 2] = [f"[{' '.join(words[middle : middle + 2])}]({link})"]
        elif chance < 0.08 and marked:
            stars = "*" if chance < 0.06 else "**"
            words[middle] = f"{stars}{words[middle]}{stars}"
        elif chance < 0.14:
            words[middle] += "'s"
        elif chance < 0.45:
            words[middle] += ","
        said = words[0].capitalize() + " " + " ".join(words[1:])
        if 0.9 < chance and not link:
            said = f'"{said}," said {rng.choice(self.made).capitalize()}'
        return said + ("?" if 0.45 < chance < 0.48 else ".")

    def _words(self, rng: random.Random, count: int) -> list[str]:
        """No small word ends a phrase or begins one, and every sentence is at least two long."""
        words = rng.choices(self._pool, cum_weights=self._odds, k=count)
        words[0] = rng.choice(self.made)
        words[-1] = rng.choice(self.made)
        return words


class _Body:
    """The text of one story, as Markdown that all generators read alike."""

    def __init__(self, corpus: Corpus, rng: random.Random, number: int) -> None:
        self._corpus, self._rng, self._number = corpus, rng, number
        self._language = corpus._language
        self._links = list(self._targets(random.Random(f"{corpus.seed}:links:{number}")))
        self._notes = [f"[^{mark}]" for mark in range(1, rng.randint(2, 4) + 1)]

    def text(self) -> str:
        """Paragraphs, with a heading every 300 words and other things between them."""
        rng, blocks = self._rng, list[str]()
        others = [self._quotation, self._list, rng.choice((self._quotation, self._list))]
        others += [self._table] if rng.random() < 0.35 else []
        others += [self._numbers] if rng.random() < 0.2 else []
        rng.shuffle(others)
        notes, every = list(self._notes), self._corpus.words / (len(others) + 1)
        count, headings, due = 0, 0, every
        while count < self._corpus.words - 75:  # headings and notes make up for the rest
            if count > 300 * (headings + 1) - 150:
                headings += 1
                level = "###" if headings % 4 == 3 else "##"
                blocks.append(f"{level} {self._language.phrase(rng, 2, 6)}")
            blocks.append(self._paragraph())
            count += len(blocks[-1].split())
            if others and count > due:
                blocks.append(others.pop()())
                count, due = count + len(blocks[-1].split()), due + every
        left = "".join(self._notes)  # a short text has few paragraphs, and no note may be lost
        blocks[0] += left
        blocks += [f"{mark}: {self._language.sentence(rng)}" for mark in notes]
        return "\n\n".join(blocks) + "\n"

    def _targets(self, rng: random.Random) -> Iterator[str]:
        """Two kinds by turns: stories of about the same time, and pages elsewhere."""
        slugs, words = self._corpus._slugs, self._language.made
        for _ in range(rng.randint(2, 4)):
            far = 1 + int(rng.random() * min(200, len(slugs) - 1))
            yield f"story:{slugs[(self._number - far) % len(slugs)]}"
            yield f"https://{rng.choice(words)}.example/{rng.choice(words)}/{rng.randint(1, 999)}"

    def _paragraph(self) -> str:
        rng, sentences = self._rng, list[str]()
        for place in range(rng.randint(3, 6)):
            link = self._links.pop() if place == 1 and self._links else ""
            note = self._notes.pop(0) if place == 2 and self._notes and rng.random() < 0.4 else ""
            sentences.append(self._language.sentence(rng, marked=True, link=link) + note)
        return " ".join(sentences)

    def _quotation(self) -> str:
        return f"> {self._language.sentence(self._rng)} {self._language.sentence(self._rng)}"

    def _list(self) -> str:
        return self._items("-" for _ in range(self._rng.randint(3, 5)))

    def _numbers(self) -> str:
        return self._items(f"{number}." for number in range(1, self._rng.randint(4, 6)))

    def _items(self, marks: Iterator[str]) -> str:
        return "\n".join(f"{mark} {self._language.sentence(self._rng, 4, 14)}" for mark in marks)

    def _table(self) -> str:
        rows: list[Sequence[str]] = [["Year", "Place", "Number"], ["---", "---", "---:"]]
        for year in range(2015, 2015 + self._rng.randint(4, 8)):
            place = self._language.phrase(self._rng, 1, 2)
            rows.append([str(year), place, f"{self._rng.randint(10, 90000):,}"])
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)
