"""Who may pass a rule is asked why; what they had sent comes again with the reason."""

import pytest
from django.http import HttpRequest, HttpResponse, QueryDict

from leadline.core.errors import Forbidden, Refused
from leadline.ui.passing import PassingMiddleware, offer_passing

RULE = Forbidden("First ask Ben.", passed_by="Ben", may_pass=True)


@pytest.fixture
def sent(rf, db) -> HttpRequest:
    request = rf.post(
        "/leads/7/trial/", {"csrfmiddlewaretoken": "x", "passing": "", "to": ["a", '"b']}
    )
    request.session = {}
    return request


def test_it_is_offered_to_those_who_may(rf, sent) -> None:
    with pytest.raises(Forbidden):
        offer_passing(sent, RULE)
    offer_passing(sent, Forbidden("No.", passed_by="Ben"))
    offer_passing(sent, Refused("No."))


def test_a_file_would_be_lost_so_it_is_not_offered(sent) -> None:
    sent.FILES["paper"] = object()
    offer_passing(sent, RULE)


def test_all_that_was_sent_comes_again(sent) -> None:
    middleware = PassingMiddleware(lambda request: HttpResponse())
    sent.META["HTTP_HX_REQUEST"] = "true"
    answer = middleware.process_exception(sent, RULE)
    assert answer is not None
    text = answer.content.decode()
    assert "First ask Ben." in text
    assert 'action="/leads/7/trial/"' in text
    for part in ('name="to" value="a"', 'name="to" value="&quot;b"', "Do it all the same"):
        assert part in text
    assert 'value="x"' not in text
    assert isinstance(sent.POST, QueryDict)


def test_other_errors_are_left_alone(sent) -> None:
    middleware = PassingMiddleware(lambda request: HttpResponse("well"))
    assert middleware(sent).status_code == 200
    assert middleware.process_exception(sent, Refused("No.")) is None
    assert middleware.process_exception(sent, Forbidden("No.", passed_by="Ben")) is None
