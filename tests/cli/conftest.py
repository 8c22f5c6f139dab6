"""A place to type commands in: no settings of the machine's own, a fixed day, a register."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers.command_line import Cli, Register, settle
from partnerreg.db.migrate import bring_up_to_date


@pytest.fixture(autouse=True)
def _settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch, tmp_path)


@pytest.fixture(scope="session")
def new_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register made by the migrations, to be copied."""
    path = tmp_path_factory.mktemp("new") / "register.db"
    bring_up_to_date(path)
    return path


@pytest.fixture
def register_path(tmp_path: Path, new_register: Path) -> Path:
    """An empty register, where the settings say."""
    return Path(shutil.copy(new_register, tmp_path / "register.db"))


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """The register that the program works on, to look into."""
    return Register(tmp_path / "register.db")


@pytest.fixture
def cli(register_path: Path) -> Cli:
    """The program, with a register."""
    return Cli()


@pytest.fixture
def bare_cli() -> Cli:
    """The program on a machine that has no register yet."""
    return Cli()


# Partners that differ in everything that lists can be filtered by: Alfa and Gamma
# have their levels by override, Beta is new, Delta has ended.
PORTFOLIO = """
unit add Stage
unit add Lab
area add Youth
area add Music
goal add Participation --code G1
staff add Bo
staff add Ib --management
partner add Alfa --sector public --unit Stage --level 1 --override Inherited --on 2025-01-01
partner add Beta --sector private --municipality Århus --tag Jazz
partner add Gamma --unit Lab --level 2 --override Inherited --on 2025-01-01
partner add Delta --municipality Odense --on 2024-06-01
partner end Delta --reason Moved --on 2025-12-31
area link Youth Alfa
goal link G1 Beta
staff assign Bo Gamma --as coordinator
"""


@pytest.fixture(scope="session")
def portfolio_once(tmp_path_factory: pytest.TempPathFactory, new_register: Path) -> Path:
    """The register that `PORTFOLIO` makes, to be copied."""
    place = tmp_path_factory.mktemp("portfolio")
    path = Path(shutil.copy(new_register, place / "register.db"))
    with pytest.MonkeyPatch.context() as patch:
        settle(patch, place)
        for line in PORTFOLIO.strip().splitlines():
            Cli().done(*line.split())
    return path


@pytest.fixture
def portfolio(tmp_path: Path, portfolio_once: Path) -> Cli:
    """The program, with the register that `PORTFOLIO` makes."""
    shutil.copy(portfolio_once, tmp_path / "register.db")
    return Cli()


@pytest.fixture(scope="session")
def demo_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's register, to be copied."""
    place = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        settle(patch, place)
        assert Cli()("demo", "--to", str(place / "demo.db")).exit_code == 0
    return place / "demo.db"


@pytest.fixture
def demo(demo_once: Path, tmp_path: Path) -> Cli:
    """The program, with the demo's register."""
    shutil.copy(demo_once, tmp_path / "register.db")
    return Cli()
