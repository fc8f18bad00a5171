from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from qa_service.ingest.carrying import Content, Former, put_together
from qa_service.ingest.changes import find_changes
from qa_service.ingest.gathering import Fresh
from qa_service.records import Changes, Told
from tests.fakes import make_generation

CARD = "{} · harvest · growth · year on year"


def content(texts):
    generation = make_generation(texts)
    former = Former(generation, generation.manifest.origin)
    with TemporaryDirectory() as folder:
        return put_together(list(generation.reports.values()), Fresh(), former, Path(folder))


OLD = content({"farms": "Oats rose 5 %.\nRye fell 3 %.\nRye fell 4 %.", "ferries": "Ferries carried 12 % more."})


def test_same_content_has_not_changed():
    assert find_changes(OLD, OLD) == Changes()


def test_reports_and_facts_that_came_and_went():
    new = content({"farms": "Oats rose 5 %.\nRye fell 3 %.\nRye fell 4 %.", "mills": "Looms rose 7 %."})
    assert find_changes(OLD, new) == Changes(
        reports_added=("mills.txt",),
        reports_removed=("ferries.txt",),
        facts_added=(Told("mills.txt", CARD.format("Looms"), "7 %"),),
        facts_removed=(Told("ferries.txt", CARD.format("Ferries"), "12 %"),),
    )


def test_another_value_for_the_same_slots_is_an_alteration():
    new = content(
        {
            "farms": "Oats rose 6 %.\nRye fell 4 %.\nRye fell 2 %.\nHops rose 1 %.",
            "ferries": "Ferries carried 12 % more.",
        }
    )
    assert find_changes(OLD, new) == Changes(
        reports_altered=("farms.txt",),
        facts_added=(Told("farms.txt", CARD.format("Hops"), "1 %"),),
        facts_altered=(
            Told("farms.txt", CARD.format("Oats"), "6 %", "5 %"),
            Told("farms.txt", CARD.format("Rye"), "2 %", "3 %"),
        ),
    )


def test_fact_that_is_said_once_less_is_removed():
    new = content({"farms": "Oats rose 5 %.\nRye fell 3 %.", "ferries": "Ferries carried 12 % more."})
    assert find_changes(OLD, new).facts_removed == (Told("farms.txt", CARD.format("Rye"), "4 %"),)


def test_renamed_report_is_told_and_its_facts_are_not():
    moved = Content([replace(OLD.reports[0], path="barns.txt"), OLD.reports[1]], facts=OLD.facts)
    assert find_changes(OLD, moved) == Changes(reports_renamed={"farms.txt": "barns.txt"})


def test_everything_is_new_after_nothing():
    changes = find_changes(Content([]), OLD)
    assert changes.reports_added == ("farms.txt", "ferries.txt")
    assert len(changes.facts_added) == 4
