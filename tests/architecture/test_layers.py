"""Knowledge points back along the road: an app imports only earlier ones."""

import subprocess
import sys
from pathlib import Path

from django.apps import apps as django_apps

from tests.architecture.source import ROOT, apps, hold

LINT = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
CONTRACT = """
[importlinter]
root_package = house

[importlinter:contract:road]
name = road
type = layers
containers = house
exhaustive = true
layers =
    later
    earlier
"""


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(LINT, cwd=folder, capture_output=True, text=True, check=False)


def make_house(folder: Path, **modules: str) -> Path:
    (folder / "house").mkdir()
    (folder / ".importlinter").write_text(CONTRACT)
    for name, source in {"__init__": "", **modules}.items():
        (folder / "house" / f"{name}.py").write_text(source)
    return folder


def test_no_app_imports_a_later_one() -> None:
    assert apps()
    told = lint_imports(ROOT)
    assert told.returncode == 0, told.stdout


def test_every_app_is_installed() -> None:
    installed = {Path(config.path) for config in django_apps.get_app_configs()}
    hold(
        [
            f"leadline/{app.name} is not installed"
            for app in apps()
            if app.name != "config" and app not in installed
        ]
    )


def test_an_import_of_a_later_app_is_found(tmp_path: Path) -> None:
    told = lint_imports(make_house(tmp_path, earlier="import house.later", later=""))
    assert told.returncode == 1
    assert "house.earlier -> house.later" in told.stdout


def test_an_app_outside_the_order_is_found(tmp_path: Path) -> None:
    told = lint_imports(make_house(tmp_path, earlier="", later="", elsewhere=""))
    assert told.returncode == 1
    assert "elsewhere" in told.stdout
