"""What only asks is added by `partnerreg.cli.app`."""


def add_questions(*_: object) -> None:
    """Nothing is left to add."""
