"""Checklists: what is gone through, item by item, in the reader's language.

They ship in `policies/checklists/`, one file a list. A house's policy file changes, adds
and takes out items (`check_checklists` says how it may be written):

    [checklists.preparation.items.insurance]
    text.en = "Who is insured, and against what?"
    levels = ["strategic"]
    when = ["volunteers"]

    [checklists.preparation.items]
    risk = "off"
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain.enums import Condition, Level
from partnerreg.domain.policy_source import in_language, laid_over, one_of, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from partnerreg.domain.policy_source import Keys, PolicyFile

STEPS = ("preparation", "volunteers", "youth", "private", "complexity")
"""The lists whose items are steps of a preparation; a code is that of one step in all of them.

Steps of the last are answered by yes or no, and make points (`partnerreg.domain.preparation`).
"""

CHECKLISTS = (*STEPS, "agreement", "health", "case")
"""All lists there are."""

_SHIPPED = Path(__file__).parent / "policies" / "checklists"
_LEVELS = {level.word: level for level in Level}
_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_OFF = "off"
_OF_A_LIST = ("label", "version", "levels", "when", "groups", "items")
_OF_AN_ITEM = ("text", "group", "levels", "when", "open")


class Item(NamedTuple):
    """One question or statement of a checklist.

    Attributes:
        code: its name in commands, answers and JSON.
        texts: what it asks or says, by language.
        group: the group it belongs to, by its code; empty if to none.
        levels: where it is asked.
        when: it is asked only if one of these is so; always if none is named.
        is_open: it is answered in one's own words, where others are answered on a scale.
    """

    code: str
    texts: Mapping[str, str]
    group: str = ""
    levels: frozenset[Level] = frozenset(Level)
    when: frozenset[Condition] = frozenset()
    is_open: bool = False

    def text(self, language: str) -> str:
        """What it asks or says; in English, or whatever there is, where it has no text in it."""
        return in_language(self.texts, language)

    def applies(self, conditions: Collection[Condition]) -> bool:
        """Whether it is asked where these conditions are so."""
        return not self.when or not self.when.isdisjoint(conditions)


class Checklist(NamedTuple):
    """Items that are gone through together, in the order in which they are shown.

    Attributes:
        name: one of `CHECKLISTS`.
        labels: what it is called, by language.
        version: changes with the items, where only answers to the same items are compared.
        groups: what each group is called, by its code and by language.
        items: all items, group by group; last those of no group.
    """

    name: str
    labels: Mapping[str, str]
    version: str
    groups: Mapping[str, Mapping[str, str]]
    items: tuple[Item, ...]

    def label(self, language: str) -> str:
        """What it is called."""
        return in_language(self.labels, language)

    def group_label(self, group: str, language: str) -> str:
        """What a group is called; the list's own name for what is in none."""
        return in_language(self.groups.get(group, self.labels), language)

    def asked(self, level: Level, conditions: Collection[Condition] = ()) -> tuple[Item, ...]:
        """The items that are asked at a level, where these conditions are so."""
        return tuple(
            item for item in self.items if level in item.levels and item.applies(conditions)
        )


def load_checklist(name: str, changes: Mapping[str, Any]) -> Checklist:
    """A shipped checklist with a house's changes laid over it, which are valid."""
    tables = laid_over(_shipped(name), changes)
    groups: Mapping[str, Any] = tables.get("groups", {})
    every = {
        "levels": tables.get("levels", list(_LEVELS)),
        "when": tables.get("when", []),
    }
    order = list(groups)
    items = [
        _item_of(code, {**every, **item}) for code, item in tables["items"].items() if item != _OFF
    ]
    items.sort(key=lambda item: order.index(item.group) if item.group else len(order))
    return Checklist(name, tables["label"], tables.get("version", ""), groups, tuple(items))


def check_checklists(file: PolicyFile) -> None:
    """Refuse what a house cannot say of checklists.

    Raises:
        InvalidInput: names the line and the key, and what may stand there.
    """
    for keys, _ in file.entries(("checklists",), "checklist", CHECKLISTS):
        _check_list(file, keys)
    for code, keys in _new_steps(file):
        if other := next(
            (each for each in STEPS if each != keys[1] and code in _codes(file, each)), ""
        ):
            hint = "Give it a code of its own."
            raise file.fault(keys, f"{other} has an item of this code", hint)


def step_codes(file: PolicyFile) -> list[str]:
    """The codes of all steps that there are with a house's changes, which are valid."""
    changes = file.tables.get("checklists", {})
    lists = [load_checklist(name, changes.get(name, {})) for name in STEPS]
    return [item.code for each in lists for item in each.items]


def check_code(file: PolicyFile, keys: Keys) -> None:
    """Refuse what cannot be the code of an item, a group or a rule.

    Raises:
        InvalidInput: names the line and the key.
    """
    if len(keys[-1]) > 40 or not _CODE.fullmatch(keys[-1]):
        hint = "Write small letters from a to z, digits, and hyphens between."
        raise file.fault(keys, "this is no code", hint)


def _check_list(file: PolicyFile, keys: Keys) -> None:
    shipped = _shipped(keys[-1])
    for each, value in file.entries(keys, "key", _OF_A_LIST):
        match each[-1]:
            case "label":
                file.check_texts(each, "label")
            case "version":
                _check_version(file, each, value)
            case "levels" | "when":
                _check_levels_or_conditions(file, each, value)
            case "groups":
                for group in file.table(each):
                    check_code(file, (*each, group))
                    file.check_texts((*each, group), "label")
                    if not file.table((*each, group)):
                        raise file.fault((*each, group), "the group has no name", 'Write en = "…".')
            case _:
                for code in file.table(each):
                    _check_item(file, (*each, code), shipped)
    says = file.table(keys)
    if "version" in shipped and "items" in says and "version" not in says:
        hint = f'Write version = "our 1" below [{".".join(keys)}].'
        raise file.fault((*keys, "items"), "a list with other items needs its own version", hint)


def _check_version(file: PolicyFile, keys: Keys, version: object) -> None:
    if not isinstance(version, str) or not version.strip() or len(version) > 20:
        hint = 'Write a few letters or digits, as "our 1".'
        raise file.fault(keys, f"{shown(version)} is no version", hint)
    if version == _shipped(keys[1]).get("version"):
        raise file.fault(keys, f"{shown(version)} is the shipped version", "Write another one.")


def _check_item(file: PolicyFile, keys: Keys, shipped: Mapping[str, Any]) -> None:
    is_new = keys[-1] not in shipped["items"]
    if file.table(keys[:-1])[keys[-1]] == _OFF:
        if is_new:
            raise file.fault(keys, "there is no such item", one_of(shipped["items"]))
        return
    check_code(file, keys)
    for each, value in file.entries(keys, "key", _OF_AN_ITEM):
        match each[-1]:
            case "text":
                file.check_texts(each, "text")
            case "group":
                groups = [*shipped.get("groups", ()), *file.table((*keys[:2], "groups"))]
                if value not in groups:
                    hint = f"Name it below [checklists.{keys[1]}.groups.NAME] first."
                    raise file.fault(each, f"the list has no group {shown(value)}", hint)
            case "open":
                if not isinstance(value, bool):
                    raise file.fault(
                        each, f"{shown(value)} is no yes or no", "Write true or false."
                    )
            case _:
                _check_levels_or_conditions(file, each, value)
    if is_new and not file.table((*keys, "text")):
        raise file.fault(keys, "the item has no text", 'Write text.en = "…" below it.')


def _check_levels_or_conditions(file: PolicyFile, keys: Keys, words: object) -> None:
    if keys[-1] == "levels":
        file.check_words(keys, words, _LEVELS, "level")
    else:
        file.check_words(keys, words, [*Condition], "condition")


def _new_steps(file: PolicyFile) -> Iterator[tuple[str, Keys]]:
    for name in STEPS:
        keys = ("checklists", name, "items")
        for code in file.table(keys):
            if code not in _shipped(name)["items"]:
                yield code, (*keys, code)


def _codes(file: PolicyFile, name: str) -> set[str]:
    return {*_shipped(name)["items"], *file.table(("checklists", name, "items"))}


def _item_of(code: str, table: Mapping[str, Any]) -> Item:
    return Item(
        code,
        table["text"],
        table.get("group", ""),
        frozenset(_LEVELS[word] for word in table["levels"]),
        frozenset(map(Condition, table["when"])),
        table.get("open", False),
    )


def _shipped(name: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads((_SHIPPED / f"{name}.toml").read_text(encoding="utf-8"))
