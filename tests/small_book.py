"""A small book of forms with every kind of field, for tests of the screens and their machine."""

from datetime import date

from hub.domain.forms.answers import Address, Name, PartialDate, Slot, Value
from hub.domain.forms.book import (
    Book,
    Bring,
    Check,
    Deadline,
    Document,
    Event,
    Field,
    Form,
    Group,
    Kind,
    Option,
    Page,
    Procedure,
    Shelf,
)
from hub.domain.forms.conditions import AgeAt, Count, Eq
from hub.domain.site import Text

TODAY = date(2026, 11, 24)
_WIRES = iter(range(1, 1000))


def say(ja: str, en: str = "") -> Text:
    return {"ja": ja, **({"en": en} if en else {})}


def option(name: str, ja: str, en: str = "", **more: object) -> Option:
    return Option(name, next(_WIRES), say(ja, en), **more)  # type: ignore[arg-type] # passed on


def field(name: str, kind: Kind, ja: str, en: str = "", **more: object) -> Field:
    return Field(name, next(_WIRES), kind, say(ja, en), **more)  # type: ignore[arg-type]


def page(name: str, ja: str, en: str, *fields: Field, **more: object) -> Page:
    return Page(name, say(ja, en), fields, **more)  # type: ignore[arg-type] # passed on


YES_NO = (option("yes", "はい", "Yes"), option("no", "いいえ", "No"))
PAGES = (
    page(
        "moved-on",
        "引っこしたのは、いつですか",
        "When did you move?",
        field("moved-on", Kind.DATE, "引っこした日", "Date of the move", most=0, least=-3650),
        help=say("新しい家に住みはじめた日です。", "The day you began to live in the new home."),
    ),
    page(
        "new-home",
        "新しい住所を入れてください",
        "Your new address",
        field("new-home", Kind.ADDRESS, "新しい住所", "New address"),
    ),
    page(
        "many",
        "何人で引っこしましたか",
        "How many people moved?",
        field("many", Kind.COUNT, "人数", "People", least=1, most=8),
    ),
    page(
        "who",
        "お名前を入れてください",
        "Please enter the name",
        field("who", Kind.NAME, "氏名", "Name", most=20),
    ),
    page(
        "asker",
        "あなたのお名前を入れてください",
        "Your name",
        field("asker", Kind.NAME, "氏名", "Name", most=20),
    ),
    page(
        "born",
        "生まれた日はいつですか",
        "Date of birth",
        field("born", Kind.DATE, "生年月日", "Date of birth", partial=True, most=0),
    ),
    page(
        "role",
        "世帯主から見た続柄はどれですか",
        "What is this person to the head of the household?",
        field(
            "role",
            Kind.CHOICE,
            "続柄",
            "Relationship",
            options=(
                option("head", "本人（世帯主）", "The head"),
                option("spouse", "夫・妻", "Husband, wife"),
                option("child", "子", "Child"),
                option("other", "そのほか", "Other", hint=say("父母、兄弟姉妹など")),
            ),
        ),
    ),
    page(
        "insured",
        "国民健康保険に入りますか",
        "Will you join the National Health Insurance?",
        field("insured", Kind.CHOICE, "国民健康保険", "Health insurance", options=YES_NO),
        checks=(
            Check(
                Eq("insured", "no"),
                say("会社などの保険証を、あとで窓口にお見せください。", "Show your card later."),
                stop=False,
            ),
        ),
    ),
    page(
        "child",
        "児童手当の振込先はありますか",
        "Do you have an account for the child allowance?",
        field("account", Kind.CHOICE, "振込先", "Account", options=YES_NO),
        when=Count("people", AgeAt("born", below=18)),
    ),
    page(
        "phone",
        "昼間に連絡できる電話番号を入れてください",
        "A phone number where we reach you by day",
        field("phone", Kind.PHONE, "電話番号", "Phone number"),
    ),
    page(
        "papers",
        "どの証明書が必要ですか",
        "Which certificates do you need?",
        field(
            "papers",
            Kind.CHOICES,
            "証明書",
            "Certificates",
            least=1,
            options=(
                option("copy", "住民票の写し", "Residence certificate"),
                option("items", "住民票記載事項証明書", "Certificate of items"),
            ),
        ),
    ),
    page(
        "card",
        "在留カードの番号を入れてください",
        "The number of your residence card",
        field("card", Kind.CODE, "在留カード番号", "Card number", least=12, most=12),
        field("digits", Kind.DIGITS, "券面の4けた", "4 digits", least=4, most=4, required=False),
    ),
    page(
        "purpose",
        "使いみちを教えてください",
        "What is it for?",
        field("purpose", Kind.TEXT, "使いみち", "Purpose", most=20),
        field("reader", Kind.KANA, "提出先のよみ", "Reading", required=False),
        checks=(Check(Eq("purpose", "ひみつ"), say("くわしく書いてください。", "Say more.")),),
    ),
)
GROUPS = (Group("people", 1, say("引っこす方", "People"), "many", ("who", "born", "role"), "who"),)
DOCUMENTS = (
    Document("id", say("本人確認書類", "An identity document")),
    Document("out", say("転出証明書", "The certificate of moving out")),
)
FORM = Form("move", 1, 1, say("住民異動届", "Notice of move"), ("phone",), ())
PROCEDURES = (
    Procedure(
        "move",
        say("転入届", "Notice of moving in"),
        "moving",
        say("ほかの市から引っこしてきた方は、届出が必要です。", "Everyone who moves in."),
        form="move",
        bring=(Bring("id"), Bring("out")),
        deadline=Deadline(say("引っこしてから14日以内", "Within 14 days"), "moved-on", 14),
    ),
    Procedure(
        "insurance",
        say("国民健康保険の加入", "Joining the insurance"),
        "insurance",
        say("会社などの保険に入っていない方です。", "Whoever has no other insurance."),
        Eq("insured", "yes"),
    ),
    Procedure(
        "paper",
        say("証明書の請求", "Certificates"),
        "residence",
        say("証明書をお出しします。", "We issue them."),
    ),
)
EVENTS = (
    Event(
        "moving-in",
        1,
        Shelf.LIFE,
        say("市外から引っこしてきた", "I moved here"),
        ("moved-on", "new-home", "many", "people", "insured", "child"),
        ("move", "insurance"),
        say("転入届と、それに続く手続き", "Moving in, and what follows"),
        "home",
    ),
    Event(
        "certificate",
        2,
        Shelf.PAPERS,
        say("住民票の写し", "Residence certificate"),
        ("asker", "papers", "card", "purpose"),
        ("paper",),
    ),
)


def book() -> Book:
    """The book."""
    return Book(
        1,
        {item.id: item for item in EVENTS},
        {item.id: item for item in PAGES},
        {item.id: item for item in GROUPS},
        {item.id: item for item in PROCEDURES},
        {item.id: item for item in DOCUMENTS},
        {FORM.id: FORM},
    )


def moving_in(people: int = 2) -> dict[Slot, Value]:
    """Right answers to every question of moving in, for a family."""
    given = ("花子", "太郎", "さくら", "健")
    answers: dict[Slot, Value] = {
        Slot("moved-on"): PartialDate(2026, 11, 20),
        Slot("new-home"): Address("1000001", "東京都千代田区千代田", "1-1", "待合荘203"),
        Slot("many"): people,
        Slot("insured"): "yes",
        Slot("account"): "yes",
        Slot("phone"): "09012345678",
    }
    for member in range(people):
        answers |= {
            Slot("who", member): Name("山田", given[member % 4], "やまだ", "はなこ"),
            Slot("born", member): PartialDate(1960 + 20 * member, 5, 3),
            Slot("role", member): ("head", "spouse", "child", "child")[member % 4],
        }
    return answers
