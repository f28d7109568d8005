"""What is committed works on every machine: no path of one, no package registry, exact parts."""

import re
from pathlib import Path

from tests.architecture.source import ROOT, committed, faults, hold

# A bracket inside each word keeps this file from finding itself.
A_MACHINE = re.compile(r"(?:^|[^\w.])/(?:wor[k]|far[m]|roo[t]|tm[p]|hom[e])/\w", re.MULTILINE)
A_REGISTRY = re.compile(
    r"(?:py[p]i|npm[j]s|debia[n]|ubunt[u]|conda-forg[e]|crate[s])\.(?:org|io|com|net)"
    r"|python[h]osted\.org|unpk[g]\.com|jsdeliv[r]\.net"
)
PINNED = re.compile(r"[\w.\-]+(?:\[[\w,\-]+\])?==\S+(?: ; .+?)?(?: --hash=sha256:[0-9a-f]{64})+")


def machine_paths(source: str) -> list[str]:
    return [
        f"line {_line(source, found)}: {found.group()}…" for found in A_MACHINE.finditer(source)
    ]


def registries(source: str) -> list[str]:
    return [
        f"line {_line(source, found)}: {found.group()}" for found in A_REGISTRY.finditer(source)
    ]


def unpinned(source: str) -> list[str]:
    lines = [line for line in source.splitlines() if not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    requirements = [" ".join(line.split()) for line in joined.splitlines() if line.strip()]
    return [f"{line[:60]} …" for line in requirements if not PINNED.fullmatch(line)]


def unlocked(wanted: str, pinned: str) -> list[str]:
    """Parts that a .in file asks for and its .txt does not pin."""
    names = {_plain(line) for line in pinned.splitlines() if "==" in line}
    asked = [line for line in wanted.splitlines() if line and not line.startswith(("#", "-r"))]
    return [f"{line} is not pinned" for line in asked if _plain(line) not in names]


def _plain(requirement: str) -> str:
    name = re.match(r"\s*([\w.\-]*)", requirement)
    return re.sub(r"[-_.]+", "-", name[1] if name else "").lower()


def _line(source: str, found: re.Match[str]) -> int:
    return source.count("\n", 0, found.start()) + 1


def texts() -> list[Path]:
    return [path for path in committed() if b"\0" not in path.read_bytes()[:8000]]


def test_no_path_of_a_machine() -> None:
    hold(faults(texts(), machine_paths))


def test_no_package_registry() -> None:
    hold(faults(texts(), registries))


def test_requirements_are_pinned_by_hash() -> None:
    found = sorted((ROOT / "requirements").glob("*.txt"))
    assert found
    hold(faults(found, unpinned))


def test_every_part_asked_for_is_pinned() -> None:
    folder = ROOT / "requirements"
    hold(
        [
            f"{wanted.name}: {fault}"
            for wanted in sorted(folder.glob("*.in"))
            for fault in unlocked(wanted.read_text(), wanted.with_suffix(".txt").read_text())
        ]
    )


def test_a_path_of_a_machine_is_found() -> None:
    for folder in ("work", "root", "tmp", "home"):
        assert machine_paths(f"\nopen('/{folder}/x')") == [f"line 2: '/{folder}/x…"]
    assert machine_paths("docs/work/notes, https://example.com/work/x, /workday/x") == []


def test_a_registry_is_found() -> None:
    for host in ("pypi" + ".org", "files.python" + "hosted.org", "registry.npm" + "js.org"):
        assert registries(f"see https://{host}/x")
    assert registries("https://example.org") == []


def test_a_loose_requirement_is_found() -> None:
    digest = "--hash=sha256:" + "0" * 64
    assert unpinned(f"# via\nlark==1.0 \\\n    {digest} \\\n    {digest}\n    # via x\n") == []
    assert unpinned(f"psycopg[binary]==3.2 ; python_version < '4' {digest}") == []
    assert len(unpinned("lark==1.0")) == 1
    assert len(unpinned(f"lark>=1.0 {digest}")) == 1
    assert len(unpinned(f"--index-url x\nlark @ https://example.org/lark.whl {digest}")) == 2


def test_a_part_that_is_not_pinned_is_found() -> None:
    pinned = "django==5.2 \\\n    --hash=x\nruamel-yaml==0.19\npsycopg[binary]==3.3\n"
    assert (
        unlocked("# why\n-r base.txt\nDjango>=5.2\nruamel.yaml\npsycopg[binary]>=3", pinned) == []
    )
    assert unlocked("lark", pinned) == ["lark is not pinned"]
