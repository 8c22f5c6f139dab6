"""What holds: flag > environment > config file > default, and where each came from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from partnerreg.domain.enums import LANGUAGES
from partnerreg.domain.policy_source import MODELS, model_file
from partnerreg.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Setting(NamedTuple):
    """A setting's value and where it came from."""

    name: str
    value: str
    origin: str


class Settings:
    """The settings of one run; each is looked up when it is asked for.

    Args:
        flags: what was given on the command line; None where nothing was.
        environment: usually `os.environ`.
        config_folder: where the config file is, unless PARTNERREG_CONFIG names one.
    """

    def __init__(
        self,
        flags: Mapping[str, str | None],
        environment: Mapping[str, str],
        config_folder: Path,
    ) -> None:
        self._flags = flags
        self._environment = environment
        self._config_folder = config_folder
        self._config: dict[str, Any] | None = None

    @property
    def db(self) -> Path:
        """The register's file."""
        return named_place(self.get("db").value)

    @property
    def language(self) -> str:
        """The reader's language: labels and sort order.

        Raises:
            InvalidInput: it is none that the register speaks.
        """
        setting = self.get("lang")
        language = setting.value.lower()
        if language not in LANGUAGES:
            raise InvalidInput(
                f"{setting.value!r} ({setting.origin}) is no language that the register speaks.",
                f"Choose one of {', '.join(LANGUAGES)}.",
            )
        return language

    @property
    def actor(self) -> str:
        """Who does it: what the journal says.

        Raises:
            InvalidInput: it is blank.
        """
        setting = self.get("actor")
        if not setting.value.strip():
            raise InvalidInput(
                f"The actor ({setting.origin}) is blank.", "Say who does it, for the journal."
            )
        return setting.value

    @property
    def house(self) -> str:
        """What our house is called on papers; empty where nobody has said it."""
        return self.get("house").value.strip()

    @property
    def policy(self) -> Path | None:
        """The policy file that was chosen, if one was: a model that ships, or the user's own."""
        value = self.get("policy").value
        return policy_place(value) if value else None

    @property
    def config_file(self) -> Path:
        """Where the config file is looked for."""
        if named := self._environment.get("PARTNERREG_CONFIG"):
            return named_place(named)
        return self._config_folder / "config.toml"

    def get(self, name: str) -> Setting:
        """A setting by name, with its origin."""
        if (flag := self._flags.get(name)) is not None:
            return Setting(name, flag, f"--{name}")
        variable = f"PARTNERREG_{name.upper()}"
        if value := self._environment.get(variable):
            return Setting(name, value, variable)
        if (value := self._from_config(name)) is not None:
            return Setting(name, value, str(self.config_file))
        return Setting(name, DEFAULTS[name](self._environment), "default")

    def all(self) -> list[Setting]:
        """Every setting."""
        return [self.get(name) for name in DEFAULTS]

    def _from_config(self, name: str) -> str | None:
        if self._config is None:
            is_named = bool(self._environment.get("PARTNERREG_CONFIG"))
            self._config = _read_config(self.config_file, is_named=is_named)
        value = self._config.get(name)
        is_place = name == "db" or (name == "policy" and value not in MODELS)
        if is_place and value:
            # A path in the config file is meant from where that file is.
            return str(self.config_file.parent / named_place(value))
        return value


def policy_place(text: str) -> Path:
    """Where a policy is: a model that ships, by its name, or a file.

    Raises:
        InvalidInput: it is neither, by its name.
    """
    if text in MODELS:
        return model_file(text)
    place = named_place(text)
    if not place.suffix and place.name == text and not os.path.lexists(place):
        raise InvalidInput(
            f"There is no policy {text!r}.", f"Choose one of {', '.join(MODELS)}, or name a file."
        )
    return place


def named_place(text: str) -> Path:
    """The path that somebody gave; a ``~`` before somebody unknown is a letter, as to a shell."""
    return Path(os.path.expanduser(text))  # noqa: PTH111  # that of Path fails for such a ~


def _read_config(path: Path, *, is_named: bool) -> dict[str, Any]:
    """What the config file says; it need not be there, unless it is named."""
    if not os.path.lexists(path):
        if not is_named:
            return {}
        raise InvalidInput(
            f"{path} cannot be read: No such file or directory.",
            "PARTNERREG_CONFIG names it: name another one, or none.",
        )
    from partnerreg.toml_file import read_toml

    config = read_toml(path, optional=True).tables
    for name, value in config.items():
        if name not in DEFAULTS:
            known = ", ".join(DEFAULTS)
            raise InvalidInput(f"{path}: there is no setting {name!r}.", f"The settings: {known}.")
        if not isinstance(value, str):
            raise InvalidInput(f"{path}: {name} must be text in quotes, not {value!r}.")
        if "\0" in value:
            raise InvalidInput(f"{path}: {name} holds a NUL, which stands for no character.")
    return config


def _default_db(_environment: Mapping[str, str]) -> str:
    import platformdirs

    return str(platformdirs.user_data_path("partnerreg", appauthor=False) / "register.db")


def _default_language(environment: Mapping[str, str]) -> str:
    """The locale's language if the register speaks it, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            language = value[:2].lower().replace("no", "nb").replace("nn", "nb")
            return language if language in LANGUAGES else "en"
    return "en"


def _default_actor(_environment: Mapping[str, str]) -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


DEFAULTS: dict[str, Callable[[Mapping[str, str]], str]] = {
    "db": _default_db,
    "lang": _default_language,
    "actor": _default_actor,
    "policy": lambda _environment: "",
    "house": lambda _environment: "",
}


def is_default_place(settings: Settings) -> bool:
    """Whether the register is where the program itself chose to put it."""
    return settings.get("db").origin == "default"
