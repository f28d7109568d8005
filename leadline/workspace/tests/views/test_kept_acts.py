"""What was chosen is kept for its person alone, and taken out once."""

from django.test import RequestFactory

from leadline.workspace.views.kept_acts import forget, keep, kept_at


def of(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_only_its_person_has_it_and_only_on_its_page(cast):
    key = keep(of(cast.mei), "letters", [1, 2])
    assert kept_at(of(cast.mei), "letters", key) == [1, 2]
    assert kept_at(of(cast.ben), "letters", key) is None
    assert kept_at(of(cast.mei), "done", key) is None


def test_it_is_taken_out_once(cast):
    key = keep(of(cast.mei), "letters", [1])
    assert [forget(of(cast.mei), "letters", key) for _ in range(2)] == [True, False]
    assert kept_at(of(cast.mei), "letters", key) is None
