"""Quotes, apostrophes, dashes and spaces, as each language sets them."""

from __future__ import annotations

import pytest

from generator.reading.markdown import typeset
from tests.reading.markdown.bodies import html, reading

N, W = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"Hello," she said', "“Hello,” she said"),
        ("don't, it's, the dogs' bowl", "don’t, it’s, the dogs’ bowl"),
        ("the '90s and '68", "the ’90s and ’68"),
        ("'tis rock 'n' roll", "’tis rock ’n’ roll"),
        ("'Quoted,' he said", "‘Quoted,’ he said"),
        ("\"She said 'no'\"", "“She said ‘no’”"),
        ("\"'No,' she said\"", "“‘No,’ she said”"),
        ('("a") ["b"] pre-"war"', "(“a”) [“b”] pre-“war”"),
        ('wait--"no"--yes', "wait–“no”–yes"),
        ('"wait--" he said', "“wait–” he said"),
        ("a -- b --- c ... d", "a – b — c … d"),
        ("----- and .....", "----- and ....."),
        ('6\'2" and a 12" disc', "6′2″ and a 12″ disc"),
        ('"in 1990" he', "“in 1990” he"),
        ("5 km, 10 %, 20 °C, 5 apples", f"5{W}km, 10{W}%, 20{W}°C, 5 apples"),
        ("§ 5", f"§{W}5"),
        ('"https://x.org/a--b...c"', "“https://x.org/a--b...c”"),
        ("“already” ‘set’ – …", "“already” ‘set’ – …"),
        ("", ""),
        ("plain", "plain"),
    ],
)
def test_english(typed: str, expected: str) -> None:
    """What an English sub-editor would set."""
    assert expected == typeset(typed, "en")


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        (
            "fr",
            '"Oui" dit-il : quoi ? l\'eau; non!',
            f"«{N}Oui{N}» dit-il{W}: quoi{N}? l’eau{N}; non{N}!",
        ),
        ("fr", "« a » et «b»", f"«{N}a{N}» et «{N}b{N}»"),
        ("fr", 'l\'"affaire" (?) 12:30 a?b', f"l’«{N}affaire{N}» (?) 12:30 a?b"),
        ("fr-CA", '"Oui": non! quoi ?', f"«{W}Oui{W}»{W}: non! quoi ?"),
        ("fr-CH", "'a'", "‹a›"),
        ("de", "\"Ja\", 'nein', Geht's?", "„Ja“, ‚nein‘, Geht’s?"),
        ("de-CH", '"Ja"', "«Ja»"),
        ("es", '"Sí", ¿"no"?', "«Sí», ¿«no»?"),
        ("es-MX", '"Sí"', "“Sí”"),
        ("pt", '"Sim"', "“Sim”"),
        ("pt-PT", '"Sim"', "«Sim»"),
        ("it", '"Sì" l\'acqua', "«Sì» l’acqua"),
        ("nl", '\'s avonds "ja"', "’s avonds “ja”"),
        ("pl", '"Tak"', "„Tak”"),
        ("ru", "\"Да\" и 'нет'", "«Да» и „нет“"),
        ("uk", '"Так" п\'ять', "«Так» п’ять"),
        ("ar", '"نعم"', "«نعم»"),
        ("he", 'צה"ל ו"שלום" ג\'ורג\'', "צה״ל ו”שלום” ג׳ורג׳"),
        ("sv", "\"Ja\" 'nej'", "”Ja” ’nej’"),
        ("fi", '"Kyllä"', "”Kyllä”"),
        ("no", '"Ja"', "«Ja»"),
        ("cs", '"Ano"', "„Ano“"),
        ("el", '"Ναι"', "«Ναι»"),
        ("tr", '"Evet" İstanbul\'da', "“Evet” İstanbul’da"),
        ("ja", '彼は"はい"と"言う"', "彼は「はい」と「言う」"),
        ("zh", '他说"是"', "他说“是”"),
        ("zh-TW", '他說"是"', "他說「是」"),
        ("hi", '"हाँ" कहा', "“हाँ” कहा"),
        ("th", '"ใช่"', "“ใช่”"),
        ("xx", '"a"', "“a”"),
        ("en-GB", '"a"', "“a”"),
        ("not a tag", '"a"', "“a”"),
    ],
)
def test_each_language_has_its_marks(language: str, typed: str, expected: str) -> None:
    """The marks are those of the tag, else of its language, else English."""
    assert expected == typeset(typed, language)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"[a](x.md)"', "“{a0}a{/a0}”"),
        ('"*a*" *"b"* **"c** d"', "“<em>a</em>” <em>“b”</em> <strong>“c</strong> d”"),
        ("*Don*'t", "<em>Don</em>’t"),
        ('"`a`" `b`\'s', "“<code>a</code>” <code>b</code>’s"),
        ('"a  \nb"', "“a<br>\nb”"),
        ('a "b[^1]"\n\n[^1]: n', "a “b<sup"),
        ('&quot;a&quot; \\"b\\" \\\'c \\-\\- \\.\\.\\.', '"a" "b" \'c -- ...'),
        ('AT&amp;T\'s "&lt;"', "AT&amp;T’s “&lt;”"),
        ('a&nbsp;"b"', f"a{W}“b”"),
    ],
)
def test_marks_are_right_across_inline_markup(text: str, expected: str) -> None:
    """A paragraph is set as one line, whatever parts it."""
    assert f"<p>{expected}" in html(text)


def test_words_in_another_language_are_set_by_its_rules() -> None:
    """`lang` on an element changes the marks in it, not those round it."""
    made = html('"a" <span lang="fr">"b" \'c\' ?</span> "d"')
    assert f'“a” <span lang="fr">«{N}b{N}» “c”{N}?</span> “d”' in made


def test_each_block_begins_anew() -> None:
    """A quotation that goes on in the next paragraph opens there again."""
    assert "<p>“a</p>\n<p>“b”</p>" == html('"a\n\n"b"')
    assert "<li>“a</li>\n<li>“b”</li>" in html('- "a\n- "b"')


def test_titles_captions_alts_and_headings_are_set() -> None:
    """Everything that is read is set."""
    made = reading('## "A"\n\n!["b"](c.jpg \'say "d"\')').body
    assert ("“A”", "“b”", "say “d”") == (
        made.headings[0].html,
        made.pictures[0].alt,
        made.pictures[0].caption_html,
    )


def test_typography_can_be_switched_off() -> None:
    """The text stays as it was typed."""
    assert '<p>"a" -- b</p>' == reading('"a" -- b', typography=False).body.html


def test_french_sets_no_space_into_entities() -> None:
    """The semicolon of `&amp;` is none."""
    assert "<p>AT&amp;T a</p>" == html("AT&T a", "fr")
