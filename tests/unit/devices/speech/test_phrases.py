"""What is said for calls."""

import pytest

from devices.speech import phrases
from devices.speech.phrases import Words, script
from devices.speech.plan import MOST, planned
from devices.speech.port import Line, Phrase
from devices.speech.queue import Batch, Call

EN = Words("Number {number}.", "Please go to counter {counter}.", "Your documents are ready.")
ZH = Words("{number}号。", "请到{counter}号窗口。", "您的文件已准备好。")
WORDS = {"en": EN, "zh-Hans": ZH}


def _said(*calls: Call, many: bool = False) -> list[list[str]]:
    lines = script(Batch(calls, many), WORDS)
    return [[phrase.reading or phrase.text for phrase in line.phrases] for line in lines]


def test_one_call() -> None:
    assert _said(Call("t", "A012", "3")) == [
        ["バンゴーフダ", "エー", "ジューニバンノカタ", "サンバンマドグチエオコシクダサイ"]
    ]


def test_a_label_of_a_kiosk_that_was_offline_and_one_without_letters() -> None:
    assert _said(Call("t", "AX-001", "3"))[0][1:3] == ["エーエックス", "イチバンノカタ"]
    assert _said(Call("t", "004", "3"))[0][1:2] == ["ヨンバンノカタ"]


def test_calls_to_one_counter_are_one_sentence() -> None:
    assert _said(Call("t", "A012", "3"), Call("u", "B004", "3")) == [
        [
            *("バンゴーフダ", "エー", "ジューニバンノカタ", "ビー", "ヨンバンノカタ"),
            "サンバンマドグチエオコシクダサイ",
        ]
    ]


def test_calls_to_other_counters_are_sentences_of_their_own_in_order() -> None:
    said = _said(Call("t", "A1", "3"), Call("u", "A2", "4"), Call("v", "A3", "3"))
    assert [line[-1][:3] for line in said] == ["サンバ", "ヨンバ", "サンバ"]
    assert [line[2] for line in said] == ["イチバンノカタ", "ニバンノカタ", "サンバンノカタ"]


def test_finished_papers_are_said() -> None:
    assert _said(Call("t", "A1", "5", ready=True))[0][-2:] == [
        "ショルイガデキアガリマシタ",
        "ゴバンマドグチエオコシクダサイ",
    ]


def test_the_ticket_s_own_language_comes_after_the_japanese() -> None:
    said = _said(Call("t", "A012", "3", "en"), Call("u", "B103", "12A", "zh-Hans", ready=True))
    assert [line[0] for line in said[:2]] == ["バンゴーフダ", "バンゴーフダ"]
    assert said[2:] == [
        ["Number A 12.", "Please go to counter 3."],
        ["B 一百零三号。", "您的文件已准备好。", "请到十二A号窗口。"],
    ]


def test_a_language_without_words_is_not_spoken() -> None:
    assert len(_said(Call("t", "A012", "3", "fil"), Call("u", "A013", "3", "ja-easy"))) == 1


def test_where_many_were_called_people_are_sent_to_the_display_first() -> None:
    assert _said(Call("t", "A1", "3"), many=True)[0] == [p.reading for p in phrases.MANY]


def test_what_a_city_calls_is_planned() -> None:
    plan = planned(["A", "AX", ""], [range(1, 100), range(50, 1000)], ["1", "12A"], WORDS)
    japanese, foreign = 1 + 2 + 2 + 1 + 2, 2 * 2 + 2
    assert len(plan) == len(set(plan)) == japanese + foreign + 999
    assert plan[0] == phrases.OPENING


def test_of_long_ranges_the_first_numbers_of_each_are_planned() -> None:
    plan = planned([], [range(1, 100_000), range(5000, 6000)], [], {})
    numbers = [int(p.text.partition("番")[0]) for p in plan if p.text.endswith("番のかた")]
    assert len(numbers) == len(set(numbers)) == MOST
    assert numbers[:4] == [1, 5000, 2, 5001]
    assert set(range(5000, 6000)) <= set(numbers)


def test_every_japanese_phrase_and_every_place_of_a_call_is_in_the_plan() -> None:
    plan = set(planned(["A", "B"], [range(1, 200)], ["3", "12A"], WORDS))
    calls = (Call("t", "A012", "3", "en"), Call("u", "B199", "12A", "zh-Hans", ready=True))
    said = [p for line in script(Batch(calls, many=True), WORDS) for p in line.phrases]
    live = [phrase.text for phrase in said if phrase not in plan]
    assert live == ["Number A 12.", "B 一百九十九号。"]


def test_any_sentence_of_a_screen() -> None:
    dictionary = {"放出": "ハナテン"}
    assert phrases.sentence("放出支所です", "ja-easy", dictionary) == Line(
        (Phrase("ja", "ハナテン支所です"),)
    )
    assert phrases.sentence("放出", "zh-Hant", dictionary) == Line((Phrase("zh-Hant", "放出"),))


@pytest.mark.parametrize(
    ("text", "language", "spoken"),
    [
        ("番号は A-047 です, ボタン", "ja", "番号は エー、47 です、ボタン"),
        ("AX-001", "ja-easy", "エーエックス、1"),
        ("Number AX-001", "en", "Number AX 1"),
        ("A012", "ne", "A १२"),
        ("2026年", "ja", "2026年"),
        ("A 住民票", "ja", "エー 住民票"),
        ("QRコード", "ja", "キューアールコード"),
        ("本日は8:30から17:00", "ja", "本日は8時30分から17時"),
        ("番号はA012です", "ja", "番号はエー、12です"),
        ("は", "ja", "ハ"),
        ("0, -, 1", "ja", "0、ハイフン、1"),
        ("は, へ, ー", "ja", "ハ、ヘェ、ノバスオト"),
        ("へ、けしました", "ja", "ヘェ、けしました"),
        ("こんにちは", "ja", "こんにちは"),
    ],
)
def test_what_a_voice_would_read_wrongly(text: str, language: str, spoken: str) -> None:
    tag = "ja" if language == "ja-easy" else language
    assert phrases.sentence(text, language, {}) == Line((Phrase(tag, spoken),))
