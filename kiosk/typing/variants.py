"""Forms of kanji that registers keep apart, so that 高橋 also offers 髙橋. Pure.

Each string is one character in its forms, the plain one first. Only forms that Unicode's NFC
keeps are here; others (塚 with a dot, 辻 with one) are 〓 and a word at the counter.
"""

from itertools import islice, product

_GROUPS = """
高髙 崎﨑嵜碕 吉𠮷 辺邊邉 浜濱濵 徳德 柳栁 恵惠 真眞 斉斎齊齋 広廣 沢澤 島嶋嶌 国國 富冨
桜櫻 瀬瀨 清淸 増增 黒黑 渕淵渊 館舘 園薗 竜龍 条條 寿壽 栄榮 円圓 会會 鉄鐵 万萬 豊豐
蔵藏 滝瀧 関關 来來 磯礒 峰峯 船舩 桑桒 橋槗𣘺 静靜 曽曾 巣巢 彦彥 教敎 青靑 緑綠 秀秂
実實 弥彌 亀龜 鶴靏靍鸖 塩鹽 尭堯 遥遙 槙槇 歩步 郎郞 為爲 勲勳 薫薰 顕顯 聡聰 強强 鎮鎭
悦悅 継繼 経經 検檢 芸藝 県縣 顔顏 剣劍劔 厳嚴 晃晄 昂昻 亘亙 凜凛 桧檜 籠篭 篠筱 丘邱
岳嶽 学學 覚覺 楽樂 観觀 気氣 宝寶 双雙 総總 荘莊 壮壯 礼禮 霊靈 麦麥 満滿 松枩 梅楳 杉椙
土圡 角甪 西覀
"""
_FORMS = {
    form: tuple(other for other in group if other != form)
    for group in _GROUPS.split()
    for form in group
}


def variants(word: str, most: int) -> tuple[str, ...]:
    """Return the word in its other forms, those with the fewest changes first."""
    choices = [(char, *_FORMS.get(char, ())) for char in word]
    written = islice(product(*choices), 64)
    found = sorted(written, key=lambda other: _changes(word, other))
    return tuple("".join(other) for other in found[1 : most + 1])


def _changes(word: str, other: tuple[str, ...]) -> int:
    return sum(old != new for old, new in zip(word, other, strict=True))
