"""Content of every kind for tests: made here, so that no file of anybody is kept."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPageSize, QPainter, QPdfWriter

from hub.domain.signage.content import (
    Appointment,
    Clock,
    Countdown,
    Events,
    Feed,
    Forecast,
    Guide,
    Headline,
    Image,
    Item,
    Medium,
    MediumKind,
    News,
    Notice,
    Pdf,
    Template,
    Video,
    Waiting,
    Weather,
)
from hub.domain.site import Text
from tests.ui.signage.stage import MORNING, item

DAY = timedelta(days=1)


def picture(file: Path, size: tuple[int, int] = (1920, 1080), hue: int = 200) -> Path:
    """A landscape of a kind: a sky and hills."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sky = QLinearGradient(0, 0, 0, size[1])
    sky.setColorAt(0, QColor.fromHsv(hue, 120, 235))
    sky.setColorAt(1, QColor.fromHsv(hue, 30, 250))
    painter.fillRect(image.rect(), sky)
    painter.setBrush(QColor.fromHsv((hue + 300) % 360, 110, 170))
    painter.setPen(Qt.PenStyle.NoPen)
    for n in range(4):
        painter.drawEllipse(QRectF(size[0] * (n / 3 - 0.3), size[1] * 0.6, size[0] * 0.7, size[1]))
    painter.end()
    if not image.save(str(file)):
        raise OSError(file)
    return file


def document(file: Path, pages: int = 3) -> Path:
    """An A4 document with a number on every page."""
    writer = QPdfWriter(str(file))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    font = painter.font()
    font.setPointSize(60)
    painter.setFont(font)
    for number in range(pages):
        if number:
            writer.newPage()
        page = QRectF(0, 0, writer.width(), writer.height())
        painter.drawRect(page.adjusted(100, 100, -100, -100))
        painter.drawText(page, Qt.AlignmentFlag.AlignCenter, f"広報まちあい\n{number + 1}ページ")
    painter.end()
    return file


def medium(file: Path, kind: MediumKind, **more: object) -> Medium:
    """The record of a file."""
    digest = sha256(file.read_bytes()).hexdigest()
    mime = {"image": "image/jpeg", "pdf": "application/pdf", "video": "video/mp4"}[kind.value]
    return Medium(digest, kind, mime, file.stat().st_size, file.name, **more)  # type: ignore[arg-type]


FEEDS = {
    "city": Feed(
        "city",
        MORNING,
        headlines=tuple(
            Headline(title, MORNING - n * DAY)
            for n, title in enumerate(
                (
                    "12月の休日窓口のお知らせ",
                    "防災行政無線の試験放送（全国一斉の情報伝達試験・11月26日 午前11時ごろ）",
                    "市民税・県民税の納期限は11月30日です",
                    "図書館の年末年始の休館について",
                    "子育て応援フェアの参加者を募集しています",
                )
            )
        ),
    ),
    "calendar": Feed(
        "calendar",
        MORNING,
        appointments=tuple(
            Appointment(
                title, MORNING + n * DAY, MORNING + n * DAY + timedelta(hours=2), place, n == 2
            )
            for n, (title, place) in enumerate(
                (
                    ("赤ちゃんの健康相談", "保健センター 2階"),
                    (
                        "スマートフォン教室（初めての方向け）",
                        "市民ホール 小会議室",
                    ),
                    ("農産物の朝市", "市役所前広場"),
                    ("消防団 歳末特別警戒の出発式", "消防本部"),
                )
            )
        ),
    ),
    "sky": Feed(
        "sky",
        MORNING,
        forecasts=(
            Forecast("2026-11-24", "晴れ 昼過ぎから時々くもり", "partly_cloudy_day", 15, 6, 20),
            Forecast("2026-11-25", "くもり のち 雨", "rainy", 12, 8, 70),
            Forecast("2026-11-26", "雪か雨", "weather_snowy", 5, -1, 80),
        ),
    ),
}

LANGUAGES: tuple[Text, Text] = (
    {
        "ja": "窓口を延長します",
        "ja-easy": "{窓口|まどぐち}の {時間|じかん}を {長|なが}くします",
        "en": "Counters open longer",
        "zh-Hans": "窗口延长办公时间",
        "zh-Hant": "窗口延長辦公時間",
        "ko": "창구 운영 시간을 연장합니다",
        "vi": "Quầy làm việc muộn hơn",
        "pt": "Balcões abertos até mais tarde",
        "fil": "Mas matagal bukas ang mga counter",
        "ne": "काउन्टर लामो समय खुला हुन्छ",
    },
    {
        "ja": "木曜日は 19時まで\n1階 3番窓口",
        "ja-easy": "{木曜日|もくようび}は {夜|よる} 7{時|じ}まで\n"
        "1{階|かい} 3{番|ばん}{窓口|まどぐち}へ {来|き}てください",
        "en": "Thursdays until 19:00\n1F, counter 3",
        "zh-Hans": "星期四至19点\n1楼3号窗口",
        "zh-Hant": "星期四至19點\n1樓3號窗口",
        "ko": "목요일은 19시까지\n1층 3번 창구",
        "vi": "Thứ Năm đến 19 giờ\nTầng 1, quầy 3",
        "pt": "Quintas até 19h\nTérreo, balcão 3",
        "fil": "Huwebes hanggang 19:00\n1F, counter 3",
        "ne": "बिहीबार १९ बजेसम्म\n१ तला, काउन्टर ३",
    },
)
LINK = "https://machi.example.lg.jp/longer"


def notices() -> Iterator[Item]:
    """Every template, and every language in one of them."""
    title = {"ja": "年末年始は窓口を休みます"}
    body = {"ja": "12月29日から1月3日まで\n戸籍の届出は、夜間受付でお預かりします"}
    for template in Template:
        link = LINK if template is not Template.EVENT else ""
        yield item(Notice(title, body, template, link), name=f"template-{template.value}")
    for language in LANGUAGES[0]:
        said = [{"ja": "", language: text[language]} for text in LANGUAGES]
        yield item(Notice(said[0], said[1], link=LINK), name=f"language-{language}")


def others() -> Iterator[Item]:
    """Every kind without a file."""
    yield item(News("city"))
    yield item(Events("calendar"))
    yield item(Weather("sky"))
    yield item(Waiting())
    yield item(Clock())
    fair = {"ja": "待合市 市制施行70周年記念式典まで"}
    yield item(Countdown(fair, MORNING + 12 * DAY), name="countdown-days")
    yield item(Countdown(fair, MORNING + timedelta(minutes=45)), name="countdown-minutes")
    yield item(Guide())


def files(folder: Path) -> tuple[dict[str, Medium], dict[str, Path], list[Item]]:
    """A picture of each fit and a document: media, files and items."""
    shown = picture(folder / "hill.jpg", (2400, 1350))
    paper = document(folder / "paper.pdf")
    image = medium(shown, MediumKind.IMAGE, width=2400, height=1350)
    pdf = medium(paper, MediumKind.PDF, width=595, height=842, pages=3)
    alt = {"ja": "山と空"}
    items = [
        item(Image(image.digest, alt, "contain"), name="image-contain"),
        item(Image(image.digest, alt, "cover"), name="image-cover"),
        item(Pdf(pdf.digest, {"ja": "広報"})),
    ]
    return {m.digest: m for m in (image, pdf)}, {image.digest: shown, pdf.digest: paper}, items


def film(file: Path, digest: str) -> Item:
    """An item that shows this film."""
    return item(Video(digest, {"ja": "市のしごと"}), name=file.stem)
