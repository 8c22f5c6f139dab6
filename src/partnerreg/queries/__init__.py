"""What can be asked of the register: named queries, one module per noun.

A command imports the one module it reads from; `all_modules` is for those who
need every query, as `make queries` does.
"""


def all_modules() -> None:
    """Import every module here, which names every query."""
    from importlib import import_module
    from pkgutil import iter_modules

    for module in iter_modules(__path__):
        if module.name == "__main__":
            continue
        import_module(f"{__name__}.{module.name}")
