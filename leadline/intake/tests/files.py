"""Files of leads as people send them, written into a folder of the test."""

from pathlib import Path
from typing import Any

from leadline.core.actor import AUTOMATION
from leadline.files.store import put
from leadline.intake.actions.importing import hand_in_import, start_import
from leadline.intake.columns import guessed_columns, read_columns, written
from leadline.intake.looking import look_at
from leadline.intake.models import Door, Import
from leadline.intake.runs import run_import
from leadline.intake.sources import door_for
from leadline.leads.incoming import How

PEOPLE = "Name;E-Mail;Phone;Stage\nLi Na;li.na@hengtong.example;;Registered\n"
STAGED = "columns: {Name: name, E-Mail: e-mail, Phone: phone, Stage: stage}\n"


def written_to(folder: Path, content: str | bytes, name: str = "leads.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def began(path: Path, how: How = How.HISTORY, mapping: str = "", **more: Any) -> Import:
    """An import of the file that has not run yet."""
    door: Door = more.pop("door", None) or door_for("Old CRM")
    columns = mapping or written(guessed_columns(look_at(path).headings))
    with path.open("rb") as content:
        hash_ = put(content).hash
    begun = hand_in_import(
        AUTOMATION,
        None,
        door=door,
        hash=hash_,
        name=path.name,
        how=how,
        columns=written(read_columns(columns)),
        **more,
    )
    start_import(AUTOMATION, begun)
    return begun


def imported(path: Path, how: How = How.HISTORY, mapping: str = "", **more: Any) -> Import:
    """An import of the file that has run."""
    begun = began(path, how, mapping, **more)
    run_import(begun)
    begun.refresh_from_db()
    return begun
