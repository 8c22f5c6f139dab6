"""What is exported and imported again changes nothing, in whatever form it went out."""

from __future__ import annotations

import io
import json
import os
import shutil
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.actions import TODAY, one, writing
from integration.test_whole_laws import EDITS
from partnerreg.cli.program import run
from partnerreg.errors import RegisterError
from partnerreg.transfer.header_words import listed_nouns

if TYPE_CHECKING:
    import pytest

# The last day on which something may have been done.
LATER = TODAY + timedelta(30)


def typed(*words: str) -> tuple[int, str, str]:
    """Type a command: its exit code, and what it wrote and said."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(list(words))
    return code, out.getvalue(), err.getvalue()


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(
    edits=st.lists(EDITS, min_size=1, max_size=8),
    ending=st.sampled_from([["out.csv"], ["out.csv", "--excel"], ["out.xlsx"]]),
    on_match=st.sampled_from(["fill", "update", "skip"]),
)
def test_what_goes_out_and_comes_in_again_plans_nothing(
    filled_register: Path,
    tmp_path_factory: pytest.TempPathFactory,
    edits: list[Any],
    ending: list[str],
    on_match: str,
) -> None:
    place = tmp_path_factory.mktemp("out")
    register = Path(shutil.copy(filled_register, place / "register.db"))
    for day, (deed, *arguments) in enumerate(edits):
        with suppress(RegisterError), writing(register, today=TODAY + timedelta(day)) as work:
            deed(work, *arguments)
    done = one(register, "SELECT count(*) FROM operation")
    file, *how = ending
    environment = {"PARTNERREG_DB": str(register), "PARTNERREG_TODAY": str(LATER)}
    with patch.dict(os.environ, environment):
        for noun in listed_nouns():
            list_ = str(place / f"{noun}-{file}")
            contacts = ["--contacts"] if noun == "partners" else []
            code, _, said = typed("export", noun, list_, *how, *contacts)
            assert code == 0, said
            if "Wrote 0" in said:
                continue
            options = ["--on-match", on_match, "--format", "json"]
            code, answer, said = typed("import", noun, list_, *options)
            assert code == 0, answer + said
            outcome = json.loads(answer)
            assert (outcome["added"], outcome["changed"], outcome["edits"]) == (0, 0, []), answer
            assert outcome["differ"] == 0, (noun, answer)
    assert one(register, "SELECT count(*) FROM operation") == done
    shutil.rmtree(place)
