"""What the keys of a keyboard write, by where they are. Pure data.

A scanner that types presses keys, and what they write depends on the layout of the system, Caps
Lock and the input method. The key itself does not: it has the same number in the Linux kernel
(linux/input-event-codes.h) and as a scan code of set 1 on Windows, as far as a code needs it.
"""

from collections.abc import Mapping

# What a key writes alone, and with Shift.
Layout = Mapping[int, tuple[str, str]]


def _row(first: int, plain: str, shifted: str) -> dict[int, tuple[str, str]]:
    return {first + place: pair for place, pair in enumerate(zip(plain, shifted, strict=True))}


def _letters(first: int, plain: str) -> dict[int, tuple[str, str]]:
    return _row(first, plain, plain.upper())


_LETTERS = {**_letters(16, "qwertyuiop"), **_letters(30, "asdfghjkl"), **_letters(44, "zxcvbnm")}
# The block of digits writes them whatever Num Lock says.
_BLOCK = {**_row(71, "789", "789"), **_row(75, "456", "456"), **_row(79, "123", "123")}
_COMMON = {**_LETTERS, **_BLOCK, 82: ("0", "0"), 57: (" ", " "), **_row(51, ",./", "<>?")}

US: Layout = {
    **_COMMON,
    **_row(2, "1234567890-=", "!@#$%^&*()_+"),
    **_row(26, "[]", "{}"),
    **_row(39, ";'`", ':"~'),
    43: ("\\", "|"),
}
# JIS X 6002. Shift writes nothing on the key of 0.
JIS: Layout = {
    **_COMMON,
    **_row(2, "123456789", "!\"#$%&'()"),
    11: ("0", ""),
    **_row(12, "-^", "=~"),
    **_row(26, "@[", "`{"),
    **_row(39, ";:", "+*"),
    43: ("]", "}"),
    89: ("\\", "_"),
}
