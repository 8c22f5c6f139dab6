"""Bringing a list in, in one line of a test. Tests import it by its bare name."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from deeds import POLICY, ask, writing

from partnerreg.transfer.partners import import_partners, understand
from partnerreg.transfer.source import open_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from partnerreg.domain.policy import Policy
    from partnerreg.reports.imports import Outcome


def bring_in(
    register: Path,
    text: str | bytes,
    *,
    maps: Sequence[str] = (),
    settings: Sequence[str] = (),
    dry_run: bool = False,
    policy: Policy = POLICY,
    **how: Any,
) -> Outcome:
    """Import a list, as the command does."""
    file = register.with_name("list.csv")
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with open_csv(file) as source:
        request = understand(source, maps, settings)
        with writing(register, name="import partners", dry_run=dry_run) as work:
            return import_partners(work, request, policy, dry_run=dry_run, **how)


def csv_of(rows: Iterable[Mapping[str, str]], fields: Sequence[str], **how: Any) -> str:
    """Rows as CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fields, restval="", **how)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def partner_rows(register: Path) -> list[dict[str, Any]]:
    """The partners, each by its columns, numbers apart, and their tags and contributions."""
    found = ask(
        register,
        """
        SELECT p.name, p.name_key, p.search_key, p.sort_en, p.sort_da, p.sort_sv, p.level, p.status,
          p.sector, p.municipality, p.municipality_key, p.country, p.registration_number,
          p.external_id, p.website, p.scope, p.involves_youth, p.involves_volunteers, p.together,
          p.for_whom, p.why_together, p.pilot_until, p.notes, u.name,
          (SELECT group_concat(tag || '/' || tag_key, ';') FROM
             (SELECT * FROM partner_tag WHERE partner_id = p.id ORDER BY id)),
          (SELECT group_concat(party || ' ' || direction || ' ' || text, ';') FROM
             (SELECT * FROM contribution WHERE partner_id = p.id ORDER BY id))
        FROM partner AS p LEFT JOIN unit AS u ON u.id = p.unit_id ORDER BY p.id
        """,
    )
    names = """name name_key search_key sort_en sort_da sort_sv level status sector municipality
      municipality_key country registration_number external_id website scope involves_youth
      involves_volunteers together for_whom why_together pilot_until notes unit tags sides"""
    return [dict(zip(names.split(), row, strict=True)) for row in found]
