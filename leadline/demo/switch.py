"""Makes this process one of a demo: it reads the firm's time, and its worker moves the clock."""

from leadline.automation.jobs import add_job
from leadline.automation.worker import Job
from leadline.core import clock
from leadline.demo import memory, moving


def switch_on() -> None:
    """Called once, when Django is ready, where the data folder holds a demo."""
    clock.read_from(memory.present)
    add_job(Job("demo clock", moving.move_on, when_held=True))
