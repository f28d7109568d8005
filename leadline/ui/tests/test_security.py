"""The policy stands on every answer, and only views that ask for it can be framed."""

from django.http import HttpResponse

from leadline.ui.security import ContentSecurityPolicyMiddleware, embeddable


def test_every_page_forbids_foreign_and_inline_code(client, db):
    for path in ("/account/login/", "/there-is-no-such-page/", "/static/ui/leadline.css"):
        headers = client.get(path).headers
        if path.startswith("/static/"):
            continue
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["X-Frame-Options"] == "DENY"


def test_an_embeddable_view_may_stand_in_another_site(rf):
    framed = ContentSecurityPolicyMiddleware(embeddable(lambda request: HttpResponse("form")))
    headers = framed(rf.get("/")).headers
    assert "frame-ancestors *" in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers


def test_an_embeddable_view_may_name_the_sites(rf):
    def form(request):
        response = HttpResponse("form")
        response.leadline_frame_ancestors = "https://shop.example"
        return response

    headers = ContentSecurityPolicyMiddleware(embeddable(form))(rf.get("/")).headers
    assert "frame-ancestors https://shop.example" in headers["Content-Security-Policy"]
