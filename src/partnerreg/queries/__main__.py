"""Compile every named query: `make queries`."""

import sys

from partnerreg.db.compile_queries import prepare_all
from partnerreg.queries import all_modules

all_modules()
sys.stdout.write(f"Compiled {len(prepare_all())} queries.\n")
