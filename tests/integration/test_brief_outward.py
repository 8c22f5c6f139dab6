"""An outward brief: what of a partner may leave the house, in every format."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from helpers.actions import (
    POLICY,
    TODAY,
    activity,
    agreement,
    assign,
    contact,
    evaluation,
    goal,
    link_area,
    link_goal,
    move,
    named,
    partner,
    staff,
    writing,
)
from helpers.filled_register import TOWN
from helpers.report_parts import rows
from partnerreg.cli.remedies import worded
from partnerreg.db.opening import open_reader
from partnerreg.domain.enums import AgreementKind, Level, Rating, Role
from partnerreg.domain.rules import RULES
from partnerreg.render import BINARY, FORMATS, View, render
from partnerreg.reports.brief import OUTWARD, brief
from partnerreg.reports.context import ReportContext
from partnerreg.tables import Area, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnerreg.db.reader import PreparedReader
    from partnerreg.reports.report import Report

ASKED = ReportContext(TODAY, POLICY)


@pytest.fixture(scope="module")
def reader(filled_register: Path) -> Iterator[PreparedReader]:
    reader = open_reader(filled_register, pytest.fail)
    yield reader
    reader.close()


def of(path: Path, number: int, **how: Any) -> Report:
    """A brief of a partner in a register of the test's own."""
    reader = open_reader(path, pytest.fail)
    try:
        return brief(reader, how.pop("context", ASKED), number, **how)
    finally:
        reader.close()


# What leaves the house: nothing that was marked as internal, in any format.

INSIDE = "Internt"  # every text that must stay inside holds it


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory, empty_register: Path) -> Path:
    """A register in which every internal field holds a marker of its own."""
    path = tmp_path_factory.mktemp("marked") / "register.db"
    path.write_bytes(empty_register.read_bytes())
    with writing(path) as work:
        named(work, Unit, "Børn og unge")
        named(work, Area, "Ungdom")
        goal(work, "G1", "Flere unge er med")
        staff(work, "Mette Ørsted", email="mette@dokk1.dk", phone="+46 8 123 456 78")
        staff(work, "Lars Holm", email="internt-stab@dokk1.dk", is_management=True)
        number = partner(
            work,
            "Café Retro",
            on=date(2025, 1, 1),
            reason=f"{INSIDE} grund",
            unit="Børn og unge",
            notes=f"{INSIDE} bemærkning",
            tags=f"{INSIDE} mærke",
            external_id=f"{INSIDE}-id",
            together="Fælles scene",
            for_whom="Unge",
            we_give="Et hus",
            they_get="Omtale",
        )
        move(work, number, Level.STRATEGIC, on=date(2025, 6, 1), reason=f"{INSIDE} oprykning")
        contact(
            work,
            number,
            "Åse Bjørn",
            is_primary=True,
            role="Leder",
            email="ase@caferetro.dk",
            source=f"{INSIDE} kilde",
            retain_until=date(2031, 7, 9),
            informed_on=date(2031, 7, 8),
            verified_on=date(2031, 7, 7),
            notes=f"{INSIDE} om Åse",
        )
        contact(
            work,
            number,
            "Ole Hansen",
            email="internt-ole@caferetro.dk",
            phone="+45 86 12 34 56",
            notes=f"{INSIDE} om Ole",
        )
        contact(work, number, f"{INSIDE} Gammel", retain_until=date(2025, 1, 1))
        assign(work, "Mette", number, starts_on=date(2025, 1, 1))
        assign(work, "Lars", number, Role.MANAGEMENT, starts_on=date(2025, 1, 1))
        link_goal(work, "G1", number, rationale=f"{INSIDE} sigte", starts_on=date(2025, 1, 1))
        link_area(work, "Ungdom", number, starts_on=date(2025, 1, 1))
        agreement(
            work,
            number,
            AgreementKind.LETTER_OF_INTENT,
            title="Hensigtserklæring",
            reference=f"{INSIDE} sag",
            exit_terms=f"{INSIDE} udgang",
            signed_on=date(2026, 1, 1),
        )
        activity(
            work,
            [number, partner(work, f"{INSIDE} anden partner")],
            title="Åben scene",
            notes=f"{INSIDE} om mødet",
            audience=f"{INSIDE} publikum",
            participants="120",
        )
        evaluation(
            work,
            number,
            Rating.MIXED,
            experience=f"{INSIDE} erfaring",
            effect=f"{INSIDE} effekt",
            continuation=f"{INSIDE} fortsættelse",
            decision="hand over",
        )
    return path


def written(report: Report, form: str) -> bytes:
    """A report in a format, its parts unpacked where it is an archive."""
    if form not in BINARY:
        out = io.StringIO()
        render(worded(report), form=form, out=out, view=View(figures=True))
        return out.getvalue().encode()
    raw_out = io.BytesIO()
    render(worded(report), form=form, out=raw_out, view=View(figures=True))
    import zipfile

    if not zipfile.is_zipfile(raw_out):
        return raw_out.getvalue()
    with zipfile.ZipFile(raw_out) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "pdf"])
def test_nothing_internal_leaves_the_house_in_any_format(marked: Path, form: str) -> None:
    inside = written(of(marked, 1), form).lower()
    outside = written(of(marked, 1, outward=True), form).lower()
    assert b"internt" not in outside
    assert "Café Retro".lower().encode() in outside
    secrets = [b"86123456", b"86 12 34 56", b"+45", b"2031-07", b"partnerreg partner", b"--as-of"]
    rules = [rule.text.partition("{")[0].lower().encode() for rule in RULES.values()]
    for secret in [*secrets, b"unsupported", b"mixed", b"hand-over", b"hand over", *rules]:
        assert secret not in outside
    if form not in {"csv", "jsonl"}:  # which hold the first section alone
        assert b"internt" in inside
        assert b"ase@caferetro.dk" in outside
        assert b"mette@dokk1.dk" in outside  # by which the partner reaches us
        assert b"+46 8 123 456 78" in outside


def test_an_outward_brief_has_what_both_may_see(marked: Path) -> None:
    report = of(marked, 1, outward=True)
    assert report.summary == ["Strategic partnership since 2025-06-01."]
    assert [section.key for section in report.sections] == [
        "partner",
        "our_people",
        "contacts",
        "joint_value",
        "balance",
        "agreements",
        "goals",
        "areas",
        "levels",
        "done",
        "activities",
        "notes",
    ]
    for section in report.sections:
        assert {column.key for column in section.columns} <= OUTWARD[section.key]
    first, second = rows(report, "contacts")
    assert first == {
        "name": "Åse Bjørn",
        "role": "Leder",
        "email": "ase@caferetro.dk",
        "phone": None,
    }
    assert second == {"name": "Ole Hansen", "role": None, "email": None, "phone": None}


def test_an_outward_brief_does_not_tell_what_is_not_written_down(reader: PreparedReader) -> None:
    report = brief(reader, ASKED, TOWN, outward=True)
    assert [section.key for section in report.sections] == ["partner", "levels", "done", "notes"]
    out = io.StringIO()
    render(worded(report), form="json", out=out)
    assert json.loads(out.getvalue())["report"] == "brief"


@pytest.mark.parametrize("outward", [False, True])
def test_who_may_not_be_kept_any_more_is_on_no_page_of_the_past(
    filled: Path, *, outward: bool
) -> None:
    with writing(filled) as work:
        contact(work, TOWN, "Aino", retain_until=date(2026, 3, 31))
    for today, told in ((date(2026, 3, 31), ["Aino"]), (date(2026, 4, 1), [])):
        report = of(filled, TOWN, context=ASKED._replace(today=today), outward=outward)
        contacts = [section for section in report.sections if section.key == "contacts"]
        assert [row[0] for section in contacts for row in section.rows] == told
