"""Sentences that pure rules make: English text that remembers how it was put together, to be translated later.

No Django: rules about consent, money and outcomes import this. Pages put it into their language (`say` in templates).
"""

from collections.abc import Callable, Iterable

Value = str | int | tuple[str, ...]


class Sentence(str):
    """An English sentence; `pattern` and `values` are what a translation is made from."""

    __slots__ = ("pattern", "values")
    pattern: str
    values: dict[str, Value]


def mark(text: str) -> str:
    """Marks a sentence for the catalogues of languages (import it as `_`); it is translated where it is shown."""
    return text


def sentence(pattern: str, /, **values: Value) -> Sentence:
    """A sentence such as `sentence("No consent for: %(scopes)s.", scopes=("text",))`; lists are joined by commas.

    Words in a list and sentences within a sentence are translated too, other values stay as they are.
    """
    made = Sentence(pattern % {name: _join(value) for name, value in values.items()} if values else pattern)
    made.pattern, made.values = pattern, values
    return made


def run_on(sentences: Iterable[Sentence]) -> str:
    """Sentences one behind the other, parted by blanks; an empty text for none."""
    named = {f"sentence_{number}": one for number, one in enumerate(sentences)}
    return sentence(" ".join(f"%({name})s" for name in named), **named) if named else ""


def put_into_words(text: str, translate: Callable[[str], str], count: Callable[[int | str], str] = str) -> str:
    """The text in another language: a `Sentence` by its pattern and its words, any other text as a whole.

    `count` writes those of its values that are numbers, such as 3 or "12,000".
    """
    if not text:
        return text
    if not isinstance(text, Sentence):
        return translate(str(text))
    values = {name: _join(value, translate, count) for name, value in text.values.items()}
    return translate(text.pattern) % values if values else translate(text.pattern)


def _join(value: Value, translate: Callable[[str], str] = str, count: Callable[[int | str], str] = str) -> str:
    if isinstance(value, tuple):
        return ", ".join(put_into_words(word, translate, count) for word in value)
    if isinstance(value, int) or value.replace(",", "").isdecimal():
        return count(value)
    return put_into_words(value, translate, count) if isinstance(value, Sentence) else value
