"""What a visitor types, as QML sees it: our own Japanese input for one text field at a time.

For the screens (QML; `typing` is a `Typing`, `say` the words of the kiosk's catalogue):

    TextEntry { typing: ...; say: ...; label: "みょうじ" }   the field: text, underline, caret
    TypingPad { typing: ...; say: ...; nextText: say["button.next"]; onNext: ... }
                                      candidates, the board of `typing.layout`, and 「つぎへ」

A screen calls `typing.begin(kind, text, most, language)` when a field is shown or touched, and
`typing.finish()` -> str when the visitor goes on: what is still under composition is taken as it
is shown. `text` is always what `finish` would return, so a screen may also read it at any time.
`reset()` at the end of a visit forgets everything, the chosen layout too.

Kinds: "kana" (reading, hiragana), "katakana", "name" (reading, then kanji; person names first),
"text", "address" (text with 丁目 番地 号 on the digit board), "digits", "postal" (7 digits),
"phone" (11 digits at most), "code" (A-Z, 0-9: a residence card's number), "latin" (A-Z, space,
hyphen: a name as on the card), "email". `most` 0 means the kind's own limit.

`reading` is how the text of a "name" was read (たかはし for 髙橋), "" where that is not known (a
character was taken out of a word): put it into the field of the reading, which stays editable.
A character that the visitor cannot find is 〓 in the text (`missing()`).

Signals: `changed` after every key, `submitted` when Enter of a keyboard or a barcode scanner ends
the field (do as for 「つぎへ」). Hardware keys reach the field by `stroke(key, text)`, which
TypingPad and TextEntry call themselves.

Nothing here is written to disk or logged; candidates are looked up in a worker thread in memory.
"""
