"""Whole things: what fits together, and how several faults are told at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from partnerreg.domain.enums import ActivityKind, AgreementKind, Rating, Renewal
from partnerreg.errors import InvalidInput
from partnerreg.nouns.noun import Problem
from partnerreg.nouns.registry import noun
from partnerreg.nouns.schema import problems, schema_of, validate

PARTNER, CONTACT, AGREEMENT, ACTIVITY, EVALUATION, GOAL, STAFF = (
    schema_of(noun(name))
    for name in ("partner", "contact", "agreement", "activity", "evaluation", "goal", "staff")
)

SCHEMAS: list[tuple[Any, dict[str, Any]]] = [
    (PARTNER, {"name": "Café Retro"}),
    (CONTACT, {"partner": 1, "name": "Åse"}),
    (GOAL, {"code": "G1", "title": "Flere unge"}),
    (STAFF, {"name": "Mette"}),
    (AGREEMENT, {"partner": 1, "kind": "letter-of-intent", "title": "Hensigt"}),
    (ACTIVITY, {"held_on": "2026-03-01", "kind": "visit", "title": "Besøg"}),
    (EVALUATION, {"partner": 1, "held_on": "2026-03-01", "rating": "mixed"}),
]


def refusal(schema: Any, **values: Any) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        validate(schema, values)
    message: str = caught.value.message
    return message.splitlines()


@pytest.mark.parametrize(("schema", "least"), SCHEMAS)
def test_the_least_that_must_be_said_is_enough_and_all_of_it_is_needed(
    schema: Any, least: dict[str, Any]
) -> None:
    made = validate(schema, least)
    assert validate(schema, made.model_dump()) == made, "what was read can be read again"
    for left_out in least:
        rest = {name: value for name, value in least.items() if name != left_out}
        assert refusal(schema, **rest) == [f"{left_out.replace('_', ' ')} is missing"]


@pytest.mark.parametrize(("schema", "least"), SCHEMAS)
def test_what_a_thing_does_not_have_is_refused(schema: Any, least: dict[str, Any]) -> None:
    (said,) = refusal(schema, **least, colour="red")
    assert said.startswith("colour ")


@pytest.mark.parametrize(("schema", "least"), SCHEMAS)
def test_what_was_said_cannot_be_changed_afterwards(schema: Any, least: dict[str, Any]) -> None:
    made = validate(schema, least)
    for name in type(made).model_fields:
        with pytest.raises(ValidationError):
            setattr(made, name, "x")


def test_every_fault_is_told_with_its_field_and_reason() -> None:
    assert refusal(
        PARTNER, name="", sector="x", country="XX", involves_youth="?", pilot_until="soon"
    ) == [
        "name is empty; give a name",
        "sector 'x' is not one of public, private, civil-society, individual",
        "country 'XX' is not a country; write its two letters, as DK",
        "involves youth '?' is neither yes nor no",
        "pilot until 'soon' is not a date; write it as 2026-03-31",
    ]


def test_faults_can_be_had_field_by_field() -> None:
    with pytest.raises(ValidationError) as caught:
        GOAL.model_validate({"code": "G1", "title": "", "starts_on": "x"})
    assert problems(caught.value) == [
        Problem("title", "is empty; give a name"),
        Problem("starts_on", "'x' is not a date; write it as 2026-03-31"),
    ]


@pytest.mark.parametrize("text", ["{name}", "{0}", "%s %d", "[red]x[/red]", "\\"])
def test_what_was_typed_is_quoted_as_it_is(text: str) -> None:
    assert refusal(PARTNER, name="a", country=text) == [
        f"country {text!r} is not a country; write its two letters, as DK"
    ]


@pytest.mark.parametrize(
    ("tags", "kept"),
    [
        (None, ()),
        ("", ()),
        (" , ;", ()),
        ("unge", ("unge",)),
        ("unge, åben scene;musik", ("unge", "åben scene", "musik")),
        (["unge", " musik "], ("unge", "musik")),
        (["a,b"], ("a", "b")),
        ("Unge, unge, UNGE", ("Unge",)),
        ("Århus, Aarhus", ("Århus",)),
    ],
)
def test_tags_come_as_a_list_or_as_one_text_and_each_is_kept_once(
    tags: Any, kept: tuple[str, ...]
) -> None:
    assert validate(PARTNER, {"name": "a", "tags": tags}).tags == kept


def test_a_tag_stands_on_one_line() -> None:
    (said,) = refusal(PARTNER, name="a", tags=["fine", "a\x1bb"])
    assert said.startswith("tags holds a control character")


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (None, ()),
        ("", ()),
        ("Et hus, et publikum", ("Et hus, et publikum",)),
        (["Et hus", "", " Et publikum "], ("Et hus", "Et publikum")),
    ],
)
def test_what_a_party_gives_is_one_text_or_several(texts: Any, kept: tuple[str, ...]) -> None:
    for side in ("we_give", "we_get", "they_give", "they_get"):
        assert getattr(validate(PARTNER, {"name": "a", side: texts}), side) == kept


@pytest.mark.parametrize("schema", [GOAL, STAFF])
def test_a_period_does_not_end_before_it_starts(schema: Any) -> None:
    least = next(least for each, least in SCHEMAS if each is schema)
    said = refusal(schema, **least, starts_on="2026-03-01", ends_on="2026-02-28")
    assert said == ["ends on 2026-02-28 lies before the start 2026-03-01"]
    validate(schema, least | {"starts_on": "2026-03-01", "ends_on": "2026-03-01"})
    validate(schema, least | {"ends_on": "2026-03-01"})
    validate(schema, least | {"starts_on": "2026-03-01"})


def agreement(**values: Any) -> Any:
    return validate(
        AGREEMENT, {"partner": 1, "kind": "written agreement", "title": "Aftale", **values}
    )


@pytest.mark.parametrize("start", ["signed_on", "valid_from"])
@pytest.mark.parametrize(
    ("end", "label"), [("valid_until", "valid until"), ("terminated_on", "terminated on")]
)
def test_an_agreement_does_not_end_before_it_starts(start: str, end: str, label: str) -> None:
    said = refusal(
        AGREEMENT,
        partner=1,
        kind="written-agreement",
        title="x",
        **{start: "2026-03-01", end: "2026-02-28"},
    )
    assert said == [f"{label} 2026-02-28 lies before the start 2026-03-01"]
    agreement(**{start: "2026-03-01", end: "2026-03-01"})


def test_an_agreement_may_be_signed_after_it_began() -> None:
    made = agreement(signed_on="2026-03-01", valid_from="2026-01-01", valid_until="2026-02-01")
    assert made.signed_on == date(2026, 3, 1)


def test_months_of_renewal_say_whether_it_is_tacit() -> None:
    renewal = noun("agreement").field("renewal").follows
    assert renewal is not None
    assert renewal(agreement()) is Renewal.NONE
    assert renewal(agreement(valid_until="2027-01-01")) is Renewal.NONE
    assert renewal(agreement(valid_until="2027-01-01", renewal_months="12")) is Renewal.TACIT


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"renewal_months": 12},
            "renewal months need an end of the first term; give it with --until",
        ),
        ({"renewal_months": 0, "valid_until": "2027-01-01"}, "renewal months must be 1 to 600"),
        ({"notice_months": "-1"}, "notice months '-1' is not a whole number, nought or more"),
    ],
)
def test_terms_that_cannot_be_are_refused(values: dict[str, Any], said: str) -> None:
    assert refusal(AGREEMENT, partner=1, kind="written-agreement", title="x", **values) == [said]


def test_kinds_are_read_as_people_write_them() -> None:
    assert agreement(kind="Letter of intent").kind is AgreementKind.LETTER_OF_INTENT
    activity = validate(
        ACTIVITY, {"held_on": "2026-03-01", "kind": "EVENT", "title": "x", "partners": [1]}
    )
    assert activity.kind is ActivityKind.EVENT
    evaluation = validate(
        EVALUATION, {"partner": 1, "held_on": date(2026, 3, 1), "rating": "Success"}
    )
    assert evaluation.rating is Rating.SUCCESS


def test_an_activity_is_held_on_a_day_of_the_calendar() -> None:
    assert refusal(ACTIVITY, held_on="2026-02-30", kind="visit", title="x", partners=[1]) == [
        "held on '2026-02-30' is not a day of the calendar: day is out of range for month"
    ]
