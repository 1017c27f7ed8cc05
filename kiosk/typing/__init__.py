"""Japanese input without Qt: boards, romaji, the text field, candidates, postal codes."""
