"""Whoever may holds automation and lets it go; everybody signed in sees how it is."""

from leadline.automation.models import Worker


def test_it_is_held_and_let_go(cast, client):
    client.force_login(cast.ben)
    client.post("/automation/holding/")
    assert Worker.objects.get().is_held
    assert "Automation waits for you" in client.get("/automation/").content.decode()
    assert "Automation waits for a person" in client.get("/leads/").content.decode()
    client.post("/automation/letting-go/")
    assert not Worker.objects.get().is_held


def test_strangers_sign_in_first(cast, client):
    assert client.get("/automation/").url.startswith("/account/login/")
    assert client.post("/automation/holding/").url.startswith("/account/login/")
