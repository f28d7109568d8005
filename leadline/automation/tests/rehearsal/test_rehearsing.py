"""All records of a playbook are led through, a slice at a time, and reported together."""

from leadline.automation.rehearsal.outcome import About
from leadline.automation.rehearsal.rehearsing import Asked, Rehearsal, Report, records_of
from leadline.automation.tests.rehearsal.conftest import LEAD, playbook


def report_of(asked: Asked, **more: int) -> Report:
    report = Report()
    for slice_ in Rehearsal(asked).slices(**more):
        for one in slice_:
            report.add(one)
    return report


def test_all_are_reported(firm) -> None:
    report = report_of(firm.asked(LEAD.replace("3 days", "30 days")))
    assert (report.records, report.same, report.apart) == (2, 1, 0)
    assert report.told[About.STAGE] == {"Over": [2, 1, 1], "Small": [0, 1, 1]}
    assert Report.from_json(report.as_json()) == report


def test_it_goes_on_behind_a_record_and_stops_at_the_limit(firm) -> None:
    assert report_of(firm.asked(), after=firm.big.pk).records == 1
    assert report_of(firm.asked(), most=1).records == 1
    assert report_of(firm.asked(), after=firm.small.pk).records == 0


def test_only_records_of_that_time(firm) -> None:
    assert not records_of(Asked("small", playbook(), firm.now, firm.now)).exists()
    assert not records_of(Asked("other", playbook(), None, firm.now)).exists()


def test_a_process_that_is_gone_is_waited_for(firm) -> None:
    one = firm.compare(firm.big, LEAD.replace("process: Small lead", "process: Other lead"))
    assert one.would.waits == ("Small lead", ())


def test_what_its_own_version_does_not_bring_out_is_told_apart(firm) -> None:
    firm.big.answers = {}
    firm.big.save(update_fields=["answers"])
    one = firm.compare(firm.big)
    report = Report()
    report.add(one)
    assert (report.records, report.apart) == (0, 1)
