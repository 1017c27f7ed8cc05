"""Why a card is not read, in words: what happened, and what comes next. Pure."""

from dataclasses import dataclass

from assets.words import Words
from kiosk.flow.state import CardKey, CardTrouble, CardVisit


@dataclass(frozen=True, slots=True)
class Trouble:
    """The screen of a trouble. `next` is a way on besides the one by hand, "" for none.

    `action` says where it leads: "code_b", "pin", "last_try" or "again". `handFirst`: the way by
    hand is the better one.
    """

    title: str = ""
    hint: str = ""
    iconName: str = "info"
    next: str = ""
    action: str = ""
    handFirst: bool = False


NO_TROUBLE = Trouble()
# The card may lie there as it should, and only has to be looked at again.
_AGAIN = (
    CardTrouble.UNCERTAIN,
    CardTrouble.UNREADABLE,
    CardTrouble.IN_USE,
    CardTrouble.TROUBLE,
)
_ICONS = {
    CardTrouble.BLOCKED: "lock",
    CardTrouble.LAST_TRY: "warning",
    CardTrouble.UNCERTAIN: "warning",
    CardTrouble.REMOVED: "id_card",
    CardTrouble.UNREADABLE: "id_card",
    CardTrouble.IN_USE: "hourglass_top",
    CardTrouble.NO_READER: "warning",
    CardTrouble.TROUBLE: "warning",
}


def trouble(visit: CardVisit, *, has_other: bool, words: Words) -> Trouble:
    """What is said about the trouble of this card."""
    match visit.trouble:
        case None | CardTrouble.WRONG:
            return NO_TROUBLE
        case CardTrouble.BLOCKED:
            return _blocked(visit, has_other, words)
        case CardTrouble.LAST_TRY:
            return Trouble(
                words.text("cards.last.title"),
                words.text(f"cards.last.{visit.key}"),
                _ICONS[CardTrouble.LAST_TRY],
                words.text("cards.last.go"),
                "last_try",
                handFirst=True,
            )
        case CardTrouble.UNCERTAIN:
            told = f"{words.text('cards.trouble.uncertain.hint')}\n{_left(visit, words)}"
            return _plain(visit.trouble, told, words)
        case other:
            return _plain(other, words.text(f"cards.trouble.{other}.hint"), words)


def _plain(trouble: CardTrouble, hint: str, words: Words) -> Trouble:
    again = trouble in _AGAIN
    return Trouble(
        words.text(f"cards.trouble.{trouble}.title"),
        hint,
        _ICONS.get(trouble, "credit_card_off"),
        words.text("cards.trouble.again") if again else "",
        "again" if again else "",
        # All others go on by themselves when a card is put on, or put on again.
        handFirst=trouble is CardTrouble.NO_READER,
    )


def _blocked(visit: CardVisit, has_other: bool, words: Words) -> Trouble:
    key = "blocked" if visit.key is CardKey.PIN else "blocked_code"
    other = CardKey.CODE_B if visit.key is CardKey.PIN else CardKey.PIN
    go = "cards.trouble.blocked.go" if other is CardKey.CODE_B else "cards.use.pin"
    return Trouble(
        words.text(f"cards.trouble.{key}.title"),
        words.text(f"cards.trouble.{key}.hint"),
        _ICONS[CardTrouble.BLOCKED],
        words.text(go) if has_other else "",
        other.value if has_other else "",
        handFirst=not has_other,
    )


def _left(visit: CardVisit, words: Words) -> str:
    if visit.left is None:
        return words.text("cards.trouble.uncertain.unknown")
    return words.text(f"cards.tries.{visit.key}", left=visit.left)
