"""What may be said of a partner's country, website, tags and contributions."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from partnerreg.nouns.registry import noun
from partnerreg.nouns.schema import problems, schema_of

PARTNER = schema_of(noun("partner"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("dk", "DK"),
        ("SWE", "SE"),
        ("Danmark", "DK"),
        ("sverige", "SE"),
        ("RUOTSI", "SE"),
        ("Norja", "NO"),
        ("Noreg", None),
        ("Færøerne", "FO"),
        ("Storbritannien", "GB"),
        ("Finland", "FI"),
        ("United States", "US"),
        ("Danmarkk", None),
    ],
)
def test_a_country_is_known_by_code_and_by_name_in_english_and_nordic_languages(
    text: str, code: str | None
) -> None:
    if code is None:
        with pytest.raises(ValidationError) as refused:
            PARTNER(name="Retro", country=text)
        [found] = problems(refused.value)
        assert (found.field, found.reason) == (
            "country",
            f"'{text}' is not a country; write its two letters, as DK",
        )
    else:
        assert PARTNER(name="Retro", country=text).country == code


@pytest.mark.parametrize(
    "text",
    [
        "www.aklagare.se/path",
        "http://www.ale.se",
        "HTTPS://ÅLE.se",
        "ålesund.kommune.no",
        "a.dk:8080/x?y=1#z",
    ],
)
def test_a_website_is_kept_as_it_was_typed(text: str) -> None:
    assert PARTNER(name="Retro", website=text).website == text


@pytest.mark.parametrize("text", ["localhost", "not a page", "ftp://a.dk", "http://", "a..b c"])
def test_what_cannot_be_a_website_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="is not a web address"):
        PARTNER(name="Retro", website=text)


@pytest.mark.parametrize(
    "typed", ["Jazz; open stage,jazz", ["Jazz;open stage", " JAZZ "], ["Jazz", "open stage,"]]
)
def test_no_tag_holds_what_stands_between_tags(typed: str | list[str]) -> None:
    assert PARTNER(name="Retro", tags=typed).tags == ("Jazz", "open stage")


@pytest.mark.parametrize("typed", ["A house\n\n a stage \r\n", ["A house", "a stage\n"]])
def test_each_contribution_is_a_line(typed: str | list[str]) -> None:
    assert PARTNER(name="Retro", we_give=typed).we_give == ("A house", "a stage")
