"""Writes a list of partners as a CSV file: `python benchmarks/make_list.py FILE --rows N`.

Each has an external id, a municipality, a level, tags, a note and a contact, as in
the registers of `make_register.py`. A list is always the same for the same numbers.
"""

from __future__ import annotations

import argparse
import csv
import random
import tomllib
from pathlib import Path

HEADER = [
    "external_id",
    "name",
    "sector",
    "municipality",
    "country",
    "website",
    "level",
    "tags",
    "notes",
    "contact_name",
    "contact_email",
    "contact_role",
]
SECTORS = ("public", "private", "civil society", "individual", "")
LEVELS = ("3", "3", "3", "3", "2", "1", "")
ROLES = ("Formand", "Ordförande", "Leder", "Koordinaattori", "")


def write(path: Path, rows: int, first: int = 0) -> None:
    """Write a list of `rows` partners, numbered from `first`."""
    words = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    made = random.Random(first)  # noqa: S311  # nobody's secret hangs on these
    kinds = [
        (country, kind) for country, said in words["partners"].items() for kind in said["kinds"]
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for number in range(first, first + rows):
            country, kind = made.choice(kinds)
            place = made.choice(words["partners"][country]["municipalities"])
            person = f"{made.choice(words['first'])} {made.choice(words['last'])}"
            writer.writerow(
                (
                    f"X{number:08d}",
                    f"{kind} {made.choice(words['partners'][country]['names'])} {number}",
                    made.choice(SECTORS),
                    place,
                    country,
                    f"https://www.partner{number}.example.org",
                    made.choice(LEVELS),
                    "; ".join(made.sample(words["tags"], 2)),
                    f"Met at the fair, call again in week {number % 52 + 1}",
                    person,
                    f"contact{number}@partner{number % 500}.org",
                    made.choice(ROLES),
                )
            )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--first", type=int, default=0)
    asked = options.parse_args()
    write(asked.file, asked.rows, asked.first)
