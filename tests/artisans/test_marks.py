"""What a re-scan can recognise: scripts, spellings, packed and escaped values, edges of large files."""

import gzip
import json
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from pytest_django import Settings

from artisans.purging.layers import read_bytes, read_layers
from artisans.purging.marks import Hasher, Marks, make_marks, match, read_marks, read_signs, split_tokens
from artisans.purging.places import read_files

HASHER = Hasher(b"a key of the tests")
TEXT = "I stretch the cloth and draw with a blunt needle."
KHMER = "ខ្ញុំត្បាញក្រមាជាមួយអំបោះពណ៌ខៀវ"
HINDI = "मैं हथकरघे पर कपड़ा बुनती हूँ"
KEY = "3f2a9c1e-0b7d-4e55-9a10-6c2f8d417be0"


def marks_of(*texts: str) -> Marks:
    signs = [read_signs(text) for text in texts]
    return make_marks(
        HASHER,
        ids={one for sign in signs for one in sign.ids},
        phrases={one for sign in signs for one in sign.phrases},
        words={one for sign in signs for one in sign.words},
    )


def finds(marks: Marks, value: object) -> bool:
    return any(match(text, marks, HASHER) for text in read_layers(value))


@pytest.mark.parametrize(
    "copy",
    [
        "… the CLOTH and Draw — with …",
        "the\u200b cloth,\nand draw",
        "the ｃｌｏｔｈ and draw",
        {"story": [{"text": TEXT}]},
        json.dumps({"text": TEXT}),
        ("a", ["b", TEXT]),
        TEXT.encode(),
        b"\0\1\2" + TEXT.encode() + b"\xff\xfe",
        gzip.compress(TEXT.encode(), mtime=0),
    ],
)
def test_four_words_in_a_row_are_found_in_any_dress(copy: object) -> None:
    assert finds(marks_of(TEXT), copy)


@pytest.mark.parametrize(
    "other", ["the cloth and", "draw the cloth and", "needle blunt a with draw", "", None, 7, True]
)
def test_fewer_or_other_words_are_not_a_phrase(other: object) -> None:
    phrases = marks_of(TEXT)
    assert not finds(Marks(phrases.key_mark, phrases.ids, phrases.phrases), other)


@pytest.mark.parametrize("text", [HINDI, KHMER])
def test_scripts_of_makers_are_found_plain_and_behind_the_escapes_of_json(text: str) -> None:
    marks = marks_of(text)
    assert finds(marks, f"x {text} y") and finds(marks, json.dumps({"hi": text})) and "\\u" in json.dumps(text)
    assert not finds(marks, "nothing of hers")


def test_khmer_without_spaces_is_found_inside_a_longer_run_and_with_break_marks() -> None:
    marks = marks_of(KHMER)
    assert finds(marks, f"ដោយ{KHMER}ហើយ") and finds(marks, KHMER[:14] + "\u200b" + KHMER[14:])


def test_a_vowel_sign_belongs_to_its_word() -> None:
    assert split_tokens("हिन्दी। ខ្មែរ៕") == ["हिन्दी", "ខ្មែរ"]


@pytest.mark.parametrize("spelled", [KEY, KEY.replace("-", ""), KEY.upper(), f"photos/{KEY}/original", f"story:{KEY}"])
def test_the_key_of_a_record_is_one_word_however_it_is_written(spelled: str) -> None:
    assert finds(marks_of(KEY), spelled)


def test_random_names_and_digests_are_ids_and_ordinary_words_are_not() -> None:
    assert read_signs("renditions/9f86d081884c7d659a2feaa0c55ad015/640.avif").ids == {
        "9f86d081884c7d659a2feaa0c55ad015"
    }
    assert read_signs("internationalisation 1234567890123").ids == set()


def test_words_of_five_letters_are_marks_and_all_marks_are_counted() -> None:
    assert read_signs("reed weft jamdani ikats 12345").words == {"jamdani", "ikats"}
    marks = marks_of(TEXT, KEY, "blue thread")
    parts = (marks.ids, marks.phrases, marks.words, marks.shorts)
    assert all(parts)
    assert len(marks) == sum(len(part) for part in parts)


def test_a_session_is_unpacked() -> None:
    store = SessionStore()
    for draft in ({"text": TEXT * 20}, {"t": TEXT}):
        assert finds(marks_of(TEXT), store.encode(draft))
        assert TEXT not in store.encode(draft)


def test_marks_come_back_from_a_row_and_tell_nothing_without_the_key() -> None:
    marks = marks_of(TEXT, KEY)
    kept = marks.to_json()
    assert read_marks(json.loads(json.dumps(kept))) == marks
    assert not any(word in json.dumps(kept) for word in ("cloth", "needle", KEY.replace("-", "")))
    assert not any(match(text, marks, Hasher(b"another key")) for text in (TEXT, KEY))


def test_a_bomb_of_zeros_is_not_unpacked_without_end() -> None:
    assert sum(len(text) for text in read_bytes(gzip.compress(b"a" * 20_000_000))) <= 8 * 1024 * 1024


@pytest.mark.parametrize("at", [0, 4 * 1024 * 1024 - 12, 4 * 1024 * 1024, 8 * 1024 * 1024 - 4096 - 12, 9_000_000])
def test_words_at_the_edges_of_a_large_file_are_found(settings: Settings, tmp_path: Path, at: int) -> None:
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, str(tmp_path / "media")
    (tmp_path / "large.log").write_bytes(b"." * at + b" stretch the cloth and\n" + b"." * 1000)
    marks = Marks(HASHER.key_mark, phrases=marks_of("stretch the cloth and").phrases)
    assert {file.name for file in read_files() if match(file.text, marks, HASHER)} == {"large.log"}
