from __future__ import annotations

import sys
from pathlib import Path

# Test folders are no packages; `workbooks` is imported by its bare name.
sys.path.insert(0, str(Path(__file__).parent))
