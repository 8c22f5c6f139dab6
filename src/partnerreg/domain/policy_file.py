"""Policy files, the shipped one and a house's own: read, and told exactly what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerreg.domain.enums import Level, Severity
from partnerreg.domain.policy import Policy, Thresholds, Wording
from partnerreg.domain.policy_source import (
    MODELS,
    SECTIONS,
    PolicyFile,
    in_language,
    instead,
    laid_over,
    model_file,
    one_of,
    shown,
)
from partnerreg.domain.rules import RULES, asking_for
from partnerreg.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from partnerreg.domain.policy import Rule
    from partnerreg.domain.policy_source import Keys
    from partnerreg.language import Language

SHIPPED = model_file(MODELS[0])

_LEVELS = {level.word: level for level in Level}
_CENTURY = {"months": 1200, "days": 36500, "points": 100}
_SCALE = {"health_low": 5, "health_gap": 4}  # in points, with decimals
_OWN_MOST = {"small_number": 1000, "year_shift_months": 11}
_ASKS = "asks"
_STEP = "step:"
_OF_OUR_OWN = (_ASKS, "text")


def load_policy(path: Path | None = None, language: Language = ENGLISH) -> Policy:
    """The shipped policy, with the file at `path` laid over it, in the reader's language.

    Raises:
        InvalidInput: the file cannot be read, is not TOML, or says something
            that a policy cannot say; names the file, the line and the key.
    """
    import tomllib

    tables = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    if path is not None:
        tables = laid_over(tables, read_policy_file(path))
    return _policy_of(tables, language)


def _policy_of(tables: Mapping[str, Any], language: Language) -> Policy:
    """The policy that complete and valid tables describe."""
    rules, levels, checklists = tables["rules"], tables["levels"], tables.get("checklists", {})
    own = {
        code: _own_rule(code, rule, checklists, language)
        for code, rule in rules.items()
        if _ASKS in rule
    }
    return Policy(
        RULES | own,
        severities={
            code: {_LEVELS[word]: Severity(how) for word, how in rule.items() if word in _LEVELS}
            for code, rule in rules.items()
        },
        thresholds=Thresholds(**tables["thresholds"]),
        wording=Wording(
            {_LEVELS[word]: level["label"] for word, level in levels.items()},
            {_LEVELS[word]: level["description"] for word, level in levels.items()},
            tables["definition"],
        ),
        checklists=checklists,
        language=language,
    )


def _own_rule(
    code: str, rule: Mapping[str, Any], checklists: Mapping[str, Any], language: Language
) -> Rule:
    """A rule of the house's, which asks for a step; without a text it is called by the question."""
    from partnerreg.domain.checklists import STEPS, load_checklist

    step = rule[_ASKS].removeprefix(_STEP)
    if "text" in rule:
        text = in_language(rule["text"], language.code)
    else:
        lists = (load_checklist(name, checklists.get(name, {})) for name in STEPS)
        (item,) = (item for each in lists for item in each.items if item.code == step)
        question = item.text(language.code)
        text = language.gettext("It is answered: {question}").format(question=question)
    return asking_for(code, step, text)


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
    if "checklists" in file.tables:
        from partnerreg.domain.checklists import check_checklists

        check_checklists(file)
    for code in file.table(("rules",)):
        _check_rule(file, ("rules", code))


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
    code, of_our_own = rule[-1], _ASKS in file.table(rule)
    if of_our_own:
        _check_own_rule(file, rule)
    elif code not in RULES:
        raise file.fault(rule, "there is no such rule", instead(code, RULES))
    words = [*_LEVELS, *(_OF_OUR_OWN if of_our_own else ())]
    for keys, word in file.entries(rule, "level", words):
        if keys[-1] not in _LEVELS:
            continue
        level = _LEVELS[keys[-1]]
        if word not in list(Severity):
            raise file.fault(keys, f"{shown(word)} is no severity", one_of(list(Severity)))
        if word == Severity.OFF:
            continue
        if not of_our_own and level not in (fits := RULES[code]).levels:
            levels = " or ".join(each.word for each in Level if each in fits.levels)
            raise file.fault(keys, "the rule has no meaning at this level", f"It fits {levels}.")
        if word == Severity.REQUIRED and (reason := _why_not_required(code, level)):
            raise file.fault(keys, reason, "Use advised, hint or off.")


def _check_own_rule(file: PolicyFile, rule: Keys) -> None:
    from partnerreg.domain.checklists import check_code, step_codes

    if rule[-1] in RULES:
        hint = "Give your own rule a code of its own."
        raise file.fault((*rule, _ASKS), "a shipped rule asks what it asks", hint)
    check_code(file, rule)
    file.check_texts((*rule, "text"), "text")
    asks, codes = file.table(rule)[_ASKS], step_codes(file)
    if not isinstance(asks, str) or asks.removeprefix(_STEP) not in codes:
        near = instead(str(asks).removeprefix(_STEP), codes)
        raise file.fault((*rule, _ASKS), f"{shown(asks)} names no step", f'As "step:need". {near}')
    if not asks.startswith(_STEP):
        hint = f'Write "{_STEP}{asks}".'
        raise file.fault((*rule, _ASKS), f"{shown(asks)} does not say what kind it is", hint)


def _why_not_required(code: str, level: Level) -> str:
    if level is Level.NETWORK:
        return "nothing can be required of network collaborations: the easy path must stay easy"
    if code in RULES and RULES[code].opportunity:
        return "this is an opportunity, which cannot be required"
    return ""
