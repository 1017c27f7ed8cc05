"""Whatever is done to a card in whatever order: its tries and what is open follow one rule."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from devices.cards.simulator.people import ORDINARY, PIN
from tests.unit.devices.cards.simulator.cards import ASK, FACE, JPKI, TEXT, Talk, file, verify

# Of the text application: file, what is right, how often it may be wrong, what it opens.
SECRETS = {0x0011: (PIN, 3, (0x0001, 0x0002)), 0x0015: (ORDINARY.code_b, 10, (0x0002,))}


class TextApplication(RuleBasedStateMachine):
    """A model: tries left, and which secrets are proven, beside the card."""

    def __init__(self) -> None:
        super().__init__()
        self.talk = Talk()
        self.left = {fid: most for fid, (_, most, _) in SECRETS.items()}
        self.proven: set[int] = set()
        self.inside = False

    @rule()
    def select_text(self) -> None:
        assert self.talk(TEXT) == "9000"
        self.inside = True

    @rule(other=st.sampled_from([FACE, JPKI]))
    def select_another(self, other: str) -> None:
        assert self.talk(other) == "9000"
        self.inside = False
        self.proven.clear()

    @rule()
    def select_unknown(self) -> None:
        assert self.talk("00A4040C07A0000000031010") == "6A82"

    @rule()
    def reset(self) -> None:
        self.talk.card.reset()
        self.inside = False

    @rule()
    def power_off(self) -> None:
        self.talk.card.power_off()
        self.inside = False
        self.proven.clear()

    @precondition(lambda self: self.inside)
    @rule(fid=st.sampled_from(list(SECRETS)))
    def prove(self, fid: int) -> None:
        right, most, _ = SECRETS[fid]
        if self.left[fid]:
            assert self.talk(file(fid), verify(right)) == "9000"
            self.left[fid] = most
            self.proven.add(fid)
        else:
            assert self.talk(file(fid), verify(right)) == "6984"

    @precondition(lambda self: self.inside)
    @rule(fid=st.sampled_from(list(SECRETS)), wrong=st.sampled_from(["0000", "0", "1" * 14]))
    def guess(self, fid: int, wrong: str) -> None:
        self.proven.discard(fid)
        if self.left[fid]:
            self.left[fid] -= 1
            assert self.talk(file(fid), verify(wrong)) == f"63C{self.left[fid]:X}"
        else:
            assert self.talk(file(fid), verify(wrong)) == "6984"

    @precondition(lambda self: self.inside)
    @rule(fid=st.sampled_from(list(SECRETS)))
    def ask(self, fid: int) -> None:
        assert self.talk(file(fid), ASK) == f"63C{self.left[fid]:X}"
        assert self.talk(f"002000{0x80 | fid:02X}") == f"63C{self.left[fid]:X}"

    @invariant()
    def only_the_proven_opens(self) -> None:
        if not self.inside:
            return
        for fid in (0x0001, 0x0002):
            opens = any(fid in SECRETS[secret][2] for secret in self.proven)
            assert self.talk(file(fid), "00B0000001") == ("FF9000" if opens else "6982")


TestTextApplication = TextApplication.TestCase
TestTextApplication.settings = settings(max_examples=30, stateful_step_count=30)
