"""What the register's own constraints refuse, whoever writes: by plain SQL on a filled one.

Each change is one statement to rows that are there; all stand in `helpers/filled_register.py`.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from helpers.actions import ask, raw
from partnerreg.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLES = sorted(metadata.tables.values(), key=lambda table: table.name)


def words(place: str, where: str = "TRUE") -> list[str]:
    """Statements that write what a closed list does not have: unknown, empty, in capitals."""
    table, _, column = place.partition(".")
    kind = metadata.tables[table].c[column].type
    assert isinstance(kind, sa.Enum)
    unknown = ("unknown", "", kind.enums[0].upper())
    return [f"UPDATE {table} SET {column} = '{value}' WHERE {where}" for value in unknown]


def checks_of(table: sa.Table) -> Iterator[tuple[str, list[str]]]:
    """What a table's closed lists, texts that are not blank and periods refuse."""
    for column in table.columns:
        if isinstance(column.type, sa.Enum) and column.type.create_constraint:
            yield f"ck_{table.name}_{column.type.name}", words(str(column))
    for constraint in sorted(table.constraints, key=lambda each: str(each.name)):
        name = str(constraint.name).removeprefix(f"ck_{table.name}_")
        text, filled, _ = name.partition("_filled")
        if filled:
            blanks = [f"UPDATE {table.name} SET {text} = '{blank}'" for blank in ("", "   ")]
            yield f"ck_{table.name}_{name}", blanks
        last, after, first = name.partition("_after_")
        if after:
            days = f"{first} = '2026-01-02', {last} = '2026-01-01'"
            yield f"ck_{table.name}_{name}", [f"UPDATE {table.name} SET {days}"]


CHECKS = dict(check for table in TABLES for check in checks_of(table))
CHECKS |= {
    "ck_activity_hours_not_negative": ["UPDATE activity SET hours = -0.5"],
    "ck_activity_participants_not_negative": ["UPDATE activity SET participants = -1"],
    "ck_agreement_notice_months_not_negative": ["UPDATE agreement SET notice_months = -1"],
    "ck_agreement_renewal_months_positive": [
        "UPDATE agreement SET renewal_months = 0 WHERE renewal = 'tacit'",
        "UPDATE agreement SET renewal_months = -12 WHERE renewal = 'tacit'",
    ],
    "ck_agreement_replaces_another": ["UPDATE agreement SET replaces_id = id WHERE id = 2"],
    "ck_agreement_tacit_term": [
        "UPDATE agreement SET renewal_months = NULL WHERE renewal = 'tacit'",
        "UPDATE agreement SET renewal_months = 12 WHERE renewal = 'none'",
    ],
    "ck_agreement_valid_until_after_valid_from": [
        "UPDATE agreement SET valid_until = date(valid_from, '-1 day') WHERE id = 2"
    ],
    **{
        f"ck_{table}_{name}": [f"UPDATE {table} SET {change}" for change in changes]
        for table in ("agreement", "amendment")
        for name, changes in {
            "notice_is_length": ("notice = '3x', notice_months = NULL",),
            "one_notice": ("notice = '3m', notice_months = 3",),
            "value_in_currency": ("value = 1, currency = NULL", "value = NULL, currency = 'DKK'"),
            "value_not_negative": ("value = -1, currency = 'DKK'",),
        }.items()
    },
    "ck_agreement_party_left_on_after_joined_on": [
        "UPDATE agreement_party SET left_on = joined_on"
    ],
    "ck_amendment_notice_months_not_negative": [
        "UPDATE amendment SET notice = NULL, notice_months = -1"
    ],
    "ck_amendment_renewal_months_positive": [
        "UPDATE amendment SET renewal = 'tacit', renewal_months = 0"
    ],
    "ck_amendment_tacit_term": ["UPDATE amendment SET renewal_months = 12 WHERE renewal = 'none'"],
    "ck_amendment_valid_until_after_starts_on": [
        "UPDATE amendment SET valid_until = date(starts_on, '-1 day')"
    ],
    "ck_signature_we_are_no_partner": ["UPDATE signature SET party = 'we', represents_id = 1"],
    "ck_suspension_ends_on_after_starts_on": [
        "UPDATE suspension SET ends_on = date(starts_on, '-1 day')"
    ],
    "ck_change_last_row_id_after_row_id": [
        "UPDATE change SET after = NULL, last_row_id = row_id - 1 WHERE after IS NOT NULL"
    ],
    "ck_change_range_is_added_or_removed": ["UPDATE change SET last_row_id = row_id"],
    "ck_change_says_something": ["UPDATE change SET before = NULL, after = NULL"],
    "ck_content_sha256_is_hex": [
        "INSERT INTO content VALUES ('abc', 1, x'00')",
        "INSERT INTO content VALUES ('', 1, x'00')",
    ],
    "ck_content_size_is_true": ["UPDATE content SET size = size + 1"],
    "ck_contribution_hours_not_negative": ["UPDATE contribution SET hours = -1"],
    "ck_contribution_worth_not_negative": ["UPDATE contribution SET worth = -1, currency = 'DKK'"],
    "ck_contribution_worth_in_currency": [
        "UPDATE contribution SET worth = 1, currency = NULL",
        "UPDATE contribution SET worth = NULL, currency = 'DKK'",
    ],
    "ck_evaluation_answers_not_negative": ["UPDATE evaluation SET answers = -1"],
    "ck_evaluation_next_on_after_held_on": ["UPDATE evaluation SET next_on = held_on"],
    "ck_health_answer_respondent_counted": ["UPDATE health_answer SET respondent = 0"],
    "ck_health_answer_says_something": [
        "UPDATE health_answer SET score = NULL, comment = NULL",
    ],
    "ck_health_answer_score_on_scale": [
        f"UPDATE health_answer SET score = {score}" for score in (0, 6)
    ],
    "ck_health_check_closed_on_after_opened_on": [
        "UPDATE health_check SET closed_on = '2000-01-01'"
    ],
    "ck_expectation_met_on_a_day": [
        "UPDATE expectation SET met = NULL WHERE met IS NOT NULL",
        "UPDATE expectation SET settled_on = NULL WHERE met IS NOT NULL",
    ],
    "ck_expectation_settled_on_after_stated_on": [
        "UPDATE expectation SET settled_on = date(stated_on, '-1 day') WHERE met IS NOT NULL"
    ],
    "ck_level_change_changes_something": [
        "UPDATE level_change SET to_level = from_level WHERE from_level IS NOT NULL"
    ],
    "ck_level_change_from_level_is_level": [
        f"UPDATE level_change SET from_level = {level}" for level in (0, 4, -1)
    ],
    "ck_level_change_goes_somewhere": [
        "UPDATE level_change SET from_level = NULL, to_level = NULL"
    ],
    "ck_level_change_to_level_is_level": [
        f"UPDATE level_change SET to_level = {level}" for level in (0, 4, -1)
    ],
    "ck_partner_country_is_alpha_2": [
        "UPDATE partner SET country = 'DNK'",
        "UPDATE partner SET country = ''",
    ],
    "ck_partner_level_is_level": [f"UPDATE partner SET level = {level}" for level in (0, 4, -1)],
    "ck_level_change_ended_for_a_reason": [
        "UPDATE level_change SET ending = 'succeeded' WHERE to_level IS NOT NULL"
    ],
    "ck_level_change_ending": words("level_change.ending", "to_level IS NULL"),
    "ck_partner_tie_other_is_another": ["UPDATE partner_tie SET other_id = partner_id"],
    "ck_phase_change_closed_for_a_reason": [
        "UPDATE phase_change SET end_reason = NULL WHERE phase = 'closed'",
        "UPDATE phase_change SET end_reason = 'no-time' WHERE phase <> 'closed'",
    ],
    "ck_phase_change_end_reason": words("phase_change.end_reason", "phase = 'closed'"),
    "ck_target_reached_on_a_day": [
        "UPDATE target SET reached_on = NULL WHERE reached IS NOT NULL",
        "UPDATE target SET reached = NULL WHERE reached IS NOT NULL",
    ],
    "ck_step_answer_text_says_why": ["UPDATE step_answer SET text = NULL WHERE state <> 'open'"],
}
CHECKS |= {
    "ck_group_member_is_somebody": [
        "UPDATE group_member SET staff_id = 1, partner_id = 1",
        "UPDATE group_member SET staff_id = NULL, partner_id = NULL, contact_id = NULL",
        "UPDATE group_member SET staff_id = 1, partner_id = 1, contact_id = 1",
    ],
    "ck_proposal_decided_one_way": [
        "UPDATE proposal SET decided_on = NULL WHERE reason IS NOT NULL",
        "UPDATE proposal SET decided_on = '2026-03-01', reason = NULL",
        "UPDATE proposal SET decided_on = '2026-03-01', reason = 'x', partner_id = 1",
        "UPDATE proposal SET partner_id = 1 WHERE decided_on IS NULL",
    ],
    "ck_proposal_decided_on_after_received_on": [
        "UPDATE proposal SET received_on = '2026-02-02' WHERE decided_on = '2026-02-01'"
    ],
}
FITTING = [
    "UPDATE assignment SET starts_on = '2026-01-01', ends_on = '2026-01-01'",
    "UPDATE agreement SET valid_until = valid_from WHERE valid_from IS NOT NULL",
    "UPDATE goal SET starts_on = NULL, ends_on = '2020-01-01'",
    "UPDATE goal SET starts_on = '2020-01-01', ends_on = NULL",
    "UPDATE activity SET participants = 0",
    "UPDATE agreement SET notice_months = 0",
    "UPDATE partner SET country = NULL, sector = NULL, scope = NULL",
    "UPDATE partner SET external_id = NULL",
    "UPDATE partner SET registration_number = '2021000000'",
    "UPDATE contact SET is_primary = 0",
]


def refusal(path: Path, statement: str) -> str:
    with raw(path) as connection, pytest.raises(sqlite3.IntegrityError) as caught:
        connection.execute(statement)
    return str(caught.value)


def test_every_check_of_the_entities_is_tried_here() -> None:
    named = {
        str(constraint.name)
        for table in TABLES
        for constraint in sorted(table.constraints, key=lambda each: str(each.name))
        if isinstance(constraint, sa.CheckConstraint)
    }
    assert set(CHECKS) == named


@pytest.mark.parametrize(
    ("name", "statement"), [(name, each) for name, found in CHECKS.items() for each in found]
)
def test_a_check_refuses_what_cannot_be(filled: Path, name: str, statement: str) -> None:
    assert refusal(filled, statement) == f"CHECK constraint failed: {name}"


@pytest.mark.parametrize("statement", FITTING)
def test_what_can_be_passes(filled: Path, statement: str) -> None:
    with raw(filled) as connection:
        assert connection.execute(statement).rowcount > 0


REQUIRED = [
    (table.name, column.name)
    for table in TABLES
    for column in table.columns
    if not column.nullable and column.name != "id"
]


@pytest.mark.parametrize(("table", "column"), REQUIRED)
def test_what_is_required_cannot_be_left_out(filled: Path, table: str, column: str) -> None:
    said = refusal(filled, f"UPDATE {table} SET {column} = NULL")
    assert said == f"NOT NULL constraint failed: {table}.{column}"


UNIQUE = [
    (table.name, [column.name for column in constraint.columns])
    for table in TABLES
    for constraint in sorted(table.constraints, key=lambda each: str(each.name))
    if isinstance(constraint, sa.UniqueConstraint)
]


def test_what_is_unique_is_known() -> None:
    assert sorted((table, *columns) for table, columns in UNIQUE) == [
        ("activity_audience", "activity_id", "audience_id"),
        ("activity_partner", "partner_id", "activity_id"),
        ("activity_staff", "activity_id", "staff_id"),
        ("agreement_party", "agreement_id", "partner_id"),
        ("amendment", "agreement_id", "starts_on"),
        ("area", "name_key"),
        ("audience", "name_key"),
        ("clause", "agreement_id", "code", "marked_on"),
        ("communication_unit", "communication_id", "unit_id"),
        ("evaluation_indicator", "evaluation_id", "name"),
        ("goal", "code_key"),
        ("goal_audience", "goal_id", "audience_id"),
        ("health_answer", "health_id", "side", "respondent", "code"),
        ("health_check", "form_code"),
        ("health_statement", "health_id", "code"),
        ("meeting", "held_on"),
        ("milestone", "project_id", "title_key"),
        ("network_group", "name_key"),
        ("partner", "external_id"),
        ("partner_audience", "partner_id", "audience_id"),
        ("partner_tag", "partner_id", "tag_key"),
        ("project", "title_key"),
        ("project_unit", "project_id", "unit_id"),
        ("staff", "name_key"),
        ("step_answer", "partner_id", "code", "answered_on"),
        ("target", "project_id", "indicator_key"),
        ("template", "name_key"),
        ("unit", "name_key"),
    ]


@pytest.mark.parametrize(("table", "columns"), UNIQUE)
def test_what_is_unique_is_there_once(filled: Path, table: str, columns: list[str]) -> None:
    names = ", ".join(columns)
    first = f"SELECT {names} FROM {table} WHERE id = 1"
    said = refusal(filled, f"UPDATE {table} SET ({names}) = ({first}) WHERE id = 2")
    assert said == "UNIQUE constraint failed: " + ", ".join(f"{table}.{name}" for name in columns)


def test_a_partner_has_one_primary_contact(filled: Path) -> None:
    said = refusal(filled, "UPDATE contact SET is_primary = 1 WHERE partner_id = 1")
    assert said == "UNIQUE constraint failed: contact.partner_id"


def test_content_is_kept_once(filled: Path) -> None:
    said = refusal(filled, "INSERT INTO content SELECT * FROM content")
    assert said == "UNIQUE constraint failed: content.sha256"


REFERENCES = [
    (table.name, key.parent.name, key.column.table.name, key.column.name)
    for table in TABLES
    for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
]


@pytest.mark.parametrize(("table", "column", "parent", "key"), REFERENCES)
def test_a_reference_points_to_a_row_that_is_there_and_stays(
    filled: Path, table: str, column: str, parent: str, key: str
) -> None:
    with raw(filled) as connection:  # nothing has been taken back there
        connection.execute("UPDATE operation SET takes_back_id = 1 WHERE id = 2")
    value = "'0000'" if key == "sha256" else "999"
    first = f"(SELECT min(rowid) FROM {table} WHERE {column} IS NOT NULL)"
    said = refusal(filled, f"UPDATE {table} SET {column} = {value} WHERE rowid = {first}")
    assert said == "FOREIGN KEY constraint failed"
    ((used,),) = ask(filled, f"SELECT min({column}) FROM {table}")
    assert used is not None, "the filled register has no such reference"
    said = refusal(filled, f"DELETE FROM {parent} WHERE {key} = {used!r}")
    assert said == "FOREIGN KEY constraint failed"
