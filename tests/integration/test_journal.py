"""The journal: what every row was before and after, told so that it can be taken back."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import sqlalchemy as sa

from helpers.actions import (
    TODAY,
    agreement,
    ask,
    contact,
    edit,
    one,
    raw,
    remove,
    writing,
)
from helpers.filled_register import BARE, CAFE, LETTER, THEATRE
from partnerreg import tables
from partnerreg.db.journal import (
    UNJOURNALED,
    record_added,
    record_removed,
)
from partnerreg.domain.enums import (
    AgreementKind,
    Direction,
    EndReason,
    Level,
    Party,
    Phase,
    Rating,
    Renewal,
    Role,
    Stance,
    Status,
)
from partnerreg.queries.journal import operations_on_partner
from partnerreg.services.agreements import File
from partnerreg.tables import Contact, Partner, metadata

if TYPE_CHECKING:
    from pathlib import Path

    from partnerreg.tables.columns import Entity

JOURNALED = sorted(set(metadata.tables) - UNJOURNALED)


class Sample(NamedTuple):
    """A row that a filled register can take in, and a change to it."""

    entity: type[Entity]
    fields: dict[str, Any]
    change: dict[str, Any]
    partner: int | None


KEYS = {"name_key": "æøå", "search_key": "æøå", "sort_en": "a", "sort_da": "b", "sort_sv": "c"}
FROM = {"starts_on": date(2026, 1, 1)}
UNTIL = {"ends_on": date(2026, 12, 31)}
SAMPLES = [
    Sample(
        tables.Partner,
        {"name": "Æøå", "level": Level.NETWORK, "status": Status.ACTIVE, **KEYS},
        {"notes": "a\n'b' \"c\" \\ 🎭", "involves_youth": True, "pilot_until": TODAY},
        7,
    ),
    Sample(
        tables.PartnerTag,
        {"partner_id": BARE, "tag": "Ny", "tag_key": "ny"},
        {"tag": "NY"},
        BARE,
    ),
    Sample(
        tables.Contribution,
        {"partner_id": BARE, "party": Party.WE, "direction": Direction.GIVE, "text": "Rum"},
        {"party": Party.THEY},
        BARE,
    ),
    Sample(
        tables.Contact,
        {"partner_id": BARE, "name": "Åse", "search_key": "åse"},
        {"is_primary": True, "retain_until": TODAY},
        BARE,
    ),
    Sample(tables.Unit, {"name": "Ny", "name_key": "ny"}, {"retired_on": TODAY}, None),
    Sample(tables.Area, {"name": "Ny", "name_key": "ny"}, {"retired_on": TODAY}, None),
    Sample(
        tables.Goal,
        {"code": "N1", "code_key": "n1", "title": "Nyt", "search_key": "nyt"},
        FROM,
        None,
    ),
    Sample(
        tables.Staff, {"name": "Ny", "name_key": "ny", "unit_id": 1}, {"is_management": True}, None
    ),
    Sample(
        tables.Assignment,
        {"partner_id": BARE, "staff_id": 1, "role": Role.MANAGEMENT, **FROM},
        UNTIL,
        BARE,
    ),
    Sample(tables.PartnerArea, {"partner_id": BARE, "area_id": 1, **FROM}, UNTIL, BARE),
    Sample(tables.PartnerGoal, {"partner_id": BARE, "goal_id": 1, **FROM}, UNTIL, BARE),
    Sample(
        tables.Agreement,
        {
            "partner_id": BARE,
            "kind": AgreementKind.WRITTEN_AGREEMENT,
            "title": "Aftale",
            "renewal": Renewal.NONE,
        },
        {"signed_on": TODAY, "renewal": Renewal.TACIT, "renewal_months": 12},
        BARE,
    ),
    Sample(
        tables.Document,
        {"agreement_id": 1, "name": "a.pdf", "media_type": "application/pdf"},
        {"name": "b.pdf"},
        CAFE,
    ),
    Sample(
        tables.Activity,
        {"held_on": TODAY, "kind": "meeting", "title": "Møde"},
        {"participants": 0},
        None,
    ),
    Sample(
        tables.ActivityPartner, {"partner_id": BARE, "activity_id": 1}, {"activity_id": 2}, BARE
    ),
    Sample(
        tables.Evaluation,
        {"partner_id": BARE, "held_on": TODAY, "rating": Rating.MIXED},
        {"rating": Rating.SUCCESS, "decision": "hand-over"},
        BARE,
    ),
    Sample(
        tables.LevelChange,
        {
            "partner_id": BARE,
            "from_level": Level.NETWORK,
            "to_level": Level.SERVICE,
            "effective_on": TODAY,
            "recorded_at": datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
            "actor": "me",
        },
        {"findings": '["a"]', "to_level": None},
        BARE,
    ),
    Sample(
        tables.Meeting,
        {
            "held_on": TODAY,
            "recorded_at": datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
            "actor": "me",
        },
        {"actor": "you"},
        None,
    ),
    Sample(
        tables.Proposal,
        {"name": "Ny", "search_key": "ny", "what": "Kor", "received_on": TODAY},
        {"decided_on": TODAY, "reason": "For dyrt"},
        None,
    ),
    Sample(
        tables.Communication,
        {"partner_id": BARE, "title": "Nyt", "reach": "outside"},
        {"published_on": TODAY},
        BARE,
    ),
    Sample(
        tables.CommunicationUnit,
        {"communication_id": 2, "unit_id": 2},
        {"communication_id": 3},
        None,
    ),
    Sample(tables.NetworkGroup, {"name": "Ny", "name_key": "ny"}, {"purpose": "Lære"}, None),
    Sample(tables.GroupMember, {"group_id": 1, "staff_id": 1, **FROM}, UNTIL, None),
    Sample(
        tables.Lesson,
        {"partner_id": BARE, "noted_on": TODAY, "learned": "Nej"},
        {"share": "named", "group_id": 1},
        BARE,
    ),
    Sample(tables.NameConsent, {"partner_id": BARE, **FROM}, {"logo": True, **UNTIL}, BARE),
    Sample(
        tables.Project,
        {"title": "Ny", "title_key": "ny", "owner_id": 1},
        {"purpose": "Æøå", "ended_on": TODAY},
        None,
    ),
    Sample(
        tables.PhaseChange,
        {
            "project_id": 1,
            "phase": Phase.EVALUATION,
            "effective_on": TODAY,
            "recorded_at": datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
            "actor": "me",
        },
        {"phase": Phase.CLOSED, "end_reason": EndReason.SUCCEEDED},
        None,
    ),
    Sample(tables.ProjectPartner, {"project_id": 1, "partner_id": BARE, **FROM}, UNTIL, BARE),
    Sample(tables.ProjectGoal, {"project_id": 2, "goal_id": 1, **FROM}, UNTIL, None),
    Sample(
        tables.ProjectUnit,
        {"project_id": 3, "unit_id": 1},
        {"told_on": TODAY, "stance": Stance.NO},
        None,
    ),
    Sample(
        tables.Target,
        {"project_id": 2, "indicator": "Ny", "indicator_key": "ny", "target": 12.5},
        {"reached": 0.1, "reached_on": TODAY},
        None,
    ),
    Sample(
        tables.Milestone,
        {"project_id": 2, "title": "Ny", "title_key": "ny", "due": TODAY, "first_due": TODAY},
        {"done_on": TODAY},
        None,
    ),
    Sample(
        tables.PartnerTie,
        {"partner_id": BARE, "other_id": CAFE, "kind": "member-of", **FROM},
        UNTIL,
        BARE,
    ),
    Sample(
        tables.PartnerUnit,
        {"partner_id": BARE, "unit_id": 2},
        {"rationale": "Æøå", **FROM, **UNTIL},
        BARE,
    ),
    Sample(tables.Audience, {"name": "Ny", "name_key": "ny"}, {"is_minors": True}, None),
    Sample(
        tables.PartnerAudience,
        {"partner_id": BARE, "audience_id": 1},
        {"audience_id": 2},
        BARE,
    ),
    Sample(tables.GoalAudience, {"goal_id": 4, "audience_id": 1}, {"audience_id": 2}, None),
    Sample(tables.ActivityAudience, {"activity_id": 2, "audience_id": 1}, {"audience_id": 2}, None),
    Sample(tables.ActivityStaff, {"activity_id": 3, "staff_id": 1}, {"staff_id": 2}, None),
    Sample(
        tables.EvaluationIndicator,
        {"evaluation_id": 1, "name": "Besøg", "value": 12.5},
        {"value": 0.1},
        CAFE,
    ),
    Sample(
        tables.Expectation,
        {"partner_id": BARE, "party": Party.WE, "text": "Ro", "stated_on": TODAY},
        {"met": "partly", "settled_on": TODAY},
        BARE,
    ),
    Sample(
        tables.StepAnswer,
        {
            "partner_id": BARE,
            "code": "need",
            "state": "answered",
            "text": "Æøå",
            "answered_on": TODAY,
            "answered_by": "me",
        },
        {"state": "open", "text": None},
        BARE,
    ),
    Sample(
        tables.HealthCheck,
        {"partner_id": BARE, "version": "1", "form_code": "zzz", "opened_on": TODAY},
        {"closed_on": TODAY},
        BARE,
    ),
    Sample(
        tables.HealthStatement,
        {"health_id": 1, "code": "ny", "text": "Æøå", "is_open": False},
        {"is_open": True},
        CAFE,
    ),
    Sample(
        tables.HealthAnswer,
        {
            "health_id": 1,
            "side": Party.WE,
            "respondent": 9,
            "code": "p1",
            "score": 1,
            "answered_on": TODAY,
        },
        {"score": None, "comment": "Æøå"},
        CAFE,
    ),
    Sample(
        tables.AgreementParty,
        {"agreement_id": 4, "partner_id": BARE},
        {"joined_on": date(2026, 1, 1), "left_on": TODAY},
        BARE,
    ),
    Sample(
        tables.AgreementCover,
        {"agreement_id": 4, "partner_id": BARE, "joined_on": date(2026, 1, 1)},
        {"left_on": TODAY},
        BARE,
    ),
    Sample(
        tables.Amendment,
        {
            "agreement_id": 4,
            "starts_on": TODAY,
            "signed_on": TODAY,
            "renewal": Renewal.NONE,
        },
        {"value": 5, "currency": "DKK", "notice": "8w"},
        THEATRE,
    ),
    Sample(tables.Signature, {"agreement_id": 4, "party": Party.WE}, {"name": "Åse"}, THEATRE),
    Sample(tables.Suspension, {"agreement_id": 4, **FROM}, UNTIL, THEATRE),
    Sample(
        tables.Clause,
        {"agreement_id": 4, "code": "ny", "state": "in", "marked_on": TODAY},
        {"state": "partly", "note": "Æøå"},
        THEATRE,
    ),
    Sample(
        tables.Template,
        {
            "name": "Ny",
            "name_key": "ny",
            "kind": AgreementKind.LETTER_OF_INTENT,
            "language": "da",
            "file_name": "a.md",
            "media_type": "text/markdown",
        },
        {"language": "fi"},
        None,
    ),
]


def changes(path: Path) -> list[tuple[Any, ...]]:
    """The last operation's changes, each with its states read from JSON."""
    rows = ask(
        path,
        """SELECT table_name, row_id, partner_id, before, after FROM change
        WHERE operation_id = (SELECT max(id) FROM operation) ORDER BY id""",
    )
    return [(*row[:3], *(state and json.loads(state) for state in row[3:])) for row in rows]


def stored(path: Path, table: str, number: int) -> dict[str, Any]:
    """A row's columns as SQLite stores them."""
    with raw(path) as connection:
        found = connection.execute(f"SELECT * FROM {table} WHERE id = ?", [number])
        names = [column[0] for column in found.description]
        return dict(zip(names, found.fetchone(), strict=True))


def operations(path: Path) -> int:
    return int(one(path, "SELECT count(*) FROM operation"))


def test_there_is_a_sample_of_every_table_that_is_journaled() -> None:
    assert sorted(str(sample.entity.__tablename__) for sample in SAMPLES) == JOURNALED


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.entity.__name__)
def test_a_row_is_journaled_when_it_is_added_changed_and_removed(
    filled: Path, sample: Sample
) -> None:
    table = str(sample.entity.__tablename__)
    fields = dict(sample.fields)
    if "sha256" in sample.entity.model_fields:
        fields["sha256"] = one(filled, "SELECT min(sha256) FROM content")
    with writing(filled) as work:
        work.restores = True
        row = sample.entity(**fields)
        work.session.add(row)
        work.session.flush()
        number = row.id
    assert number is not None
    added = stored(filled, table, number)
    assert changes(filled) == [(table, number, sample.partner, None, added)]

    with writing(filled) as work:
        work.restores = True
        found = work.session.get_one(sample.entity, number)
        for name, value in sample.change.items():
            setattr(found, name, value)
    changed = stored(filled, table, number)
    assert changed != added
    assert changes(filled) == [(table, number, sample.partner, added, changed)]

    with writing(filled) as work:
        work.restores = True
        work.session.delete(work.session.get_one(sample.entity, number))
    assert changes(filled) == [(table, number, sample.partner, changed, None)]


def test_a_row_that_moves_to_another_partner_is_told_of_the_one_it_came_to(filled: Path) -> None:
    with writing(filled) as work:
        work.session.get_one(Contact, 3).is_primary = False
        work.session.flush()
        work.session.get_one(Contact, 1).partner_id = THEATRE
    assert [(row[1], row[2]) for row in changes(filled)] == [(3, CAFE), (1, THEATRE)]


def test_a_row_changed_twice_in_one_operation_has_one_change(filled: Path) -> None:
    before = stored(filled, "partner", CAFE)
    with writing(filled) as work:
        row = work.session.get_one(Partner, CAFE)
        for notes in ("first", "second", "third"):
            row.notes = notes
            work.session.flush()
    after = before | {"notes": "third"}
    assert changes(filled) == [("partner", CAFE, CAFE, before, after)]


def test_a_row_added_and_changed_in_one_operation_was_not_there_before(filled: Path) -> None:
    with writing(filled) as work:
        number = contact(work, BARE, "Åse")
        assert number is not None
        work.session.get_one(Contact, number).name = "Åse Bjørn"
    after = stored(filled, "contact", number)
    assert after["name"] == "Åse Bjørn"
    assert changes(filled) == [("contact", number, BARE, None, after)]


def test_a_row_changed_and_removed_in_one_operation_is_gone_as_it_was(filled: Path) -> None:
    before = stored(filled, "contact", 1)
    with writing(filled) as work:
        row = work.session.get_one(Contact, 1)
        row.name = "For a moment"
        work.session.flush()
        work.session.delete(row)
    assert changes(filled) == [("contact", 1, CAFE, before, None)]


def test_a_row_added_and_removed_in_one_operation_leaves_no_change(filled: Path) -> None:
    before = operations(filled)
    with writing(filled) as work:
        number = contact(work, BARE, "For a moment")
        assert number is not None
        remove(work, "contact", number)
    assert operations(filled) == before


def test_a_change_to_what_it_was_is_none(filled: Path) -> None:
    before = operations(filled)
    with writing(filled) as work:
        edit(work, "partner", CAFE)
    with writing(filled) as work:
        row = work.session.get_one(Partner, CAFE)
        name = row.name
        row.name = "For a moment"
        work.session.flush()
        row.name = name
    assert operations(filled) == before


def test_the_content_of_files_is_never_in_the_journal(filled: Path) -> None:
    data = b"a very particular text"
    with writing(filled) as work:
        agreement(work, BARE, file=File("a.txt", "text/plain", data))
    assert [row[0] for row in changes(filled)] == ["agreement", "document"]
    told = [text for row in ask(filled, "SELECT before, after FROM change") for text in row if text]
    assert not [text for text in told if data.decode() in text or LETTER.decode("latin1") in text]
    journaled = {name for (name,) in ask(filled, "SELECT DISTINCT table_name FROM change")}
    assert journaled == set(JOURNALED)


def test_an_operation_rolled_back_uses_up_no_number(filled: Path) -> None:
    before = operations(filled)
    with writing(filled, dry_run=True) as work:
        contact(work, BARE, "Åse")
    with writing(filled) as work:
        contact(work, BARE, "Åse")
    assert one(filled, "SELECT max(id) FROM operation") == before + 1


# Journaling many rows at once, as an import does.


def test_rows_journaled_at_once_are_told_as_single_ones_are(filled: Path) -> None:
    with writing(filled) as work:
        for name in ("A", "B", "C"):
            contact(work, BARE, name)
    single = changes(filled)
    with writing(filled) as work:
        ids = sa.select(metadata.tables["contact"].c.id).where(sa.column("partner_id") == BARE)
        table = metadata.tables["contact"]
        record_added(work.session.connection(), work.operation_id(), table, ids, least=None)
    assert changes(filled) == single


def test_rows_changed_at_once_are_told_with_what_they_were(filled: Path) -> None:
    table = metadata.tables["partner"]
    with writing(filled) as work:
        chosen = table.c.municipality == "Århus"
        update = sa.update(table).where(chosen).values(municipality="Aarhus")
        work.journal.update(update, sa.select(table.c.id).where(chosen))
    told = changes(filled)
    assert [(row[1], row[2]) for row in told] == [(1, 1), (4, 4)]
    for _, number, _, before, after in told:
        assert before["municipality"] == "Århus"
        assert after == before | {"municipality": "Aarhus"}
        assert after == stored(filled, "partner", number)


def test_rows_added_and_removed_at_once_are_told_as_ranges(filled: Path) -> None:
    contact_table = metadata.tables["contact"]
    rows = """SELECT table_name, row_id, last_row_id, partner_id, before, after FROM change
        WHERE operation_id = (SELECT max(id) FROM operation)"""
    with writing(filled) as work, work.journal.adding(contact_table):
        values = {"partner_id": BARE, "search_key": "x", "is_primary": False}
        new = [{"id": number, "name": f"X {number}", **values} for number in (*range(10, 70), 72)]
        work.session.connection().execute(sa.insert(contact_table), new)
    assert ask(filled, rows) == [
        ("contact", 10, 69, None, None, None),
        ("contact", 72, 72, None, None, None),
    ]
    with writing(filled) as work:
        ids = sa.select(contact_table.c.id).where(contact_table.c.id.between(10, 69))
        record_removed(work.session.connection(), work.operation_id(), contact_table, ids)
    ((*told, before, after),) = ask(filled, rows)
    assert told == ["contact", 10, 69, None]
    assert after is None
    assert json.loads(before) == [stored(filled, "contact", number) for number in range(10, 70)]


@pytest.mark.parametrize("write", [sa.insert, sa.update, sa.delete])
def test_nothing_that_writes_many_rows_goes_past_the_journal(filled: Path, write: Any) -> None:
    with (
        pytest.raises(AssertionError, match="rows of unit are written past the journal"),
        writing(filled) as work,
    ):
        work.session.connection().execute(write(metadata.tables["unit"]))


@pytest.mark.parametrize("values", ["9, 8, NULL, NULL", "1, 2, NULL, '{}'", "1, NULL, NULL, NULL"])
def test_a_change_that_tells_nothing_is_refused(filled: Path, values: str) -> None:
    with raw(filled) as connection, pytest.raises(sqlite3.IntegrityError, match="ck_change"):
        connection.execute(
            "INSERT INTO change (operation_id, table_name, row_id, last_row_id, before, after)"
            f" VALUES (1, 'contact', {values})"
        )


def test_a_partner_of_a_range_is_found_by_its_number(filled: Path) -> None:
    table = metadata.tables["partner"]
    with writing(filled) as work:
        work.operation_id()
    with raw(filled) as connection:
        connection.execute(
            "INSERT INTO change (operation_id, table_name, row_id, last_row_id)"
            " SELECT max(id), ?, 100, 200 FROM operation",
            [table.name],
        )
    with writing(filled, dry_run=True) as work:
        for number, found in ((99, 0), (100, 1), (150, 1), (200, 1), (201, 0)):
            assert len(work.reader.all(operations_on_partner, partner=number)) == found
