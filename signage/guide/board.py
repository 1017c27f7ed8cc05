"""The keys to look a place up with. Pure.

The chart of kana as it hangs in every classroom, あ on the right. The search makes no difference
between か and が, つ and っ, so that there are no keys for marks and small signs.
"""

COLUMNS = 10
KANA = tuple(
    "わらやまはなたさかあ"
    "をり みひにちしきい"
    "んるゆむふぬつすくう"
    "ーれ めへねてせけえ"
    " ろよもほのとそこお"
)
LETTERS = tuple("1234567890qwertyuiop asdfghjkl  zxcvbnm ")

# The pictogram of each kind of place: a Material Symbols name.
ICONS = {
    "counter": "groups",
    "room": "meeting_room",
    "entrance": "door_open",
    "information": "info",
    "waiting_area": "chair",
    "toilet": "wc",
    "accessible_toilet": "accessible",
    "nursing_room": "baby_changing_station",
    "elevator": "elevator",
    "stairs": "stairs",
    "escalator": "escalator",
    "atm": "atm",
    "telephone": "call",
    "aed": "ecg_heart",
    "shop": "store",
    "parking": "local_parking",
    "bus_stop": "directions_bus",
}
