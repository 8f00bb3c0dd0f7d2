"""Looking for what should be gone: everywhere, by marks; and before, which marks are hers alone."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from artisans.models import Persona, Purge, RetentionWatch, Story, StoryRevision, Tombstone
from artisans.purging.layers import read_layers
from artisans.purging.marks import (
    Hasher,
    Marks,
    Match,
    Signs,
    list_phrases,
    make_marks,
    match,
    read_signs,
    split_tokens,
)
from artisans.purging.places import TableRow, list_all_tables, read_all_rows, read_caches, read_files
from artisans.purging.rows import Hanging, find_hanging, list_kinds, read_values
from artisans.vault import scan_keys
from people.models import AccessLog, AuditEntry

# Torn pieces of other words stand at the edges of a database's pages.
_SHORTEST_RAW_WORD = 8
SHORTEST_TITLE = 3
# The purge's own records: random ids, counts, hashes, and the names of tables.
_OWN = {model._meta.db_table for model in (Tombstone, Purge, RetentionWatch)}
# The trail of who did what stays, by random ids; a word of hers there is a hit all the same.
_TRAIL = {model._meta.db_table for model in (AuditEntry, AccessLog)}


@dataclass(slots=True)
class Report:
    """Where something was found (`table.column` or a file's name, with how often), and how much was looked at."""

    found: Counter[str] = field(default_factory=Counter)
    tables: int = 0
    rows: int = 0
    values: int = 0
    files: int = 0
    cached: int = 0
    marks: int = 0

    def counts(self) -> dict[str, int]:
        """What a proof keeps."""
        names = ("marks", "tables", "rows", "values", "files", "cached")
        return {**{name: getattr(self, name) for name in names}, "hits": self.found.total()}


def current_hasher() -> Hasher:
    """Hashes under the vault's first key."""
    return Hasher(scan_keys()[0])


def find_hasher(marks: Marks) -> Hasher | None:
    """The hasher that made the marks, or None where its key was taken away."""
    return next((one for one in map(Hasher, scan_keys()) if one.key_mark == marks.key_mark), None)


def collect_marks(root: Persona | Story, *, hasher: Hasher) -> Marks:
    """The marks of all that hangs on a persona or story, without what others share. Reads every place once.

    A word, or four in a row, counts as hers alone if, outside her records, it stands only in copies of hers: beside the
    name of a record of hers, her title, or six words of hers in a row.
    """
    hanging = find_hanging(root)
    ids, phrases, words = set[str](), set[str](), set[str]()
    for value in read_values(hanging):
        for text in read_layers(value):
            signs = read_signs(text)
            ids |= signs.ids
            phrases |= signs.phrases
            words |= signs.words
    # A chosen name may be short.
    words |= {token for persona in _personas(hanging) for token in split_tokens(persona.pseudonym)}
    others = _read_others(hanging)
    ids, phrases = ids - others.ids, phrases - others.phrases
    loose = make_marks(hasher, ids=ids, phrases=phrases, words=words)
    titles = [title for title in _titles(hanging) if _is_only_hers(title, phrases, others)]
    common = _find_common(loose, hasher, titles=titles, own=_own_rows(hanging))
    return Marks(loose.key_mark, loose.ids, loose.phrases - common, loose.words - common, loose.shorts - common)


def scan(marks: Marks, *, hasher: Hasher) -> Report:
    """Looks through every place. Nothing of what is found is quoted."""
    report = Report(marks=len(marks), tables=len(list_all_tables()))
    for row in read_all_rows():
        report.rows += 1
        for column, value in zip(row.columns, row.values, strict=True):
            report.values += value is not None
            if any(_counts(match(text, marks, hasher), row.table) for text in read_layers(value)):
                report.found[f"{row.alias}: {row.table}.{column}"] += 1
    seen = set[str]()
    for file in read_files():
        seen.add(file.name)
        hit = match(file.text, marks, hasher)
        if _counts_in_pages(hit, file.text, hasher) if file.is_database else hit:
            report.found[f"file {_name_safely(file.name, marks, hasher)}"] += 1
    report.files = len(seen)
    for place, text in read_caches():
        report.cached += 1
        report.found[place] += bool(match(text, marks, hasher))
    report.found = +report.found
    return report


def holds_copy(row: TableRow, marks: Marks, hasher: Hasher) -> bool:
    """Whether a row holds a longer mark of hers: a run of her words, or the name of a record of hers."""
    hits = (match(text, marks, hasher) for value in row.values for text in read_layers(value))
    return any(hit.phrases or hit.has_id for hit in hits)


def _counts(hit: Match, table: str) -> bool:
    if table in _OWN:
        return False
    return bool(hit.phrases or hit.words) or (hit.has_id and table not in _TRAIL)


def _counts_in_pages(hit: Match, text: str, hasher: Hasher) -> bool:
    """In raw pages random ids of the trail stand, too; and short words may be pieces of others."""
    if hit.phrases:
        return True
    if not hit.words:
        return False
    return any(len(token) >= _SHORTEST_RAW_WORD and hasher.hash(token) in hit.words for token in split_tokens(text))


def _name_safely(name: str, marks: Marks, hasher: Hasher) -> str:
    """A file's name, or only its folder where the name itself is a mark."""
    return f"{name.rpartition('/')[0]}/…" if match(name, marks, hasher) else name


def _personas(hanging: Iterable[Hanging]) -> list[Persona]:
    return [row for one in hanging if one.model is Persona for row in Persona.objects.filter(pk__in=one.ids)]


def _own_rows(hanging: Iterable[Hanging]) -> dict[str, frozenset[int]]:
    return {one.model._meta.db_table: one.ids for one in hanging}


def _read_others(hanging: Collection[Hanging]) -> Signs:
    """What stands in the records of other makers, or in her own other stories."""
    own = {one.model: one.ids for one in hanging}
    ids, phrases, words = set[str](), set[str](), set[str]()
    for model in list_kinds():
        kept = model._base_manager.exclude(pk__in=own.get(model, ())).values_list("pk", flat=True)
        for value in read_values([Hanging(model, frozenset(kept))]):
            for text in read_layers(value):
                signs = read_signs(text)
                ids |= signs.ids
                phrases |= signs.phrases
                words |= signs.words
    return Signs(frozenset(ids), frozenset(phrases), frozenset(words))


def _titles(hanging: Iterable[Hanging]) -> list[str]:
    """Her titles of at least three words, as tokens with blanks between: too short for six in a row."""
    revisions = (one.ids for one in hanging if one.model is StoryRevision)
    rows = [title for ids in revisions for title in _list_titles(ids)]
    return [" ".join(tokens) for tokens in map(split_tokens, rows) if len(tokens) >= SHORTEST_TITLE]


def _is_only_hers(title: str, phrases: set[str], others: Signs) -> bool:
    """Whether no other maker's story has this title, or a part of it of four words."""
    parts = set(list_phrases(title.split()))
    return parts <= phrases if parts else title not in others.words


def _list_titles(ids: frozenset[int]) -> Iterator[str]:
    for title, translations in StoryRevision.objects.filter(pk__in=ids).values_list("title", "translations"):
        yield title
        yield from (str(texts.get("title", "")) for texts in translations.values())


def _find_common(marks: Marks, hasher: Hasher, *, titles: list[str], own: dict[str, frozenset[int]]) -> set[str]:
    """Those of the words and phrases that stand somewhere else than in her records and copies of them."""
    common = set[str]()

    def look(texts: list[str]) -> None:
        hits = [match(text, marks, hasher) for text in texts]
        if any(hit.is_copy for hit in hits) or _holds_title(hits, texts, titles):
            return
        for hit in hits:
            common.update(hit.words, hit.phrases)

    for row in read_all_rows():
        if row.key not in own.get(row.table, ()):
            # An index of words tells nothing of who wrote them: its rows are blobs.
            told = (value for value in row.values if not isinstance(value, bytes | memoryview))
            look([text for value in told for text in read_layers(value)])
    for file in read_files():
        if not file.is_database:
            look([file.text])
    return common


def _holds_title(hits: list[Match], texts: list[str], titles: list[str]) -> bool:
    found = (f" {' '.join(split_tokens(text))} " for hit, text in zip(hits, texts, strict=True) if hit)
    return any(f" {title} " in text for text in found for title in titles)
