"""No page is asked for what cannot be read."""


def test_a_character_0_in_the_address_is_a_bad_request(client, db):
    assert client.get("/playbooks/a%00b/").status_code == 400
    assert client.get("/there-is-no-such-page/").status_code == 404


def test_a_length_that_is_no_number_is_a_bad_request(client, db):
    for length in ("http://[::1", "-1", "1e3"):
        assert client.post("/account/login/", CONTENT_LENGTH=length).status_code == 400
