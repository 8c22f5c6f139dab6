from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg import language as language_module
from partnerreg.domain.enums import LANGUAGES
from partnerreg.errors import RegisterError
from partnerreg.language import ENGLISH, N_, Language

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 3, 1)
WIDE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Coordinator"),
        ("da", "Tovholder"),
        ("sv", "Samordnare"),
        ("fi", "Koordinaattori"),
        ("nb", "Koordinator"),
    ],
)
def test_a_text_is_said_in_the_readers_language(code: str, text: str) -> None:
    assert Language(code).gettext("Coordinator") == text


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_text_that_nobody_translated_stays_english(code: str) -> None:
    assert Language(code).gettext("A text of the test's own.") == "A text of the test's own."


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_is_no_text_in_any_language(code: str) -> None:
    assert Language(code).gettext("") == ""


def test_marking_a_text_leaves_it_as_it_is() -> None:
    assert N_("Partner") == "Partner"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("number", "form"), [(0, "many"), (1, "one"), (2, "many"), (21, "many")])
def test_only_one_thing_takes_the_singular(code: str, number: int, form: str) -> None:
    assert Language(code).ngettext("one", "many", number) == form


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "It concerns 1,234 partners."),
        ("da", "Det gælder 1.234 partnere."),
        ("sv", f"Det gäller 1{WIDE}234 partner."),
        ("fi", f"Kumppaneita: 1{WIDE}234."),
        ("nb", f"Det gjelder 1{WIDE}234 partnere."),
    ],
)
def test_a_counting_text_holds_its_number_as_readers_write_it(code: str, text: str) -> None:
    said = Language(code).ngettext("It concerns {n} partner.", "It concerns {n} partners.", 1234)
    assert said == text


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("en", ("7", "999", "1,234", "1,234,567", "0.5")),
        ("da", ("7", "999", "1.234", "1.234.567", "0,5")),
        ("sv", ("7", "999", f"1{WIDE}234", f"1{WIDE}234{WIDE}567", "0,5")),
        ("fi", ("7", "999", f"1{WIDE}234", f"1{WIDE}234{WIDE}567", "0,5")),
        ("nb", ("7", "999", f"1{WIDE}234", f"1{WIDE}234{WIDE}567", "0,5")),
    ],
)
def test_numbers_are_parted_as_readers_write_them(code: str, texts: tuple[str, ...]) -> None:
    said = Language(code)
    assert tuple(said.number(n) for n in (7, 999, 1234, 1_234_567, 0.5)) == texts


@given(st.sampled_from(LANGUAGES), st.integers(min_value=0, max_value=10**12))
def test_a_number_keeps_its_digits_and_never_breaks_over_lines(code: str, number: int) -> None:
    said = Language(code).number(number)
    assert "".join(sign for sign in said if sign.isdigit()) == str(number)
    assert len(said.replace(WIDE, "x").split()) == 1


@pytest.mark.parametrize(
    ("code", "short", "long", "month"),
    [
        ("en", "2026-03-01", "1 March 2026", "Mar 2026"),
        ("da", "1. mar. 2026", "1. marts 2026", "mar. 2026"),
        ("sv", "1 mars 2026", "1 mars 2026", "mars 2026"),
        ("fi", "1.3.2026", "1. maaliskuuta 2026", "maalis 2026"),
        ("nb", "1. mars 2026", "1. mars 2026", "mars 2026"),
    ],
)
def test_days_are_written_as_readers_write_them(
    code: str, short: str, long: str, month: str
) -> None:
    said = Language(code)
    assert (said.day(DAY), said.long_day(DAY), said.month(DAY)) == (short, long, month)


@given(
    st.sampled_from(LANGUAGES), st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
)
def test_different_days_are_written_differently(code: str, day: date) -> None:
    said = Language(code)
    next_day = date.fromordinal(day.toordinal() + 1)
    assert said.day(day) != said.day(next_day)
    assert said.long_day(day) != said.long_day(next_day)
    assert str(day.year) in said.day(day)
    assert str(day.year) in said.month(day)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "2026-03-01 {:%H:%M}"),
        ("da", "1. mar. 2026 {:%H.%M}"),
        ("sv", "1 mars 2026 {:%H:%M}"),
        ("fi", "1.3.2026 {:%-H.%M}"),
        ("nb", "1. mars 2026 {:%H:%M}"),
    ],
)
def test_a_moment_is_told_in_local_time_to_the_minute(code: str, text: str) -> None:
    moment = datetime(2026, 3, 1, 12, 5, 59, tzinfo=UTC)
    assert Language(code).moment(moment) == text.format(moment.astimezone())


def test_days_and_numbers_in_english_take_no_library() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from datetime import date, datetime, UTC; from partnerreg.language import *;"
        "ENGLISH.day(date(2026, 3, 1)), ENGLISH.number(12345), ENGLISH.gettext('Partner'),"
        "ENGLISH.moment(datetime(2026, 3, 1, tzinfo=UTC)), ENGLISH.ngettext('a', 'b', 1);"
        "sys.exit('babel' in sys.modules or 'gettext' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_catalogue_that_is_not_there_is_named_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language_module, "CATALOGUES", tmp_path)
    with pytest.raises(RegisterError, match=r"'da' cannot be read: .*partnerreg\.mo") as raised:
        Language("da")
    assert "make translations" in (raised.value.hint or "")


def test_a_damaged_catalogue_is_named_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language_module, "CATALOGUES", tmp_path)
    catalogue = tmp_path / "fi" / "LC_MESSAGES" / "partnerreg.mo"
    catalogue.parent.mkdir(parents=True)
    for damage in (b"", b"no catalogue at all", b"\xde\x12\x04\x95" + b"\xff" * 24):
        catalogue.write_bytes(damage)
        with pytest.raises(RegisterError, match=r"'fi' cannot be read"):
            Language("fi")


def test_english_needs_no_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_module, "CATALOGUES", tmp_path)
    assert Language("en").gettext("Partner") == ENGLISH.gettext("Partner") == "Partner"
