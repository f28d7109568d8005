from leadline.access.models import Firm, User
from leadline.demo.cast import COLLEAGUES
from leadline.demo.firm import FORM, LISTED, PASSWORD, make_firm_only
from leadline.intake.models import Door
from leadline.parties.models import ScreeningEntry
from leadline.records.models import Record
from leadline.service.models import Product


def test_the_firm_has_people_a_product_a_list_and_a_form(db: None) -> None:
    people = make_firm_only()
    assert [one.email for one in people] == [one.email for one in COLLEAGUES]
    anna = User.objects.get(email="anna@meridian.example")
    assert anna.manager is not None
    assert anna.manager.name == "Sofia Martin"
    assert anna.check_password(PASSWORD)
    assert Firm.current().zone == "Europe/Berlin"
    assert Product.objects.get().is_default
    assert ScreeningEntry.objects.count() == len(LISTED)
    assert Door.objects.get(slug=FORM).is_active
    assert not Record.objects.exists()
