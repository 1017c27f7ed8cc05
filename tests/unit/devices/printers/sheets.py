"""Tickets as visitors get them, in the languages that look different from each other."""

from __future__ import annotations

from devices.printers.layout import SheetWords, TicketSheet

URL = "https://lobby.machiai.example.lg.jp/t/4f2c8e1a9b"

JAPANESE = TicketSheet(
    city="待合市役所",
    place="本庁舎 1階 総合案内",
    label="A-047",
    service="住民票・戸籍・印鑑証明",
    issued_at="令和8年11月24日(火) 9:42",
    ahead=12,
    wait="15〜25分くらい",
    instructions=(
        "番号が画面に出て、音声でお呼びします。",
        "呼ばれたら、画面に出た番号の窓口へお越しください。",
    ),
    url=URL,
)

ENGLISH = TicketSheet(
    city="Machiai City Hall",
    place="Main building, 1F Information",
    label="B-003",
    service="National health insurance and pension",
    priority="Priority: expecting a baby",
    issued_at="Nov 24, 2026 (Reiwa 8) 9:42",
    ahead=0,
    wait="about 10–15 min",
    instructions=("Your number will appear on the screen and be called aloud.",),
    url=URL,
    language="en",
    words=SheetWords(
        number="Your number",
        ahead="People ahead of you",
        people="{count}",
        wait="Time until your call",
        issued="Taken at",
        code="See the waiting status on your phone",
        offline="Taken while the network was down. Your number is valid.",
    ),
)

NEPALI = TicketSheet(
    city="माचिआई नगर कार्यालय",
    place="मुख्य भवन, पहिलो तला",
    label="C-112",
    service="बसोबास दर्ता र प्रमाणपत्र",
    issued_at="२०२६ नोभेम्बर २४ 9:42",
    ahead=7,
    wait="करिब २०–३० मिनेट",
    instructions=("तपाईंको नम्बर स्क्रिनमा देखिनेछ र आवाजमा बोलाइनेछ।",),
    url=URL,
    language="ne",
    words=SheetWords(
        number="तपाईंको नम्बर",
        ahead="तपाईंभन्दा अगाडि",
        people="{count} जना",
        wait="बोलाउने समयसम्म",
        issued="लिएको समय",
        code="फोनमा प्रतीक्षा अवस्था हेर्नुहोस्",
        offline="नेटवर्क बन्द हुँदा लिइएको। नम्बर मान्य छ।",
    ),
)

VIETNAMESE = TicketSheet(
    city="Tòa thị chính Machiai",
    label="A-048",
    service="Giấy chứng nhận cư trú, hộ tịch",
    issued_at="24/11/2026 9:42",
    wait="khoảng 15–25 phút",
    instructions=("Số của bạn sẽ hiện trên màn hình và được gọi bằng loa.",),
    language="vi",
)

KOREAN = TicketSheet(
    city="마치아이 시청",
    label="A-049",
    service="주민표·호적·인감증명",
    issued_at="2026년 11월 24일 9:42",
    wait="약 15~25분",
    instructions=("번호가 화면에 표시되고 음성으로 안내됩니다.",),
    language="ko",
)

CHINESE = TicketSheet(
    city="待合市政府",
    label="A-050",
    service="居民票・户籍・印章证明",
    issued_at="2026年11月24日 9:42",
    wait="约15~25分钟",
    instructions=("叫号时，您的号码会显示在屏幕上并语音播报。",),
    language="zh-Hans",
)

CROWDED = TicketSheet(
    city="おおあざ長名ヶ丘広域連合待合市役所南部総合支所",
    place="南館 地下1階 市民課・保険年金課・税務課 共通総合受付",
    label="AX-001",
    service="転入・転居・転出・世帯変更・マイナンバーカードの券面更新および𠮷田﨑髙",
    priority="優先(ご高齢の方・障害のある方・妊娠中の方)",
    issued_at="令和8年11月24日(火) 12:42",
    ahead=128,
    wait="1時間30分〜2時間くらい",
    instructions=("「番号」が画面に出て、音声でお呼びします。お待ちください。",),
    url=URL + "x" * 60,
    offline=True,
)

ALL = (JAPANESE, ENGLISH, NEPALI, VIETNAMESE, KOREAN, CHINESE, CROWDED)
