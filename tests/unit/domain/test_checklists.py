"""Checklists: the shipped ones, a house's changes of them, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnerreg.domain.checklists import CHECKLISTS, STEPS, Checklist
from partnerreg.domain.enums import LANGUAGES, Condition, Level
from partnerreg.domain.policy_file import load_policy
from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = load_policy()


def codes(checklist: Checklist) -> list[str]:
    """The codes of a list's items, in order."""
    return [item.code for item in checklist.items]


def ours(tmp_path: Path, name: str, text: str) -> Checklist:
    """A checklist with a house's changes."""
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return load_policy(path).checklist(name)


@pytest.mark.parametrize("name", CHECKLISTS)
def test_a_shipped_list_speaks_all_languages_and_each_item_is_in_a_group_of_it(name: str) -> None:
    checklist = SHIPPED.checklist(name)
    texts = [
        checklist.labels,
        *checklist.groups.values(),
        *(item.texts for item in checklist.items),
    ]
    assert all(list(each) == list(LANGUAGES) for each in texts)
    assert {item.group for item in checklist.items} == (set(checklist.groups) or {""})
    assert len({item.text("fi") for item in checklist.items}) == len(checklist.items)


def test_a_code_is_that_of_one_step() -> None:
    every = [code for name in STEPS for code in codes(SHIPPED.checklist(name))]
    assert len(every) == len(set(every))


def test_more_is_asked_the_higher_the_level_and_nothing_of_network_collaborations() -> None:
    preparation = SHIPPED.checklist("preparation")
    service = [item.code for item in preparation.asked(Level.SERVICE)]
    assert " ".join(service) == "need alone fit people bring gain expect paper measure"
    assert set(service) < {item.code for item in preparation.asked(Level.STRATEGIC)}
    assert not any(SHIPPED.checklist(name).asked(Level.NETWORK, [*Condition]) for name in STEPS)


def test_what_only_some_partners_are_asked_is_asked_where_the_condition_is_so() -> None:
    volunteers = SHIPPED.checklist("volunteers")
    assert not volunteers.asked(Level.SERVICE)
    assert not volunteers.asked(Level.SERVICE, [Condition.YOUTH])
    assert volunteers.asked(Level.SERVICE, [Condition.VOLUNTEERS]) == volunteers.items


def test_a_house_changes_adds_and_takes_out_items(tmp_path: Path) -> None:
    text = """
[checklists.preparation.items]
risk = "off"

[checklists.preparation.items.need]
text.da = "Hvad savner byen?"
levels = ["strategic"]

[checklists.preparation.items.keys]
text.da = "Hvem har nøgler?"
group = "house"
when = ["volunteers"]

[checklists.preparation.items.alarm]
text.da = "Hvem slår alarmen til?"

[checklists.preparation.groups.house]
da = "Huset"
"""
    checklist = ours(tmp_path, "preparation", text)
    assert "risk" not in codes(checklist)
    assert codes(checklist)[-2:] == ["keys", "alarm"]
    items = {item.code: item for item in checklist.items}
    assert items["need"].text("da") == "Hvad savner byen?"
    assert items["need"].text("en") == "What do citizens lack that we want to change?"
    assert items["need"].levels == {Level.STRATEGIC}
    assert items["keys"].text("fi") == "Hvem har nøgler?"
    assert items["keys"].when == {Condition.VOLUNTEERS}
    assert items["alarm"].levels == frozenset(Level)
    assert checklist.group_label("house", "sv") == "Huset"
    assert checklist.group_label("", "da") == "Forberedelse"


def test_an_item_of_ours_is_asked_as_its_list_is(tmp_path: Path) -> None:
    text = '[checklists.volunteers.items.volunteers-keys]\ntext.en = "Who has keys?"\n'
    item = ours(tmp_path, "volunteers", text).items[-1]
    assert item.when == {Condition.VOLUNTEERS}
    assert item.levels == {Level.STRATEGIC, Level.SERVICE}


def test_other_statements_have_a_version_of_their_own(tmp_path: Path) -> None:
    text = '[checklists.health]\nversion = "ours"\nitems.r2 = "off"\n'
    health = ours(tmp_path, "health", text)
    assert health.version == "ours" != SHIPPED.checklist("health").version
    assert "r2" not in codes(health)


HEALTH = "[checklists.health]\n"
STEP = "[checklists.preparation.items.keys]\n"
TEXT = 'text.en = "Who has keys?"\n'


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "[checklists.prep]\n",
            "line 1: checklists.prep: there is no such checklist",
            "Use one of",
        ),
        ("checklists = 3\n", "line 1: checklists: 3 stands where", "checklists.preparation.items"),
        (f"{STEP}", "line 1: checklists.preparation.items.keys: the item has no text", "text.en"),
        (
            f"{STEP}text.en = 3\n",
            "line 2: checklists.preparation.items.keys.text.en: 3 is no",
            "one",
        ),
        (f'{STEP}text.de = "x"\n', "text.de: there is no such language", "en, da, sv, fi, nb"),
        (
            f'{STEP}{TEXT}level = "all"\n',
            "line 3: checklists.preparation.items.keys.level: ",
            "levels",
        ),
        (f'{STEP}{TEXT}levels = "all"\n', "'all' stands where a list should", '["strategic"]'),
        (f'{STEP}{TEXT}levels = [["a"]]\n', "['a'] is no level", "strategic, service, network"),
        (f'{STEP}{TEXT}when = ["young"]\n', "'young' is no condition", "youth"),
        (f'{STEP}{TEXT}group = "house"\n', "the list has no group 'house'", "groups.NAME"),
        (f"{STEP}{TEXT}open = 1\n", "1 is no yes or no", "true or false"),
        ("[checklists.case.items.'Å']\n", "this is no code", "hyphens"),
        (
            '[checklists.case.items]\nwhy = "off"\n',
            "line 2: checklists.case.items.why: ",
            "own-house",
        ),
        ("[checklists.case.groups.ours]\n", "the group has no name", "en ="),
        ("[checklists.case]\nlabel.en = ''\n", "line 2: checklists.case.label.en: '' is no", "one"),
        (f"{HEALTH}items.r2 = 'off'\n", "needs its own version", 'version = "our 1"'),
        (f"{HEALTH}version = '1'\n", "'1' is the shipped version", "another"),
        (f"{HEALTH}version = 2\n", "2 is no version", "our 1"),
        (f"[checklists.youth.items.need]\n{TEXT}", "preparation has an item of this code", "own"),
        (f"{STEP}{TEXT}[checklists.youth.items.keys]\n{TEXT}", "has an item of this code", "own"),
    ],
)
def test_what_a_list_cannot_say_is_told_with_its_line(
    tmp_path: Path, text: str, message: str, hint: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        ours(tmp_path, "preparation", text)
    assert message in str(caught.value)
    assert hint in str(caught.value.hint)
