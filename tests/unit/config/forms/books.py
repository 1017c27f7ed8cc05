"""Any definitions that the schema takes, for hypothesis: odd ids, odd texts, deep conditions."""

from typing import Any, get_args

from hypothesis import strategies as st

from config.schema.forms import KINDS, Book
from config.schema.values import Language

# Ids that YAML or Excel might take for something else.
TRICKY_IDS = ("yes", "no", "null", "true", "1", "007", "1e5", "0x1f", "2026-11-22", "1-2", "on")
TRICKY_TEXTS = (
    "=1+1",
    "- a",
    "a: b",
    "# a",
    "'",
    '"',
    "{a}",
    "yes",
    "null",
    "1",
    "2026-11-22",
    "𠮷",
    "辻󠄀",
    "👨‍👩‍👧",
    "a\u2028b",
    "@x",
    "%x",
    "+1",
    "~",
    "a  b",
    "<b>&amp;",
)

ids = st.sampled_from(TRICKY_IDS) | st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
wires = st.integers(1, 65535)
_signs = st.characters(exclude_categories=["Cc", "Cs", "Cn"])
words = st.sampled_from(TRICKY_TEXTS) | st.text(_signs, min_size=1, max_size=30).map(
    str.strip
).filter(bool)
paragraphs = words | st.lists(words, min_size=2, max_size=3).map("\n".join)
languages = [language for language in get_args(Language) if language != "ja"]


def texts(said: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    others = st.dictionaries(st.sampled_from(languages), said, max_size=3)
    return st.builds(lambda japanese, rest: {"ja": japanese, **rest}, said, others)


short, long = texts(words), texts(paragraphs)
compared = ids | st.integers(0, 1000)
_tests = st.one_of(
    st.builds(lambda f, v: {"eq": {"field": f, "value": v}}, ids, compared),
    st.builds(
        lambda f, v: {"in": {"field": f, "values": tuple(v)}},
        ids,
        st.lists(compared, min_size=1, max_size=4),
    ),
    st.builds(
        lambda f, o, n: {"age_at": {"field": f, "on": o, "least": n}}, ids, ids, st.integers(0, 99)
    ),
    st.builds(lambda f, n: {"days_since": {"field": f, "below": n}}, ids, st.integers(-99, 99)),
)
conditions = st.recursive(
    _tests,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": tuple(parts)}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": tuple(parts)}),
        inner.map(lambda part: {"not": part}),
        st.builds(lambda group, when: {"count": {"group": group, "when": when}}, ids, inner),
    ),
    max_leaves=6,
)


def many(inner: st.SearchStrategy[Any], least: int = 0, most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(inner, min_size=least, max_size=most).map(tuple)


def mapping(optional: dict[str, Any] | None = None, **required: Any) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(required, optional=optional or {})


options = mapping({"hint": long, "when": conditions}, id=ids, wire=wires, label=short)
_either = {"hint": long, "required": st.booleans()}
choosing = mapping(
    {**_either, "least": st.integers(0, 2), "most": st.integers(2, 9)},
    id=ids,
    wire=wires,
    type=st.sampled_from(["choice", "choices"]),
    label=short,
    options=many(options, 1),
)


def _coded(code: int) -> st.SearchStrategy[Any]:
    return options.map(lambda option: {**option, "card": code})


_sexes = st.tuples(_coded(2), _coded(1))
sexes = mapping(
    _either,
    id=ids,
    wire=wires,
    type=st.just("choice"),
    label=short,
    card=st.just("sex"),
    options=st.builds(lambda rest, coded: (*rest, *coded), many(options), _sexes),
)
dates = mapping(
    {
        **_either,
        "least": st.integers(-999, -1),
        "most": st.integers(0, 99),
        "partial": st.booleans(),
        "card": st.sampled_from(["birth", "expiry"]),
    },
    id=ids,
    wire=wires,
    type=st.just("date"),
    label=short,
)
plain = mapping(
    {**_either, "least": st.integers(0, 2), "most": st.integers(2, 99)},
    id=ids,
    wire=wires,
    type=st.sampled_from([kind for kind in KINDS if kind not in ("date", "choice", "choices")]),
    label=short,
)
named = st.sampled_from(["name", "address"]).flatmap(
    lambda kind: mapping(
        _either, id=ids, wire=wires, type=st.just(kind), label=short, card=st.just(kind)
    )
)
fields = choosing | sexes | dates | named | plain
checks = mapping({"stop": st.booleans()}, when=conditions, say=long)
pages = mapping(
    {"help": long, "when": conditions, "checks": many(checks)},
    id=ids,
    ask=short,
    fields=many(fields, 1),
)
groups = mapping(
    {"called": ids, "when": conditions},
    id=ids,
    wire=wires,
    title=short,
    count=ids,
    pages=many(ids, 1),
)
bring = mapping({"when": conditions}, document=ids)
deadlines = mapping({"after": ids, "days": st.integers(-99, 99)}, say=long)
procedures = mapping(
    {"when": conditions, "form": ids, "bring": many(bring), "deadline": deadlines},
    id=ids,
    title=short,
    service=ids,
    why=long,
)
documents = mapping(id=ids, label=long)
events = mapping(
    {"asks": many(ids), "description": long, "icon": st.just("home")},
    id=ids,
    wire=wires,
    shelf=st.sampled_from(["life", "papers"]),
    title=short,
    procedures=many(ids, 1),
)
cells = mapping({"aside": st.booleans()}, label=words, fields=many(ids, 1))
sections = mapping({"group": ids, "when": conditions}, title=words, cells=many(cells, 1))
forms = mapping(
    {"version": st.integers(1, 9), "addressee": words, "law": words},
    id=ids,
    wire=wires,
    title=short,
    asks=many(ids, 1),
    sections=many(sections, 1, 2),
)
numbers, some = many(wires), many(wires, 1)
retired = mapping(
    {
        "fields": numbers,
        "events": numbers,
        "forms": numbers,
        "groups": st.dictionaries(ids, some, max_size=2),
        "options": st.dictionaries(ids, some, max_size=2),
    }
)
files = mapping(
    {
        "version": st.integers(1, 99),
        "retired": retired,
        "events": many(events, 0, 2),
        "pages": many(pages, 0, 2),
        "groups": many(groups, 0, 2),
        "procedures": many(procedures, 0, 2),
        "documents": many(documents, 0, 2),
        "forms": many(forms, 0, 2),
    }
)
books: st.SearchStrategy[Book] = files.map(Book.model_validate)
