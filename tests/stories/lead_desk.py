"""The firm of lead_firm with everybody at a browser, a form on the website, and a worker."""

from typing import Any

from webtest import Upload

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.demo.firm import PASSWORD
from leadline.intake.actions.doors import make_door
from leadline.intake.models import DoorKind, Import
from tests.stories.firm import Browser, work_by
from tests.stories.lead_firm import LeadFirm

LIST = b"""name,e-mail,company
Ada Wong,ada@wong-steel.example,Wong Steel
Omar Aziz,omar@aziz-trading.example,Aziz Trading
"""


class Desk(LeadFirm):
    """People fill the forms of their pages by what these say."""

    def __init__(self, clock: Driven) -> None:
        super().__init__(clock)
        self.browsers: dict[int, Browser] = {}
        self.at_lal: dict[int, User] = {}  # who developed which lead
        for user in (self.dana, self.mara, self.lin, self.lou, self.sam):
            user.set_password(PASSWORD)
            user.save()
        make_door(
            AUTOMATION, None, name="Ask us", slug="ask", kind=DoorKind.FORM,
            playbook=self.version.playbook, stage="Inquiry", source="Website",
            consent={"en": "You may write to me."},
        )  # fmt: skip

    def work(self) -> None:
        """The worker does all that is due, letters included."""
        work_by(self.clock)

    def at(self, user: User) -> Browser:
        return self.browsers.setdefault(user.pk, Browser(user.email))

    def press(self, user: User, url: str, button: str, **fill: Any) -> Any:
        """Labels are written with _ for spaces."""
        page = self.at(user).press(url, button, {k.replace("_", " "): v for k, v in fill.items()})
        self.work()
        return page

    def bring_list(self, how: str = "list") -> Any:
        """Mara hands in the bought list; the page that she ends at."""
        page = self.at(self.mara).get("/import/")
        form = next(one for one in page.forms.values() if "source" in one.fields)
        form["file"], form["source"] = Upload("buyers.csv", LIST), "Steel buyers 2026"
        form["how"] = how
        columns = form.submit().follow()
        form = next(one for one in columns.forms.values() if "column_0" in one.fields)
        form.submit()
        url = f"/import/{Import.objects.latest('pk').pk}/preview/"
        return self.press(self.mara, url, "Read it in without waiting for the numbers")

    def ask_us(self, name: str, email: str, company: str) -> None:
        """A stranger fills the form of the website."""
        form = Browser().get("/f/ask/").forms[0]
        self.clock.advance(seconds=30)
        form["name"], form["e_mail"], form["company"] = name, email, company
        form["consent"] = True
        assert form.submit().status_code == 302
        self.work()

    def agree(self) -> None:
        """Marketing and sales management sign what is sales-ready, each on their page."""
        for user, role in ((self.mara, "Marketing"), (self.dana, "Manager")):
            self.press(user, "/playbooks/lead-management/agreed/", f"Sign for {role}")
