"""What holds: flag, environment, config file, default; and where each came from."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from partnerreg.domain.enums import LANGUAGES
from partnerreg.errors import ExitCode, InvalidInput
from partnerreg.settings import DEFAULTS, Setting, Settings, is_default_place

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def settings(
    config: Path,
    flags: Mapping[str, str | None] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    return Settings(flags or {}, environment or {}, config.parent)


def refusal(config: Path, text: str | bytes) -> InvalidInput:
    config.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InvalidInput) as caught:
        settings(config).all()
    assert str(config) in caught.value.message
    assert caught.value.exit_code is ExitCode.USAGE
    return caught.value


@pytest.mark.parametrize("name", DEFAULTS)
def test_a_flag_goes_before_the_environment_that_before_the_file_that_before_the_default(
    config: Path, name: str
) -> None:
    variable = f"PARTNERREG_{name.upper()}"
    config.write_text(f'{name} = "/from/file"')
    flags, environment = {name: "from flag"}, {variable: "from environment"}
    assert settings(config, flags, environment).get(name) == Setting(name, "from flag", f"--{name}")
    assert settings(config, {name: None}, environment).get(name) == Setting(
        name, "from environment", variable
    )
    assert settings(config).get(name) == Setting(name, "/from/file", str(config))
    config.unlink()
    assert settings(config).get(name).origin == "default"


def test_an_empty_variable_says_nothing(config: Path) -> None:
    config.write_text('actor = "from file"')
    assert settings(config, {}, {"PARTNERREG_ACTOR": ""}).actor == "from file"


def test_every_setting_is_told(config: Path) -> None:
    told = settings(config, {"lang": "da"}).all()
    assert [setting.name for setting in told] == list(DEFAULTS)
    assert told[1] == Setting("lang", "da", "--lang")


def test_without_anything_said_the_register_is_in_the_persons_data_folder(config: Path) -> None:
    made = settings(config)
    assert made.db.is_absolute()
    assert made.db.parts[-2:] == ("partnerreg", "register.db")
    assert is_default_place(made)
    assert not is_default_place(settings(config, {"db": "register.db"}))
    assert made.policy is None


def test_the_config_file_may_be_named_by_the_environment(config: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "mine.toml"
    other.parent.mkdir()
    other.write_text('lang = "sv"')
    config.write_text('lang = "da"')
    assert settings(config).language == "da"
    made = settings(config, {}, {"PARTNERREG_CONFIG": str(other)})
    assert made.language == "sv"
    assert made.config_file == other


def test_a_config_file_that_is_not_there_says_nothing(config: Path) -> None:
    assert settings(config).language == "en"
    inside_a_file = Settings({}, {}, config / "no folder")
    config.write_text("")
    assert inside_a_file.language == "en"


@pytest.mark.parametrize("name", ["db", "policy"])
def test_a_path_in_the_config_file_is_meant_from_where_that_file_is(
    config: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("HOME", "/home/ase")
    for text, path in (
        ("shared/x", config.parent / "shared/x"),
        ("/srv/x", Path("/srv/x")),
        ("~/x", Path("/home/ase/x")),
        ("../x", config.parent / "../x"),
    ):
        config.write_text(f'{name} = "{text}"')
        assert getattr(settings(config), name) == path


def test_a_path_that_is_typed_is_meant_from_where_one_stands(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/ase")
    assert settings(config, {"db": "x.db"}).db == Path("x.db")
    assert settings(config, {}, {"PARTNERREG_DB": "~/x.db"}).db == Path("/home/ase/x.db")
    assert settings(config, {"policy": "mine.toml"}).policy == Path("mine.toml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_registers_languages_are_spoken_in_capitals_too(config: Path, language: str) -> None:
    assert settings(config, {"lang": language.upper()}).language == language


@pytest.mark.parametrize("language", ["de", "danish", "", "da_DK", "en-GB"])
def test_a_language_that_the_register_does_not_speak_is_refused(
    config: Path, language: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        _ = settings(config, {"lang": language}).language
    assert f"{language!r} (--lang)" in caught.value.message
    assert "en, da, sv, fi, nb" in caught.value.hint


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "da_DK.UTF-8"}, "da"),
        ({"LANG": "sv_FI"}, "sv"),
        ({"LANG": "fi_FI.UTF-8"}, "fi"),
        ({"LANG": "nb_NO.UTF-8"}, "nb"),
        ({"LANG": "nn_NO.UTF-8"}, "nb"),
        ({"LANG": "no_NO.UTF-8"}, "nb"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "da_DK", "LC_ALL": "sv_SE"}, "sv"),
        ({"LANG": "da_DK", "LC_MESSAGES": "fi_FI"}, "fi"),
        ({"LANG": "da_DK", "LC_ALL": ""}, "da"),
        ({"LANG": "da_DK", "PARTNERREG_LANG": "sv"}, "sv"),
    ],
)
def test_the_language_is_that_of_the_locale_if_the_register_speaks_it(
    config: Path, environment: dict[str, str], language: str
) -> None:
    assert settings(config, {}, environment).language == language


def test_the_actor_is_whoever_is_logged_in(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "ase")
    assert settings(config).actor == "ase"


def test_where_nobody_is_logged_in_the_actor_is_unknown(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert settings(config).actor == "unknown"


@pytest.mark.parametrize("blank", ["", " ", "\t"])
def test_a_blank_actor_is_refused(config: Path, blank: str) -> None:
    with pytest.raises(InvalidInput, match=r"actor \(--actor\) is blank"):
        _ = settings(config, {"actor": blank}).actor


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('lang = "da', "is not TOML"),
        ("lang = da", "is not TOML"),
        ("colour = 'red'", "there is no setting 'colour'"),
        ("lang = 1", "lang must be text in quotes, not 1"),
        ("db = ['a']", "db must be text in quotes"),
        ("[lang]\nx = 'a'", "lang must be text in quotes"),
        (b"lang = '\xe6'", "line 1: there are bytes that are no text in UTF-8"),
        ("lang = " + "[" * 3_000, "line 1: it is not TOML: brackets stand too deep"),
        ("\nlang = " + "9" * 10_000, "line 2: it is not TOML: a number is too long"),
        ("lang = 0x" + "f" * 10_000, "line 1: it is not TOML: a number is too long"),
        ('db = "a\\u0000b"', "db holds a NUL"),
    ],
)
def test_a_config_file_that_cannot_be_is_refused_with_the_reason(
    config: Path, text: str | bytes, reason: str
) -> None:
    assert reason in refusal(config, text).message


def test_a_line_that_is_not_toml_is_named(config: Path) -> None:
    assert "line 2" in refusal(config, 'lang = "da"\nactor = \n').message


def test_an_unknown_setting_is_refused_with_those_there_are(config: Path) -> None:
    assert refusal(config, "database = 'x'").hint == "The settings: db, lang, actor, policy, house."


def test_a_folder_in_the_place_of_the_config_file_is_refused(config: Path) -> None:
    config.mkdir()
    with pytest.raises(InvalidInput, match="cannot be read"):
        settings(config).all()


def test_the_config_file_is_not_read_where_nothing_asks_for_it(config: Path) -> None:
    config.write_text("no TOML at all")
    assert settings(config, {"db": "x.db"}).db == Path("x.db")
