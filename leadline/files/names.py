"""The name under which a stranger's file may be shown and saved on anybody's machine."""

import re
import unicodedata

LONGEST = 120  # characters
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def safe_name(given: str, ending: str) -> str:
    """The last part of the given name in plain characters, ending in `.<ending>`.

    Folders, control and direction characters, and what file systems refuse are taken out, so that
    neither `../../etc/passwd` nor a name that is read backwards arrives anywhere.
    """
    last = re.split(r"[/\\]", given)[-1]
    plain = "".join(_kept(character) for character in unicodedata.normalize("NFC", last))
    stem = " ".join(plain.split()).strip(". ")
    for known in (ending, "jpeg" if ending == "jpg" else ending):
        stem = re.sub(rf"\.{known}$", "", stem, flags=re.IGNORECASE).rstrip(". ")
    stem = stem[: LONGEST - len(ending) - 1].rstrip(". ")
    if not stem or _RESERVED.fullmatch(stem.split(".")[0]):
        stem = f"file {stem}".strip()
    return f"{stem}.{ending}"


def _kept(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return " " if character.isspace() else ""
    return "_" if character in '<>:"|?*;%' else character
