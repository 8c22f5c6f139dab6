"""Policy files, the shipped one and a house's own: read, and told exactly what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.enums import Level, Severity
from partnerreg.domain.policy import Policy, Thresholds, Wording
from partnerreg.domain.policy_source import (
    MODELS,
    SECTIONS,
    PolicyFile,
    laid_over,
    model_file,
    one_of,
    shown,
)
from partnerreg.domain.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from partnerreg.domain.policy_source import Keys

SHIPPED = model_file(MODELS[0])

_LEVELS = {level.word: level for level in Level}
_CENTURY = {"months": 1200, "days": 36500}
_SCALE = {"health_low": 5, "health_gap": 4}  # in points, with decimals
_OWN_MOST = {"small_number": 1000, "year_shift_months": 11}


def load_policy(path: Path | None = None, translate: Callable[[str], str] = str) -> Policy:
    """The shipped policy, with the file at `path` laid over it, in the reader's language.

    Raises:
        InvalidInput: the file cannot be read, is not TOML, or says something
            that a policy cannot say; names the file, the line and the key.
    """
    import tomllib

    tables = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    if path is not None:
        tables = laid_over(tables, read_policy_file(path))
    return _policy_of(tables, translate)


def _policy_of(tables: Mapping[str, Any], translate: Callable[[str], str]) -> Policy:
    """The policy that complete and valid tables describe."""
    levels = tables["levels"]
    return Policy(
        RULES,
        severities={
            code: {Level[word.upper()]: Severity(how) for word, how in levels.items()}
            for code, levels in tables["rules"].items()
        },
        thresholds=Thresholds(**tables["thresholds"]),
        wording=Wording(
            {Level[word.upper()]: level["label"] for word, level in levels.items()},
            {Level[word.upper()]: level["description"] for word, level in levels.items()},
            tables["definition"],
        ),
        checklists=tables.get("checklists", {}),
        translate=translate,
    )


def read_policy_file(path: Path) -> dict[str, Any]:
    """The tables of a policy file, all of them valid, none of them necessarily complete.

    Raises:
        InvalidInput: see `load_policy`.
    """
    from partnerreg.toml_file import read_toml

    file = PolicyFile(str(path), *read_toml(path))
    check(file)
    return file.tables


def check(file: PolicyFile) -> None:
    """Refuse what a policy cannot say.

    Raises:
        InvalidInput: names the line and the key, and what may stand there.
    """
    for _ in file.entries((), "section", SECTIONS):
        pass
    _check_labels(file)
    _check_thresholds(file)
    for keys, _ in file.entries(("rules",), "rule", RULES):
        _check_rule(file, keys)
    if "checklists" in file.tables:
        from partnerreg.domain.checklists import check_checklists

        check_checklists(file)


def _check_labels(file: PolicyFile) -> None:
    for level, _ in file.entries(("levels",), "level", _LEVELS):
        for texts, _ in file.entries(level, "key", ("label", "description")):
            file.check_texts(texts, texts[-1])
    file.check_texts(("definition",), "definition")


def _check_thresholds(file: PolicyFile) -> None:
    for keys, number in file.entries(("thresholds",), "threshold", Thresholds._fields):
        name = keys[-1]
        if most := _SCALE.get(name):
            if type(number) not in {int, float} or not 0 <= number <= most:
                hint = f"Write a number from 0 to {most}."
                raise file.fault(keys, f"{shown(number)} is no such number", hint)
            continue
        most = _OWN_MOST.get(name) or _CENTURY[name.rpartition("_")[2]]
        if type(number) is not int or not 0 <= number <= most:
            hint = f"Write a whole number from 0 to {most}."
            raise file.fault(keys, f"{shown(number)} is no such number", hint)


def _check_rule(file: PolicyFile, rule: Keys) -> None:
    fits = RULES[rule[-1]]
    for keys, word in file.entries(rule, "level", _LEVELS):
        level = _LEVELS[keys[-1]]
        if word not in list(Severity):
            raise file.fault(keys, f"{shown(word)} is no severity", one_of(list(Severity)))
        if word == Severity.OFF:
            continue
        if level not in fits.levels:
            levels = " or ".join(each.word for each in Level if each in fits.levels)
            raise file.fault(keys, "the rule has no meaning at this level", f"It fits {levels}.")
        if word == Severity.REQUIRED and (reason := _why_not_required(rule[-1], level)):
            raise file.fault(keys, reason, "Use advised, hint or off.")


def _why_not_required(code: str, level: Level) -> str:
    if level is Level.NETWORK:
        return "nothing can be required of network collaborations: the easy path must stay easy"
    if RULES[code].opportunity:
        return "this is an opportunity, which cannot be required"
    return ""
