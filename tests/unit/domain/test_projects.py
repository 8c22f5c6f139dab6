"""How a project stands: stuck or not, and what it was to reach."""

from __future__ import annotations

from datetime import date

import pytest

from partnerreg.domain.enums import Phase
from partnerreg.domain.projects import is_met, is_stuck

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("phase", "since", "expected_until", "stuck"),
    [
        (Phase.IDEA, date(2025, 8, 31), None, True),
        (Phase.IDEA, date(2025, 9, 1), None, False),
        (Phase.SCOPING, date(2025, 1, 1), date(2027, 1, 1), True),
        (Phase.DELIVERY, date(2024, 1, 1), TODAY, False),
        (Phase.DELIVERY, date(2024, 1, 1), date(2026, 2, 28), True),
        (Phase.DELIVERY, date(2026, 1, 1), date(2026, 2, 28), False),
        (Phase.CONTINUATION, date(2020, 1, 1), None, False),
        (Phase.CLOSED, date(2020, 1, 1), None, False),
    ],
)
def test_a_project_is_stuck_when_it_is_long_in_a_phase_that_is_to_lead_on(
    phase: Phase, since: date, expected_until: date | None, *, stuck: bool
) -> None:
    assert is_stuck(phase, since, expected_until, TODAY, 6) is stuck


@pytest.mark.parametrize(
    ("baseline", "target", "reached", "met"),
    [
        (None, 100, None, False),
        (None, 100, 99.5, False),
        (None, 100, 100, True),
        (10, 100, 120, True),
        (30, 20, 25, False),  # it is to come down
        (30, 20, 20, True),
        (0, 0, 0, True),
    ],
)
def test_a_target_is_reached_from_the_baseline_on(
    baseline: float | None, target: float, reached: float | None, *, met: bool
) -> None:
    assert is_met(baseline, target, reached) is met
