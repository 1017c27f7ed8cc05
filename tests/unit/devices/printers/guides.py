"""Papers at the end of guided forms, in the languages that look different from each other."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from devices.printers.code import CAPACITY
from devices.printers.guide import Counter, Errand, GuideSheet, GuideWords
from devices.printers.port import PaperWidth

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
# The measured form: 4 members, moving in (479 bytes sealed).
TYPICAL = 793


def code(characters: int, seed: int = 1) -> str:
    """A text as the sealed code has them."""
    return "MC111" + "".join(Random(seed).choices(ALPHABET, k=characters - 5))


def parts(count: int, width: PaperWidth) -> tuple[str, ...]:
    """Codes that fill the largest symbol of the paper."""
    return tuple(code(CAPACITY[width], seed) for seed in range(count))


JAPANESE = GuideSheet(
    city="待合市役所",
    place="本庁舎 1階 総合案内",
    title="引っこしてきた（転入）",
    label="B-012",
    service="住所の変更",
    issued_at="令和8年11月24日(火) 9:42",
    ahead=4,
    wait="10〜20分くらい",
    notes=("番号が表示されるまで、ロビーでお待ちください。",),
    counters=(
        Counter(
            "住所の変更",
            (
                Errand("転入届", ("12月4日(金)まで",)),
                Errand("マイナンバーカードの継続利用", ("2月18日(木)まで",), asks=True),
            ),
        ),
        Counter("保険・年金", (Errand("国民健康保険に入る手続き", ("12月4日(金)まで",)),)),
        Counter(
            "子育て・こども",
            (
                Errand(
                    "児童手当の認定請求",
                    ("12月5日(土)まで。すぎると、もらえない月ができることがあります。",),
                ),
                Errand("子ども医療費の助成"),
            ),
        ),
    ),
    bring=(
        "転出証明書",
        "本人確認書類（運転免許証など）",
        "マイナンバーカード（引っこした方の全員分）",
        "通帳など、振込先のわかるもの",
    ),
    codes=(code(TYPICAL),),
    advice=(
        "コードには、入力した内容が暗号で入っています。市役所の窓口でだけ読めます。",
        "11月25日(水) 17:15 まで使えます。",
    ),
)

ENGLISH = GuideSheet(
    city="Machiai City Hall",
    place="Main building, 1F Information",
    title="I moved to this city (moving-in notification)",
    label="B-013",
    service="Change of address",
    issued_at="Tuesday, 24 November 2026 9:42",
    ahead=0,
    wait="about 10–20 min",
    notes=("Please wait in the lobby until your number is shown.",),
    counters=(
        Counter(
            "Change of address",
            (
                Errand("Moving-in notification", ("By 4 December 2026",)),
                Errand("Continued use of your My Number Card", asks=True),
            ),
        ),
        Counter("Insurance and pension", (Errand("Joining National Health Insurance"),)),
    ),
    bring=("Certificate of moving out", "Identification such as a residence card"),
    codes=(code(483),),
    advice=("The code holds your answers in encrypted form. Only the counters can read it.",),
    language="en",
    words=GuideWords(
        number="Your number",
        ahead="People ahead of you",
        people="{count}",
        wait="Time until your call",
        issued="Taken at",
        counters="Counters to visit, in this order",
        ask="The counter will check this with you",
        bring="What to bring",
        code="Show this code at the counter",
        part="Code {number}/{count}",
        offline="Your number is valid.",
    ),
)

NEPALI = replace(
    ENGLISH,
    city="माचिआई नगर कार्यालय",
    title="यो सहरमा सरेको (सर्ने सूचना)",
    service="ठेगाना परिवर्तन",
    notes=("तपाईंको नम्बर नदेखिएसम्म लबीमा पर्खनुहोस्।",),
    counters=(Counter("ठेगाना परिवर्तन", (Errand("सर्ने सूचना", ("४ डिसेम्बर २०२६ सम्म",), asks=True),)),),
    bring=("सरेर जाने प्रमाणपत्र", "परिचयपत्र"),
    language="ne",
    words=replace(ENGLISH.words, ask="काउन्टरमा सोधिनेछ", code="काउन्टरमा यो कोड देखाउनुहोस्"),
)

CROWDED = replace(
    JAPANESE,
    city="おおあざ長名ヶ丘広域連合待合市役所南部総合支所",
    title="家族が亡くなったときの手続きと、世帯主の変更・相続に関する届出のすべて",
    label="BX-001",
    priority="優先(ご高齢の方・障害のある方・妊娠中の方)",
    counters=tuple(
        Counter(
            f"{number}番目の国民健康保険・後期高齢者医療・介護保険の共通総合窓口",
            tuple(
                Errand(
                    "マイナンバーカードの署名用電子証明書および券面更新の申請" * 2,
                    ("引っこしてから14日以内。すぎると5万円以下の過料となることがあります。",),
                    asks=True,
                )
                for _ in range(2)
            ),
        )
        for number in range(9, 12)
    ),
    bring=tuple("在留カードまたは特別永住者証明書の原本とその写し" for _ in range(6)),
    offline=True,
)

# No number, no code: what is left is still worth its paper.
BARE = GuideSheet(
    city="待合市役所",
    title="住民票の写し",
    issued_at="9:42",
    counters=(Counter("住民票・戸籍", (Errand("住民票の写しの交付請求"),)),),
)

ALL = (JAPANESE, ENGLISH, NEPALI, CROWDED, BARE)
