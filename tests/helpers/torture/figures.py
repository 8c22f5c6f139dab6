"""How the points that were tried are counted and shown."""

from __future__ import annotations

from collections import Counter

from helpers.torture.judgement import OUTCOMES

COLUMNS = ("points", *OUTCOMES, "strays", "wrong")


def table(rows: list[tuple[str, str, dict[str, int]]]) -> str:
    """Lines of text: a scenario and an action each, and their sum.

    Args:
        rows: the scenario's name, the action, and the figures by `COLUMNS`.
    """
    total = sum((Counter(figures) for _, _, figures in rows), Counter())
    width = max(len(name) for name, _, _ in rows)
    lines = [f"{'':{width}}  {'':6}  {'  '.join(COLUMNS)}"]
    for name, action, figures in [*sorted(rows), ("all", "", total)]:
        cells = (f"{figures.get(column, 0) or '-':>{len(column)}}" for column in COLUMNS)
        lines.append(f"{name:{width}}  {action:6}  {'  '.join(cells)}")
    return "\n".join(lines)
