"""Policies: the shipped one, a house's own laid over it, and what is refused."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerreg.domain.enums import LANGUAGES, Level, Severity
from partnerreg.domain.policy_file import SHIPPED, load_policy, read_policy_file
from partnerreg.domain.policy_source import MODELS, line_of, model_file
from partnerreg.domain.rules import RULES
from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Write a policy file and give its path."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "ours.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def refusal(written: Callable[[str | bytes], Path]) -> Callable[[str | bytes], InvalidInput]:
    """The error that a policy file meets."""

    def load(content: str | bytes) -> InvalidInput:
        with pytest.raises(InvalidInput) as caught:
            load_policy(written(content))
        return caught.value

    return load


# The shipped policy


def test_the_shipped_policy_is_valid_as_a_file_and_changes_nothing_over_itself() -> None:
    assert read_policy_file(SHIPPED) == tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    ours, shipped = load_policy(SHIPPED), load_policy()
    for level in Level:
        assert ours.binding(level) == shipped.binding(level)
    assert ours.wording == shipped.wording
    assert ours.thresholds == shipped.thresholds


def test_the_shipped_policy_speaks_of_every_rule_and_names_every_level() -> None:
    policy = load_policy()
    assert set(policy.severities) == set(RULES)
    assert all(set(policy.wording.labels[level]) == set(LANGUAGES) for level in Level)


@pytest.mark.parametrize("model", MODELS)
def test_every_model_is_a_valid_file_that_says_in_every_language_what_it_calls_things(
    model: str,
) -> None:
    wording = load_policy(model_file(model)).wording
    assert read_policy_file(model_file(model))["definition"] == wording.definition
    for texts in (*wording.labels.values(), *wording.descriptions.values(), wording.definition):
        assert set(texts) == set(LANGUAGES)


def test_the_shipped_policy_binds_as_the_strategy_has_it() -> None:
    policy = load_policy()
    required = {level: {rule.code for rule in policy.required(level)} for level in Level}
    assert required == {
        Level.STRATEGIC: {
            "written-agreement",
            "management-follows",
            "goal",
            "coordinator",
            "joint-value",
        },
        Level.SERVICE: {"agreement-or-intent", "goal-or-pilot", "coordinator", "joint-value"},
        Level.NETWORK: set(),
    }
    assert policy.severity("coordinator", Level.NETWORK) is Severity.ADVISED
    assert policy.severity("letter-of-intent", Level.NETWORK) is Severity.HINT
    assert policy.severity("goal", Level.NETWORK) is Severity.OFF
    assert policy.thresholds.activity_months == policy.thresholds.evaluation_months == 12
    assert (policy.thresholds.expiring_days, policy.thresholds.complexity_points) == (90, 4)


def test_a_level_is_called_by_its_name_in_the_language_or_else_in_english() -> None:
    policy = load_policy()
    assert policy.label(Level.NETWORK, "da") == "netværkssamarbejde"
    assert policy.label(Level.SERVICE, "fi") == "palvelulähtöinen kumppanuus"
    assert policy.label(Level.STRATEGIC, "de") == "strategic partnership"


# A house's own


def test_a_file_changes_only_what_it_names(written: Callable[[str | bytes], Path]) -> None:
    path = written(
        '[rules.goal]\nstrategic = "advised"\nservice = "hint"\n'
        "[thresholds]\nexpiring_days = 30\n"
        '[levels.network]\nlabel.sv = "samarbete"\n'
    )
    ours, shipped = load_policy(path), load_policy()
    assert ours.severity("goal", Level.STRATEGIC) is Severity.ADVISED
    assert ours.severity("goal", Level.SERVICE) is Severity.HINT
    assert ours.thresholds == shipped.thresholds._replace(expiring_days=30)
    assert ours.label(Level.NETWORK, "sv") == "samarbete"
    assert ours.label(Level.NETWORK, "da") == shipped.label(Level.NETWORK, "da")
    untouched = set(RULES) - {"goal"}
    assert all(ours.severities[code] == shipped.severities[code] for code in untouched)


def test_a_rule_can_be_switched_off(written: Callable[[str | bytes], Path]) -> None:
    ours = load_policy(written('[rules]\ngoal = { strategic = "off" }\n'))
    assert "goal" not in {each.rule.code for each in ours.binding(Level.STRATEGIC)}


@pytest.mark.parametrize("content", ["", "# nothing\n", "[rules]\n[levels.service]\n"])
def test_a_file_that_names_nothing_is_the_shipped_policy(
    written: Callable[[str | bytes], Path], content: str | bytes
) -> None:
    assert load_policy(written(content)).severities == load_policy().severities


def test_a_file_may_begin_with_a_byte_order_mark_and_end_its_lines_as_windows_does(
    written: Callable[[str | bytes], Path],
) -> None:
    content = '\ufeff[rules.goal]\r\nstrategic = "hint"\r\n'
    assert load_policy(written(content)).severity("goal", Level.STRATEGIC) is Severity.HINT


# What is refused


@pytest.mark.parametrize(
    ("content", "says", "hints"),
    [
        (
            '[rules.goal]\n\n# a word of ours\nstrategic = "must"\n',
            r"line 4: rules.goal.strategic: 'must' is no severity",
            "required, advised, hint, off",
        ),
        (
            '[rules.writen-agreement]\nstrategic = "hint"\n',
            r"line 1: rules.writen-agreement: there is no such rule",
            "Did you mean written-agreement?",
        ),
        (
            '[rules.goal]\nsilver = "hint"\n',
            r"line 2: rules.goal.silver: there is no such level",
            "strategic, service, network",
        ),
        (
            '\n[levels.gold]\nlabel.en = "x"\n',
            r"line 2: levels.gold: there is no such level",
            "strategic, service, network",
        ),
        (
            '[levels.service]\nlabel.de = "x"\n',
            r"line 2: levels.service.label.de: there is no such language",
            "en, da, sv, fi",
        ),
        (
            '[levels.service]\nlabel.da = " "\n',
            r"line 2: levels.service.label.da: ' ' is no label",
            "one line of text",
        ),
        (
            '[levels.service]\nlabel.da = "\\u001b[31mrød"\n',
            r"line 2: levels.service.label.da: '\\x1b\[31mr\\xf8d' is no label",
            "one line of text",
        ),
        (
            '[levels.service]\nlable = "x"\n',
            r"line 2: levels.service.lable: there is no such key",
            "Did you mean label?",
        ),
        (
            '[levels]\nservice = "Duo"\n',
            r"line 2: levels.service: 'Duo' stands where a table should",
            "label.en",
        ),
        (
            "[thresholds]\nactivity_months = -1\n",
            r"line 2: thresholds.activity_months: -1 is no such number",
            "from 0 to 1200",
        ),
        (
            "[thresholds]\nactivity_months = true\n",
            r"line 2: thresholds.activity_months: True is no such number",
            "whole number",
        ),
        (
            "[thresholds]\n\nexpiring_days = [\n1,\n2]\n",
            r"line 3: thresholds.expiring_days: \[1, 2\] is no such number",
            "whole number",
        ),
        (
            "[thresholds]\nactivity_month = 3\n",
            r"line 2: thresholds.activity_month: there is no such threshold",
            "Did you mean activity_months?",
        ),
        (
            'rules.goal.network = "required"\n',
            r"line 1: rules.goal.network: .*the easy path must stay easy",
            "advised, hint or off",
        ),
        (
            '[rules.ready-to-grow]\nservice = "required"\n',
            r"line 2: rules.ready-to-grow.service: .*opportunity",
            "advised, hint or off",
        ),
        (
            '[rules.ready-to-grow]\nstrategic = "hint"\n',
            r"line 2: rules.ready-to-grow.strategic: .*no meaning at this level",
            "service or network",
        ),
        (
            '[rules]\ngoal = "required"\n',
            r"line 2: rules.goal: 'required' stands where a table should",
            'strategic = "required"',
        ),
        ("rules = 3\n", r"line 1: rules: 3 stands where a table should", "[rules.goal]"),
        ("[rule.goal]\nx = 1\n", r"line 1: rule: there is no such section", "Did you mean rules?"),
        (
            '"\\u001b[31m" = 1\n',
            r"line 1: '\\x1b\[31m': there is no such section",
            "levels, thresholds, rules",
        ),
        ("\n[thresholds\n", r"line 2, column 12: it is not TOML: Expected", ""),
        ('x = """\nno end\n', r"line 2: it is not TOML: Unterminated", ""),
        (
            '[rules.goal]\nstrategic = "off"\nstrategic = "hint"\n',
            r"line 3(, column \d+)?: it is not TOML: Cannot overwrite a value",
            "",
        ),
        (f"a = {'9' * 5000}\n", "line 1: it is not TOML: a number is too long", ""),
        (f"a = 0x{'f' * 5000}\n", "line 1: it is not TOML: a number is too long", ""),
        (f"\na = {'[' * 5000}\n", "line 2: it is not TOML: brackets stand too deep", ""),
        (b"# ok\n# \xe5\n", "line 2: there are bytes that are no text in UTF-8", "UTF-8"),
        ("# ok".encode("utf-16"), "line 1: there are bytes that are no text", "UTF-8"),
        (b"#" * 1_000_001, "larger than", "a page"),
    ],
)
def test_a_fault_is_named_with_its_line_and_what_may_stand_there(
    refusal: Callable[[str | bytes], InvalidInput], content: str | bytes, says: str, hints: str
) -> None:
    error = refusal(content)
    assert re.search(says, error.message)
    assert "ours.toml" in error.message
    assert hints in error.hint


def test_a_long_word_is_cut_in_the_message(refusal: Callable[[str | bytes], InvalidInput]) -> None:
    assert len(refusal(f'[rules.goal]\nservice = "{"x" * 10_000}"\n').message) < 300


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"nowhere\.toml cannot be read: No such file"):
        load_policy(tmp_path / "nowhere.toml")
    with pytest.raises(InvalidInput, match="cannot be read"):
        load_policy(tmp_path)


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("a",), 2),
        (("a", "b"), 2),
        (("a", "b", "x.y"), 4),
        (("a", "b", "long"), 5),
        (("a", "b", "after"), 9),
        (("inline",), 1),
        (("inline", "deep", "key"), 1),
        (("a", "dotted"), 12),
        (("a", "dotted", "key"), 12),
        (("list",), 14),
    ],
)
def test_a_key_is_found_on_the_line_where_it_first_stands(keys: tuple[str, ...], line: int) -> None:
    text = """inline = { deep = { key = 1 } }
[a.b] # [c]
# after = 1
"x.y" = 1
long = '''
after = 2
[a.dotted]
'''
after = [ # 3

]
[a.dotted.key]

[[list]]
"""
    assert line_of(text, keys) == line


@given(st.lists(st.sampled_from(sorted(RULES)), unique=True, min_size=1), st.data())
def test_the_faulty_line_is_found_wherever_it_stands(codes: list[str], data: st.DataObject) -> None:
    wrong = data.draw(st.sampled_from(codes))
    lines = []
    for code in codes:
        lines += data.draw(st.lists(st.sampled_from(["", "# strategic = 1", "  "]), max_size=3))
        lines += [f"[rules.{code}]", f'network = "{"wrong" if code == wrong else "off"}"']
    found = line_of("\n".join(lines), ("rules", wrong, "network"))
    assert lines[found - 1] == 'network = "wrong"'
