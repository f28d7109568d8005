"""One JSON line per finding: what was measured or proven, and on which database."""

import json
from typing import Any

from django.db import connection


def say(measure: str, **found: Any) -> None:
    """Prints the line at once, so that a run that is cut off has told what it knew."""
    print(json.dumps({"measure": measure, "database": connection.vendor, **found}), flush=True)


def verdict(proof: str, faults: dict[str, int], **found: Any) -> int:
    """Says the proof's line; 0 when nothing was wrong, else 1."""
    held = not any(faults.values())
    say(proof, held=held, faults={name: n for name, n in faults.items() if n}, **found)
    return 0 if held else 1
