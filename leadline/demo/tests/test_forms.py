from leadline.demo.forms import ReplyForm


def test_a_reply_says_something_about_a_letter() -> None:
    assert ReplyForm({"letter": "3", "text": "Thank you"}).is_valid()
    assert set(ReplyForm({"letter": "x", "text": " "}).errors) == {"letter", "text"}
