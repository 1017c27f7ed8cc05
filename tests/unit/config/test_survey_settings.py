"""Where the survey is asked, as it is checked."""

import pytest

from config.load import load
from tests.unit.config.cities import City


def test_the_demo_city_asks_at_every_kiosk_and_on_phones(city: City) -> None:
    survey = load(city.directory).visits.survey
    assert survey is not None
    assert (survey.kiosks, survey.phone, survey.question) == (None, True, None)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{kiosks: [kiosk-1, kiosk-9]}", "terminals.yaml"),
        ("{kiosks: [kiosk-1, kiosk-1]}", "もうあります"),
        ("{pause_seconds: 1}", "5"),
        ("{question: {en: How was it?}}", "ja"),
        ("{questoin: {ja: どう}}", "question"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(city: City, written: str, told: str) -> None:
    city.change("visits.yaml", "survey: {}", f"survey: {written}")
    fault = city.only_fault()
    assert fault.file == "visits.yaml"
    assert told in f"{fault.message} {fault.near}"
