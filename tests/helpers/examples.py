"""How many examples of a law are tried."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def examples(count: int) -> settings:
    """So many in `make test`; in `make fuzz` as many times more as for all laws.

    For laws of whole registers, of which an example takes long and has files of its own.
    """
    return settings(
        max_examples=count * (settings.default.max_examples // 100),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
