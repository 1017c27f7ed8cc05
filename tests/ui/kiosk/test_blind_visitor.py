"""A visitor who does not see the screen gets through by keys and ears alone."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assets.words import load
from kiosk.flow import events as ev
from kiosk.flow.guidance import Hearing, Role, described
from kiosk.flow.state import INITIAL, Aid, IssueNumber, Overlay, Print, Screen, SealForms
from tests.ui.kiosk.cards.gallery import CARD_SCREENS
from tests.ui.kiosk.conftest import Open
from tests.ui.kiosk.forms.gallery import FORM_SCREENS
from tests.ui.kiosk.gallery import SCREENS, STAFF_SCREENS
from tests.ui.kiosk.guided import Blind
from tests.ui.kiosk.kit import Stand, demo_world, forms_world, number

Key = Qt.Key
ARROWS = (Key.Key_Down, Key.Key_Right, Key.Key_Up, Key.Key_Left)
ENTER, BACK, REPEAT, LOUDER, VOICE = (
    Key.Key_Return,
    Key.Key_Escape,
    Key.Key_F5,
    Key.Key_VolumeUp,
    Key.Key_F6,
)
# Half of a kiosk's screen: the same page, drawn in a quarter of the time.
SMALL = (540, 960)
say = load("ja", "common", "kiosk").text


# Each board once: key by key.
BOARDS = ("form_name", "form_address", "form_code", "form_date", "form_phone", "card_secret_wrong")
WIDE = ("services", "ticket", "home_forms", "form_name", "form_date", "card_secret_wrong")


# The same controls as another screen of the gallery, with other words.
ALIKE = (
    *("_away", "_offline", "_printing", "_called", "_absent", "_form", "_unknown", "_asked"),
    *("_unlisted", "_editing", "_note", "_blocked", "_uncertain", "_partial"),
)


def test_every_control_of_every_screen_is_reached_by_arrows_and_told(open_kiosk: Open) -> None:
    every = (*SCREENS, *FORM_SCREENS, *CARD_SCREENS, *STAFF_SCREENS)
    all_reached(open_kiosk(size=SMALL), (s for s in every if not s.__name__.endswith(ALIKE)))


def test_so_it_is_where_boards_stand_beside_the_question(open_kiosk: Open) -> None:
    some = (each for each in (*SCREENS, *FORM_SCREENS, *CARD_SCREENS) if each.__name__ in WIDE)
    all_reached(open_kiosk(size=SMALL[::-1]), some)


def all_reached(here: Stand, screens: Iterable[Callable[[Stand], None]]) -> None:
    here.answers = False
    blind = Blind(here)
    for show in screens:
        here.begin(demo_world(), "ja", ())
        show(here)
        QTest.qWait(1)
        shown = blind.shown()
        for control in shown.controls:
            assert control.name, (show.__name__, control.key)
            assert "#" not in control.key, (show.__name__, control)
            assert described(control, shown, say), (show.__name__, control.key)
        boards = show.__name__ in BOARDS
        wanted = {item.key for item in shown.controls if boards or item.role is not Role.KEY}
        assert unreached(here, blind, wanted) == set(), show.__name__


def unreached(here: Stand, blind: Blind, wanted: set[str]) -> set[str]:
    """The controls that no arrow leads to, from wherever another one has led before."""
    here.screen.key(Key.Key_Down)
    found = {blind.focus: here.screen.window.activeFocusItem()}
    waiting = list(found)
    while waiting and not wanted <= set(found):
        at = waiting.pop()
        for arrow in ARROWS:
            found[at].forceActiveFocus(Qt.FocusReason.TabFocusReason)
            here.screen.key(arrow)
            to = blind.focus
            assert to, f"{arrow.name} from {at} leads nowhere"
            if to not in found:
                found[to] = here.screen.window.activeFocusItem()
                waiting.append(to)
    # A list that moved with the focus has no more buttons to move it.
    return (wanted - set(found)) & {item.key for item in blind.shown().controls}


def test_the_first_key_of_a_keypad_begins_to_speak_and_a_number_is_taken(here: Stand) -> None:
    blind = Blind(here)
    assert blind.press(Key.Key_Down) == (
        "こんにちは。 番号札をお取りください。",
        "いまの混みぐあい",
        "本日の受付時間\u30008:30から17:15",
        "選べるものは7個です。",
        say("guidance.keys"),
    )
    assert blind.press(Key.Key_Down) == (
        "番号札をとる, 窓口をえらんで、番号札をお取りください, ボタン, 7個のうち1番目",
    )
    assert blind.press(ENTER) == (
        "どの窓口ですか",
        "選べるものは13個です。",
        "もどるキーで、前の画面にもどれます。",
    )
    assert blind.press(Key.Key_Down) == ("もどる, ボタン, 13個のうち1番目",)
    told = "A 住民票・戸籍・印鑑証明 やや混雑 12人 待ち "
    assert blind.press(Key.Key_Down)[0].startswith(told)
    assert blind.press(REPEAT)[0].startswith(told)
    ticket = blind.press(ENTER)
    assert ticket[0] == "番号をお取りしています"
    assert ticket.index("番号札をお取りください") < ticket.index("A-047")
    assert "前にお待ちの方 12 人" in ticket
    assert blind.walk("done")[0].startswith("おわる")
    assert blind.press(ENTER) == ("音声案内をおわりました。",)
    assert here.kiosk.engine.state == INITIAL


def test_back_leads_back_and_says_where_that_is(here: Stand) -> None:
    blind = Blind(here)
    blind.begin()
    blind.walk("take-number")
    blind.press(ENTER)
    assert blind.press(BACK)[0] == "こんにちは。 番号札をお取りください。"
    here.shows("home")


def test_kana_are_typed_key_by_key_and_heard_sign_by_sign(open_kiosk: Open) -> None:
    here, blind = in_a_form(open_kiosk, "form_name")
    assert "みょうじ, 何も入っていません, 入れるところ, 12個のうち3番目" in blind.voice.said[-1]
    blind.press(Key.Key_Down)
    assert blind.seek("key-や") == ("や",)
    assert blind.press(ENTER) == ("や",)
    assert blind.seek("key-ま") == ("ま",)
    assert blind.press(ENTER) == ("ま",)
    assert blind.seek("erase") == ("けす",)
    assert blind.press(ENTER) == ("ま、けしました",)
    assert blind.seek("next") == ("つぎへ",)
    assert blind.press(ENTER) == ("なまえ, 何も入っていません, 入れるところ, 12個のうち5番目",)
    assert here.kiosk.engine.state.screen is Screen.FORM_QUESTION


def test_a_whole_form_by_keys_and_ears(open_kiosk: Open) -> None:
    """From the first key to the number: questions, a board, a fault, the review, the end."""
    here = open_kiosk(forms_world(), SMALL)
    here.answers = False
    blind = Blind(here)
    blind.enter(here.kiosk.world)
    assert blind.press(Key.Key_Down)[0] == "こんにちは。 ご用件をお選びください。"
    blind.walk("write-free")
    assert blind.press(ENTER)[0] == "どんなご用件ですか"
    blind.walk("event-certificate")
    assert blind.press(ENTER)[0] == "あなたのお名前を入れてください"
    assert typed(blind, "やま")[0].startswith("なまえ, 何も入っていません, 入れるところ")
    assert typed(blind, "はな")[0] == "どの証明書が必要ですか"
    assert "選んでいません" in blind.walk("option-papers-copy")[0]
    assert blind.press(ENTER) == ("選んでいます",)
    blind.walk("next")
    assert blind.press(ENTER)[0] == "在留カードの番号を入れてください"
    assert typed(blind, "AB1")[0].startswith("券面の4けた, 何も入っていません")
    wrong = typed(blind, "")
    assert wrong[0] == "「在留カード番号」は12けたで入れてください"
    assert wrong[1].startswith("在留カード番号, A, B, 1, 入れるところ")
    typed(blind, "234567890")
    assert typed(blind, "")[0] == "使いみちを教えてください"
    typed(blind, "てつつき")
    review = typed(blind, "")
    assert review[0] == "内容をご確認ください"
    assert "AB1234567890" in blind.walk("change-card")[0]
    blind.walk("confirm")
    assert blind.press(ENTER)[0] == "コードを作っています"
    seal = here.effects.pop()
    assert isinstance(seal, SealForms)
    here.send(ev.FormsSealed(seal.request, ("MC111ABCDEFG",)))
    asked = here.effects.pop()
    assert isinstance(asked, IssueNumber)
    here.send(
        ev.NumberGiven(asked.request, number(asked)), ev.PrintEnded(asked.request, Print.DONE)
    )
    blind.guide.look()
    assert "A-047" in blind.voice.said[-1]
    blind.walk("done")
    assert blind.press(ENTER) == ("音声案内をおわりました。",)
    assert here.kiosk.engine.state == INITIAL


def typed(blind: Blind, signs: str) -> tuple[str, ...]:
    """Find each key on the board and press it, hearing every one; then go on."""
    blind.press(Key.Key_Down)
    for sign in signs:
        blind.seek(f"key-{sign}")
        assert blind.press(ENTER)[0] == sign
    blind.seek("next")
    return blind.press(ENTER)


def test_the_review_tells_each_answer_at_its_own_button(open_kiosk: Open) -> None:
    here, blind = in_a_form(open_kiosk, "form_review")
    assert blind.voice.said[-1][0] == "内容をご確認ください"
    told = blind.walk("change-phone")
    assert told[0].startswith("電話番号を変更, 0")
    assert here.screen.find("answer-phone").property("plain").replace("\u2060", "") in told[0]
    assert blind.walk("confirm")[0].startswith("この内容で申し込む, ボタン")
    blind.press(ENTER)
    assert here.kiosk.engine.state.screen is Screen.FORM_SENDING


def test_without_a_headset_nothing_private_is_said_and_that_is_told_once(
    open_kiosk: Open,
) -> None:
    here, blind = in_a_form(open_kiosk, "form_name", hearing=Hearing.SPEAKER)
    assert blind.voice.said[-1] == (say("guidance.private"),)
    assert blind.press(Key.Key_Down) == ()
    assert blind.seek("key-や") == ()
    assert blind.press(ENTER) == ()
    blind.voice.now = Hearing.HEADSET
    blind.guide.listen()
    blind.guide.look()
    assert blind.voice.said[-1][0] == "お名前を入れてください"
    hushed, blind.voice.now = blind.voice.hushed, Hearing.SPEAKER
    blind.guide.listen()
    assert blind.voice.hushed > hushed
    assert blind.press(Key.Key_Up) == (say("guidance.private"),)
    here.wait(240)
    blind.guide.look()
    assert blind.voice.said[-1][0] == "続けますか", "whether anybody is there is no secret"


def test_a_kiosk_without_a_jack_says_who_helps(open_kiosk: Open) -> None:
    _, blind = in_a_form(open_kiosk, "form_name", jack=False)
    assert blind.voice.said[-1] == (say("guidance.private_none"),)


def test_a_secret_is_counted_and_never_said(open_kiosk: Open) -> None:
    _, blind = in_a_form(open_kiosk, "card_secret_wrong")
    assert "4けたのうち0けた入れました" in blind.voice.said[-1]
    before = len(blind.voice.said)
    for key in (Key.Key_4, Key.Key_7, Key.Key_Backspace, Key.Key_1):
        blind.press(key)
    assert blind.voice.said[before:] == [
        (f"4けたのうち{count}けた入れました",) for count in (1, 2, 1, 2)
    ]


def test_a_plugged_headset_begins_to_speak(here: Stand) -> None:
    blind = Blind(here)
    blind.voice.now = Hearing.SPEAKER
    blind.guide.listen()
    blind.guide.look()
    assert blind.voice.said == []
    blind.voice.now = Hearing.HEADSET
    blind.guide.listen()
    blind.guide.look()
    assert blind.voice.said[0][0] == "こんにちは。 番号札をお取りください。"


def test_the_volume_is_the_city_s_again_for_the_next_visitor(here: Stand) -> None:
    blind = Blind(here)
    blind.begin()
    assert blind.voice.volume == 0.5
    assert blind.press(LOUDER) == ("音量6",)
    for _ in range(9):
        blind.press(LOUDER)
    assert blind.voice.volume == 1.0
    here.kiosk.finish()
    blind.guide.look()
    blind.begin()
    assert blind.voice.volume == 0.5


def test_the_page_of_the_voice_changes_the_volume_and_ends_it(here: Stand) -> None:
    blind = Blind(here)
    blind.begin()
    blind.walk("aid-voice", Key.Key_Up)
    assert blind.press(ENTER)[0] == "音声案内を始めました"
    blind.walk("louder")
    assert blind.press(ENTER) == ("音量6",)
    blind.walk("stop-voice")
    assert blind.press(ENTER) == ("音声案内をおわりました。",)
    assert Aid.VOICE not in here.kiosk.engine.state.aids
    here.shows("home")
    assert blind.press(VOICE)[0].startswith("こんにちは")
    assert blind.press(VOICE) == ("音声案内をおわりました。",)


def test_speech_is_in_the_language_shown(here: Stand) -> None:
    blind = Blind(here)
    blind.begin()
    here.send(ev.Opened(Overlay.LANGUAGE), ev.LanguageChosen("en"))
    blind.guide.look()
    assert blind.voice.language == "en"
    assert blind.voice.said[-1][-1] == "There are 7 choices."


def test_what_is_wrong_is_said_with_the_name_of_its_field(open_kiosk: Open) -> None:
    here, blind = in_a_form(open_kiosk, "form_phone")
    blind.press(Key.Key_Down)
    blind.seek("next")
    assert blind.press(ENTER)[0] == "「電話番号」を入れてください"
    assert here.kiosk.engine.state.screen is Screen.FORM_QUESTION


def test_nobody_is_spoken_to_who_does_not_want_it(here: Stand) -> None:
    blind = Blind(here)
    here.tap("take-number")
    here.tap("service-residence")
    blind.guide.look()
    assert blind.voice.said == []


def test_a_kiosk_that_is_silent_is_worked_by_keys_all_the_same(here: Stand) -> None:
    blind = Blind(here)
    blind.voice.now = Hearing.NOTHING
    blind.guide.listen()
    assert blind.walk("take-number") == ()
    blind.press(ENTER)
    here.shows("services")
    assert blind.voice.said == []


def in_a_form(
    open_kiosk: Open, name: str, *, hearing: Hearing = Hearing.HEADSET, jack: bool = True
) -> tuple[Stand, Blind]:
    """On one of the gallery's screens, with the voice on."""
    here = open_kiosk(forms_world(), SMALL)
    here.answers = False
    show: Callable[[Stand], None] = next(
        each for each in (*FORM_SCREENS, *CARD_SCREENS) if each.__name__ == name
    )
    show(here)
    blind = Blind(here, jack=jack)
    blind.voice.now = hearing if jack else Hearing.SPEAKER
    blind.enter(here.kiosk.world)
    blind.guide.listen()
    if not here.kiosk.engine.limits.has_voice:
        here.kiosk.learn(replace(here.kiosk.world, hearing=blind.voice.now))
    blind.begin()
    return here, blind
