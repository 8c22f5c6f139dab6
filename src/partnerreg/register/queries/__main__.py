"""Compile every named query: `make queries`."""

import sys

from partnerreg.register.queries import all_modules
from partnerreg.store.prepare import prepare_all

all_modules()
sys.stdout.write(f"Compiled {len(prepare_all())} queries.\n")
