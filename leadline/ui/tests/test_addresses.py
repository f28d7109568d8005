"""No page is asked for an address that the database refuses."""


def test_a_character_0_in_the_address_is_a_bad_request(client, db):
    assert client.get("/playbooks/a%00b/").status_code == 400
    assert client.get("/there-is-no-such-page/").status_code == 404
