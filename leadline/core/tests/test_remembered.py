from django.http import HttpRequest, HttpResponse

from leadline.core.remembered import RememberWhileReading, remembered, remembering


class Question:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, about: int) -> int:
        self.asked.append(about)
        return about * 10


def test_outside_everything_is_asked_anew() -> None:
    ask = Question()
    assert [remembered(ask, 1), remembered(ask, 1)] == [10, 10]
    assert ask.asked == [1, 1]


def test_inside_each_thing_is_asked_once_and_afterwards_anew() -> None:
    ask = Question()
    with remembering():
        assert [remembered(ask, n) for n in (1, 2, 1, 2)] == [10, 20, 10, 20]
        with remembering():  # a part of it
            assert [remembered(ask, n) for n in (1, 3)] == [10, 30]
        remembered(ask, 3)
    assert ask.asked == [1, 2, 3]
    remembered(ask, 1)
    assert ask.asked == [1, 2, 3, 1]


def asked_by(method: str) -> list[int]:
    ask = Question()

    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(remembered(ask, 1) + remembered(ask, 1)))

    request = HttpRequest()
    request.method = method
    assert RememberWhileReading(page)(request).status_code == 200
    return ask.asked


def test_a_page_that_is_read_asks_once_and_one_that_changes_something_each_time() -> None:
    assert asked_by("GET") == [1]
    assert asked_by("HEAD") == [1]
    assert asked_by("POST") == [1, 1]
