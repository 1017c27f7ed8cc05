"""A form of four people fits one code; the dictionary is what it was when it was published."""

from hashlib import sha256
from random import Random

import pytest
import qrcode
from qrcode.constants import ERROR_CORRECT_M

from hub.sealing import answers, parts, sealing
from hub.sealing.dictionaries import CURRENT, dictionary
from hub.sealing.dictionaries.making import make
from hub.sealing.parts import TooLarge
from hub.sealing.sealing import Sealed
from tests.forms_people import FAMILY, book
from tests.sealed import BOOK, DAY, NINE, TOPIC, World, moving_in

WORLD = World()
FORMS = 60


def sealed(seed: int, members: int = 4) -> Sealed:
    body = answers.write(BOOK, moving_in(Random(seed), members))
    return sealing.seal(body, TOPIC, WORLD.kiosk, WORLD.desk, NINE, DAY)


def version(text: str) -> int:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    return int(code.best_fit())


def test_four_people_moving_in_fit_480_bytes_and_version_18() -> None:
    for seed in range(FORMS):
        (text,) = sealed(seed).texts
        assert len(parts.joined([text])) <= 480
        assert version(text) <= 18


def test_the_demo_city_s_family_fits_480_bytes_and_version_18() -> None:
    body = answers.write(book(), FAMILY.answers)
    (text,) = sealing.seal(body, TOPIC, WORLD.kiosk, WORLD.desk, NINE, DAY).texts
    assert len(parts.joined([text])) <= 480
    assert version(text) <= 18


@pytest.mark.parametrize("members", [1, 8, 12])
def test_the_number_of_parts_is_known_before(members: int) -> None:
    for seed in range(5):
        body = answers.write(BOOK, moving_in(Random(seed), members))
        texts = sealed(seed, members).texts
        # The bound counts the largest meta, so it may be one more at a border; never fewer.
        assert len(texts) <= sealing.parts_for(body) <= len(texts) + 1
        assert all(version(text) <= parts.QR_VERSION for text in texts)


def test_a_form_that_is_too_large_says_so() -> None:
    body = Random(1).randbytes(3000)
    with pytest.raises(TooLarge):
        sealing.parts_for(body)
    with pytest.raises(TooLarge):
        sealing.seal(body, TOPIC, WORLD.kiosk, WORLD.desk, NINE, DAY)


def test_the_published_dictionary_never_changes() -> None:
    assert CURRENT == 1
    assert make() == dictionary(1)
    assert len(dictionary(1)) < 32768 - 262  # what deflate can reach back to
    assert sha256(dictionary(1)).hexdigest() == DIGEST


DIGEST = "b0df151e0a01361b622f134e5142001d19932c092ed485acc49eabf9dac61def"
