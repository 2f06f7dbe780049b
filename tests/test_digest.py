"""Fingerprints of values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.digest import of_bytes, of_value
from generator.model.values import FrozenMap


@dataclass(frozen=True)
class One:
    x: object


@dataclass(frozen=True)
class Other:
    x: object


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=3).map(tuple),
    max_leaves=6,
)


@given(plain, plain)
def test_two_values_have_one_fingerprint_only_if_they_are_equal(a: Any, b: Any) -> None:
    """Unambiguous: lengths and types are part of it (1 and True are two things)."""
    same = repr(a) == repr(b)
    assert same == (of_value(a) == of_value(b))


def test_the_type_of_a_value_is_part_of_its_fingerprint() -> None:
    """Two nouns with the same fields are two things."""
    assert of_value(One(1)) != of_value(Other(1))


def test_dates_maps_and_sets_have_fingerprints() -> None:
    """Everything that an answer may hold."""
    when = datetime(2026, 3, 1, tzinfo=UTC)
    assert of_value((when, FrozenMap({"a": 1}), frozenset("ab"), 1.5)) == of_value(
        (when, FrozenMap({"a": 1}), frozenset("ba"), 1.5)
    )


def test_what_can_change_is_no_answer() -> None:
    """A list could be altered after it was fingerprinted."""
    with pytest.raises(TypeError, match="list"):
        of_value([1])


def test_bytes_have_their_sha256() -> None:
    """The digest that asset names and build.json carry."""
    assert "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" == of_bytes(b"abc")
