"""How long a text takes to read."""

from __future__ import annotations

from generator.library.languages import script_of

# Words a minute. English: silent reading of non-fiction (Brysbaert 2019, "How many words do we read
# per minute?"). All others: reading aloud (Trauzettel-Klosinski and Dietz 2012, "Standardized
# assessment of reading performance", table 2), which is slower, so that these promise rather too
# long than too short.
WORDS_PER_MINUTE = {"en": 238, "ar": 138, "de": 179, "es": 218, "fi": 161, "fr": 195, "he": 187}
WORDS_PER_MINUTE |= {"it": 188, "nl": 202, "pl": 166, "pt": 181, "ru": 184, "sl": 180, "sv": 199}
WORDS_PER_MINUTE |= {"tr": 166}
# By script where characters are counted (`reading/markdown/words.py`): so many of these a minute,
# from the same table. In Thai, Lao, Khmer and Burmese words are counted, by their letters; these
# languages are not in the table, so their pace is that of all others that are not.
CHARACTERS_PER_MINUTE = {"Hans": 255, "Hant": 255, "Jpan": 357}
USUAL_PER_MINUTE = 200


def read_minutes(words: int, language: str) -> int:
    """Whole minutes to read so many words, at least 1; of Chinese and Japanese, characters."""
    pace = CHARACTERS_PER_MINUTE.get(script_of(language))
    pace = pace or WORDS_PER_MINUTE.get(language.split("-")[0], USUAL_PER_MINUTE)
    return max(1, round(words / pace))
