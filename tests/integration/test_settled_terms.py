"""What reports and rules tell of an agreement whose notice day has passed: its next term counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import POLICY, TODAY, agreement, partner, writing
from helpers.report_parts import rows
from partnerreg.db.opening import open_reader
from partnerreg.domain.enums import Level
from partnerreg.domain.evaluation import lacks
from partnerreg.reports.brief import brief
from partnerreg.reports.context import ReportContext
from partnerreg.reports.expiring import expiring
from partnerreg.reports.meeting import meeting
from partnerreg.services.facts import facts_of
from partnerreg.services.partner_filter import PartnerFilter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnerreg.db.reader import PreparedReader

ASKED = ReportContext(TODAY, POLICY)

# Renewed on 31 March each year; two years of notice, by the end of March, and one of a month.
LONG, SHORT = 1, 2


@pytest.fixture
def reader(register: Path) -> Iterator[PreparedReader]:
    """A register with two strategic partnerships, whose agreements renew themselves."""
    with writing(register, today=date(2022, 1, 1)) as work:
        for name, months in (("Alfa", 24), ("Beta", 2)):
            number = partner(work, name, level=Level.STRATEGIC)
            terms: dict[str, Any] = {"renewal_months": 12, "notice_months": months}
            agreement(work, number, signed_on=work.today, valid_until=date(2024, 3, 31), **terms)
    reader = open_reader(register, pytest.fail)
    yield reader
    reader.close()


def test_notice_that_is_longer_than_the_term_is_asked_for_in_time(reader: PreparedReader) -> None:
    (row,) = rows(expiring(reader, ASKED), "expiring")
    assert (row["id"], row["day"], row["what"]) == (LONG, date(2026, 3, 31), "notice")
    assert (row["term_until"], row["notice_day"]) == (date(2028, 3, 31), date(2026, 3, 31))
    asked = rows(meeting(reader, ASKED), "decisions")
    assert [(one["id"], one["by"]) for one in asked if one["kind"] == "agreement"] == [
        (LONG, date(2026, 3, 31))
    ]


def test_the_list_and_the_rule_look_at_the_same_day(reader: PreparedReader) -> None:
    for day, within in ((TODAY, [LONG]), (date(2026, 4, 1), []), (date(2026, 12, 1), [SHORT])):
        listed = PartnerFilter(expiring=90).standings(reader, day, POLICY)
        assert list(listed) == within
        for number in (LONG, SHORT):
            facts = facts_of(reader, number, day)
            assert lacks(facts, POLICY, "agreement-expiring") is (number in within)


def test_looking_far_ahead_finds_the_next_term_s_notice_day(reader: PreparedReader) -> None:
    found = {row["id"]: row["day"] for row in rows(expiring(reader, ASKED, 365), "expiring")}
    assert found == {LONG: date(2026, 3, 31), SHORT: date(2027, 1, 31)}


def test_a_sheet_says_until_when_it_is_settled_and_by_when_notice_can_still_be_given(
    reader: PreparedReader,
) -> None:
    expected = {
        LONG: (date(2028, 3, 31), date(2026, 3, 31)),
        SHORT: (date(2027, 3, 31), date(2027, 1, 31)),
    }
    strategic = rows(meeting(reader, ASKED), "strategic")
    assert {row["id"]: (row["until"], row["notice_day"]) for row in strategic} == expected
    assert all(row["lasts"] == "renews itself" for row in strategic)
    for number, settled in expected.items():
        for outward in (False, True):
            (row,) = rows(brief(reader, ASKED, number, None, outward), "agreements")
            assert (row["until"], row["notice_day"]) == settled
