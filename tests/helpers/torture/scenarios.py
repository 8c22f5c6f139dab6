"""The commands that are tortured, each with what it starts from."""

from __future__ import annotations

from typing import NamedTuple


class Scenario(NamedTuple):
    """A command, and the folder that it works on.

    Attributes:
        name: for people.
        line: what is typed behind `partnerreg`.
        again: one more command of the kind, that can be done when the first was.
        before: commands that come before, on a register as `start` says.
        start: a register as the demo makes it, as the program of an earlier revision made
            it, or none.
        apart: what is written are several files, which a fault may find apart: each of them is
            as before, or whole, and nobody is told that nothing was done.
        separate: that may be said of the second, for the first is done and told before.
    """

    name: str
    line: str
    again: str
    before: tuple[str, ...] = ()
    start: str = "demo"
    apart: bool = False
    separate: bool = False


_ATTACH = "agreement attach 4 letter.pdf --kind letter-of-intent --title Letter"
_LATER = "partner add Later"
_PROJECT = "project add Stage --with 1 --goal 1 --because Youth"

SCENARIOS = (
    Scenario("first partner", "partner add First", "partner add Second", start="nothing"),
    Scenario("partner add", "partner add Alfa --tag new", "partner add Beta --tag new"),
    Scenario(
        "partner promote",
        "partner promote 7 --to service --override Decided",
        "partner promote 8 --to service --override Decided",
    ),
    Scenario(
        "agreement attach",
        _ATTACH,
        "agreement attach 5 other.pdf --kind letter-of-intent --title Other",
    ),
    Scenario(
        "proposal accept",
        "proposal accept Alfa",
        "proposal accept Beta",
        before=("proposal add Alfa --what Music --from Eva", "proposal add Beta --what Dance"),
    ),
    Scenario(
        "group join",
        "group join Friends --partner 1 --partner 2",
        "group join Friends --partner 3",
        before=("group add Friends",),
    ),
    Scenario(
        "agreement amend",
        "agreement amend 9 letter.pdf --from 2024-02-01 --exit-terms New",
        "agreement amend 9 other.pdf --from 2024-03-01 --exit-terms Newer",
        before=("agreement attach 4 --kind written-agreement --signed 2024-01-02",),
    ),
    Scenario(
        "agreement document",
        "agreement document 9 -o new.pdf",
        "agreement document 9 -o newer.pdf",
        before=(_ATTACH,),
    ),
    Scenario(
        "agreement document --overwrite",
        "agreement document 9 -o other.pdf --overwrite",
        "agreement document 9 -o other.pdf --overwrite",
        before=(_ATTACH,),
    ),
    Scenario(
        "agreement draft --attach",
        "agreement draft 4 -o draft.md --attach",
        "agreement draft 5 -o drafted.md --attach",
        apart=True,
    ),
    Scenario(
        "preparation read",
        "preparation read form.md --by Eva",
        "preparation answer 1 alone Because",
        before=(
            "preparation answer 1 need Quiet",
            "preparation form 1 -o form.md",
            "preparation remove 5 --yes",
        ),
    ),
    Scenario(
        "agreement clause", "agreement clause 1 rest=in", "agreement clause 2 parties=in data=not"
    ),
    Scenario(
        "activity log",
        "activity log 1 2 --title Stage --kind event",
        "activity log 1 3 --title Hall --kind event",
    ),
    Scenario(
        "area relink", "area relink Youth 1 --because New", "area relink Youth 1 --because Newer"
    ),
    Scenario("agreement cover", "agreement cover 2 5", "agreement cover 2 6"),
    Scenario(
        "partner relate",
        "partner relate 1 --to 2 --as member",
        "partner relate 3 --to 2 --as member",
    ),
    Scenario(
        "health answer",
        "health answer 2 p1=4 p2=5 --side we",
        "health answer 2 p1=3 p2=3 --side they",
        before=("health open 1",),
    ),
    Scenario(
        "health form",
        "health form 2 --side they -o new.docx",
        "health form 2 --side they -o newer.html",
        before=("health open 1",),
    ),
    Scenario(
        "project close",
        "project close Stage --because succeeded",
        "project tell Stage 1 --agrees yes",
        before=(_PROJECT,),
    ),
    Scenario(
        "project join",
        "project join Stage 2",
        "project leave Stage 1",
        before=(_PROJECT,),
    ),
    Scenario(
        "milestone move",
        "milestone move Built --to 2026-07-01",
        "milestone move Built --to 2026-08-01",
        before=(_PROJECT, "milestone add Stage Built --due 2026-06-01"),
    ),
    Scenario("contact remove", "contact remove 1 --yes", "contact remove 2 --yes"),
    Scenario("undo", "undo", "undo", before=(_LATER, "partner add Last")),
    Scenario("redo", "redo", "redo", before=(_LATER, "partner add Last", "undo", "undo")),
    Scenario(
        "import partners",
        "import partners list.csv --on-match update",
        "import partners other.csv --on-match update",
    ),
    Scenario(
        "import --rejects",
        "import partners bad.csv --skip-bad --rejects rejected.csv",
        "import partners worse.csv --skip-bad --rejects rejected.csv",
        apart=True,
    ),
    Scenario(
        "import --rejects, refused",
        "import partners bad.csv --rejects rejected.csv",
        "import partners worse.csv --rejects rejected.csv",
    ),
    Scenario(
        "import --save-mapping",
        "import partners other.csv --save-mapping ours",
        "import partners list.csv --save-mapping ours",
        apart=True,
        separate=True,
    ),
    Scenario(
        "import all",
        "import all whole --db new.db",
        "import all whole --db newer.db",
        before=("export all whole",),
    ),
    *(
        Scenario(
            f"export partners .{ending}",
            f"export partners new.{ending}",
            f"export partners newer.{ending}",
        )
        for ending in ("csv", "json", "xlsx")
    ),
    Scenario(
        "export partners --overwrite",
        "export partners partners.csv --overwrite",
        "export partners partners.csv --overwrite",
        before=("export partners partners.csv", _LATER),
    ),
    Scenario("export all", "export all new", "export all newer", before=(_ATTACH,)),
    Scenario(
        "export all --overwrite",
        "export all whole --overwrite",
        "export all whole --overwrite",
        before=(_ATTACH, "export all whole", _LATER),
    ),
    Scenario("partner list .html", "partner list -o new.html", "partner list -o newer.html"),
    Scenario("report meeting .xlsx", "report meeting -o new.xlsx", "report meeting -o newer.xlsx"),
    *(
        Scenario(
            f"upgrade from {revision}",
            "unit list",
            "db backup new.bak",  # writes a file, and takes away what was left of one
            start=revision,
            apart=True,
        )
        for revision in ("0001", "0002", "0003")
    ),
    Scenario("db backup", "db backup new.bak", "db backup newer.bak"),
    Scenario(
        "db backup --overwrite",
        "db backup old.bak --overwrite",
        "db backup old.bak --overwrite",
        before=("db backup old.bak", _LATER),
    ),
    Scenario(
        "db restore",
        "db restore old.bak --yes",
        "db restore old.bak --yes",
        before=("db backup old.bak", _LATER),
        apart=True,
    ),
    Scenario(
        "db restore, first",
        "db restore old.bak --db new.db",
        "db restore old.bak --db newer.db",
        before=("db backup old.bak",),
    ),
    Scenario("demo", "demo --to new.db", "demo --to new.db --overwrite"),
    Scenario(
        "demo --overwrite",
        "demo --to old.db --overwrite",
        "demo --to old.db --overwrite",
        before=("demo --to old.db", f"{_LATER} --db old.db --actor demo"),
    ),
)
