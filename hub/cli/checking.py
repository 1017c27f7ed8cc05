"""What `machiai check` says of settings without faults: how much there is, and what lacks words."""

from collections import defaultdict

from config.schema.settings import Settings
from config.translations import form_holes, holes


def report(found: Settings) -> None:
    """Print it."""
    forms = found.forms
    print(
        f"{found.directory}: まちがいはありません。業務 {len(found.services)}、"
        f"窓口 {len(found.counters)}、発券機 {len(found.terminals.kiosks)}、"
        f"表示盤 {len(found.terminals.displays)}、お知らせ {len(found.signage.items)}、"
        f"書かない手続き {len(forms.events)}、様式 {len(forms.forms)}。"
    )
    for hole in holes(found):
        print(
            f"{hole.key}: {', '.join(hole.languages)} の文がなく、やさしい日本語か日本語で出ます。"
        )
    for language, entries in _lacking(found).items():
        named = "、".join(entries)
        print(f"forms: {language} の文が、次のものにそろっていません: {named}")


def _lacking(found: Settings) -> dict[str, list[str]]:
    """Language -> the definitions (`pages.moved-on`) that lack some of their words in it."""
    lacking: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for hole in form_holes(found):
        shelf, entry, *_ = hole.key.split(".")
        for language in hole.languages:
            lacking[language][f"{shelf}.{entry.partition('[')[0]}"] = None
    return {language: list(entries) for language, entries in lacking.items()}
