"""The typefaces of the terminals, and which of those they need are missing."""

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

import assets

# Every language's own face first (assets/tokens.json), then what stands in for it: Windows' own
# faces for the Noto CJK ones of Debian's fonts-noto-cjk. Our own two then draw the rest of a
# mixed text.
_LATIN = "Noto Sans"
_JAPANESE = "BIZ UDPGothic"
FAMILIES: dict[str, tuple[str, ...]] = {
    "ja": (_JAPANESE,),
    "ne": ("Noto Sans Devanagari",),
    "vi": (_LATIN,),
    "zh-Hans": ("Noto Sans CJK SC", "Microsoft YaHei"),
    "zh-Hant": ("Noto Sans CJK TC", "Microsoft JhengHei"),
    "ko": ("Noto Sans CJK KR", "Malgun Gothic"),
}


def register() -> list[str]:
    """Load the bundled faces; return the languages for which this machine has no typeface.

    Needs a QGuiApplication. A missing face is a fault of the installation (`fonts-noto-cjk`),
    never a crash: texts of that language are then drawn by whatever the system offers.
    """
    for file in sorted(assets.path("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    # A mixed text (नेपाली in the list of languages) makes Qt try one face after the other, and tell
    # of each that cannot shape it. That every text is drawn is shown by tests/ui/shell/test_fonts.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    for families in FAMILIES.values():
        QFont.insertSubstitutions(families[0], [*families[1:], _JAPANESE, _LATIN])
    QGuiApplication.setFont(QFont(_JAPANESE))
    present = set(QFontDatabase.families())
    return [lang for lang, families in FAMILIES.items() if not present.intersection(families)]
