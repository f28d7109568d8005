import pytest
from django.core.management import call_command

from leadline.automation.worker import Loop


def test_the_command_runs_every_job_until_it_is_asked_to_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    did: list[str] = []
    monkeypatch.setattr(Loop, "stop_on_signals", lambda self: did.append("listens"))
    monkeypatch.setattr(Loop, "run", lambda self: did.append(self.jobs[0].name))
    call_command("work")
    assert did == ["listens", "records"]
