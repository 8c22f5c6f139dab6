"""partnerreg: a partnership register for libraries and culture houses."""

__version__ = "0.1.0"
