"""The Khmer lint: words found without spaces between them, in old and new spellings, and the craft left alone."""

import time
from pathlib import Path

import pytest

from artisans.lint import Rule, check_text
from artisans.lint.folding import fold_khmer

# Paragraphs of the craft, parted by blank lines: looms, dyes, counts, prices, hopes, English words among them.
CRAFT = (Path(__file__).parent / "texts" / "craft_km.txt").read_text("utf-8").strip().split("\n\n")

HOSTILE = [
    # History.
    ("ខ្ញុំជាជនរងគ្រោះនៃការជួញដូរមនុស្ស", "history", "ការជួញដូរ"),
    ("ខ្ញុំត្រូវបានគេលក់", "history", "ខ្ញុំត្រូវបានគេលក់"),
    ("គេយកខ្ញុំទៅលក់នៅទីនោះ", "history", "គេយកខ្ញុំទៅលក់"),
    ("គាត់រំលោភនាង", "history", "រំលោភ"),
    ("នៅផ្ទះបន", "history", "ផ្ទះបន"),
    ("ស្រីពេស្យា", "history", "ពេស្យា"),
    ("គេបង្ខំឱ្យធ្វើការ", "history", "បង្ខំ"),
    ("ខ្ញុំរត់គេចចេញ", "history", "រត់គេច"),
    ("ប៉ូលីសមក", "history", "ប៉ូលីស"),
    ("គេវាយធ្វើបាបខ្ញុំ", "history", "វាយធ្វើបាប"),
    ("គេបោកប្រាស់", "history", "គេបោក"),
    ("អំពើហិង្សា", "history", "ហិង្សា"),
    # Rescue.
    ("ខ្ញុំត្រូវបានសង្គ្រោះ", "rescue", "សង្គ្រោះ"),
    ("ឱ្យខ្ញុំនូវជីវិតថ្មី", "rescue", "ឱ្យខ្ញុំនូវជីវិតថ្មី"),
    ("ស្ត្រីក្រីក្រ", "rescue", "ក្រីក្រ"),
    ("ការស្ដារនីតិសម្បទា", "rescue", "ស្ដារនីតិសម្បទា"),
    # Health, caste, religion.
    ("នាងមានជំងឺអេដស៍", "health", "មានជំងឺ"),
    ("នៅមន្ទីរពេទ្យ", "health", "មន្ទីរពេទ្យ"),
    ("មានផ្ទៃពោះ", "health", "មានផ្ទៃពោះ"),
    ("បាក់ទឹកចិត្ត", "health", "បាក់ទឹកចិត្ត"),
    ("ជនជាតិភាគតិច", "caste", "ជនជាតិភាគតិច"),
    ("ខ្ញុំទៅវត្តធ្វើបុណ្យ", "religion", "ទៅវត្ត"),
    ("កាន់សាសនាឥស្លាម", "religion", "សាសនា"),
    ("ព្រះពុទ្ធ", "religion", "ព្រះពុទ្ធ"),
    # Ways to reach her.
    ("លេខ០១២ ៣៤៥ ៦៧៨", "phone", "០១២ ៣៤៥ ៦៧៨"),
    ("សូន្យមួយពីរបីបួនប្រាំប្រាំមួយ", "phone", "សូន្យមួយពីរបីបួនប្រាំប្រាំមួយ"),
    ("អ៊ីមែលbopha@mail.com.khណា", "email", "bopha@mail.com.kh"),
    ("មើលwww.thing.example", "link", "www.thing.example"),
    ("តាមហ្វេសប៊ុក", "link", "ហ្វេសប៊ុក"),
    ("11.5564, 104.9282", "coordinates", "11.5564, 104.9282"),
    # Where she is.
    ("ខ្ញុំរស់នៅភ្នំពេញ", "state", "ភ្នំពេញ"),
    ("មកពីខេត្តសៀមរាប", "state", "សៀមរាប"),
    ("មកពីខេត្តបាត់ដំបង", "state", "បាត់ដំបង"),
    ("នៅប៉ោយប៉ែត", "place", "ប៉ោយប៉ែត"),
    ("នៅស្វាយប៉ាក", "place", "ស្វាយប៉ាក"),
    ("នៅភូមិទួលពង្រ", "place", "ភូមិទួលពង្រ"),
    ("សង្កាត់ទឹកថ្លា", "place", "សង្កាត់ទឹកថ្លា"),
    ("ខ្ញុំឈ្មោះសុភា", "name", "ខ្ញុំឈ្មោះសុភា"),
    # Age and date.
    ("ខ្ញុំអាយុ ២៤ ឆ្នាំ", "age", "អាយុ"),
    ("ខ្ញុំម្ភៃពីរឆ្នាំ", "age", "ខ្ញុំម្ភៃពីរឆ្នាំ"),
    ("វ័យ ២២ ឆ្នាំ", "age", "វ័យ ២២ ឆ្នាំ"),
    ("ឆ្នាំ២០១៩", "date", "ឆ្នាំ២០១៩"),
    ("ថ្ងៃទី១២", "date", "ថ្ងៃទី១២"),
    ("ខែមេសា", "date", "មេសា"),
    # Whom she belongs to.
    ("ម្ដាយរបស់ខ្ញុំ", "relative", "ម្ដាយ"),
    ("ប្តីខ្ញុំ", "relative", "ប្តី"),
    ("យាយខ្ញុំ", "relative", "យាយ"),
    ("គ្រួសាររបស់ខ្ញុំ", "relative", "គ្រួសាររបស់ខ្ញុំ"),
    ("កូនស្រីពីរនាក់", "relative", "កូនស្រី"),
    ("តាំងពីក្មេង", "child", "ក្មេង"),
    ("ខ្ញុំមានកូន", "child", "មានកូន"),
    ("នៅរោងចក្រ", "employer", "រោងចក្រ"),
    ("ថៅកែខ្ញុំ", "employer", "ថៅកែ"),
    ("ទីជម្រក", "shelter", "ទីជម្រក"),
    ("ផ្ទះសុវត្ថិភាព", "shelter", "ផ្ទះសុវត្ថិភាព"),
    # Mixed, and in Latin letters.
    ("ខ្ញុំជា survivor", "history", "survivor"),
    ("my motherរបស់ខ្ញុំ", "relative", "mother"),
    ("<script>ក្រមា", "html", "<script>"),
]


def marked(text: str, language: str = "km", **options: object) -> list[tuple[str, str]]:
    found = check_text(language, "", text, **options)  # type: ignore[arg-type]
    return [(finding.rule.value, finding.words) for finding in found]


@pytest.mark.parametrize("text", CRAFT)
def test_words_of_the_craft_are_left_alone(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize(("text", "rule", "words"), HOSTILE)
def test_what_may_not_stand_in_a_story(text: str, rule: str, words: str) -> None:
    assert (rule, words) in marked(text)


@pytest.mark.parametrize("rule", [rule for rule in Rule if rule not in (Rule.CONTROL, Rule.SCRIPT, Rule.LANGUAGE)])
def test_every_rule_has_a_hostile_text(rule: Rule) -> None:
    assert any(rule.value == wanted for _, wanted, _ in HOSTILE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ស្ត្រី", "ស្រ្តី"),  # RO below first or last
        ("ម្តាយ", "ម្ដាយ"),  # TA or DA below
        ("ស៊ី", "សុី"),  # a shifter, or the short u that it looks like
        ("កោ", "កេា"),  # a vowel typed in two parts
        ("កំុ", "កុំ"),  # the order of vowel and sign
        ("ប៉ា", "បា៉"),  # a shifter behind the vowel
        ("១២", "12"),
        ("ខ្ញុំ\u200bត្បាញ", "ខ្ញុំត្បាញ"),
    ],
)
def test_spellings_fold_together(one: str, other: str) -> None:
    assert fold_khmer(one).lower == fold_khmer(other).lower


def test_a_break_inside_a_word_hides_nothing_and_is_marked_with_it() -> None:
    text = "គាត់\u200bរំ\u200bលោភ\u200bនាង"
    (finding,) = [finding for finding in check_text("km", "", text) if finding.rule is Rule.HISTORY]
    assert text[finding.start : finding.end] == finding.words == "រំ\u200bលោភ"


def test_breaks_between_words_are_no_finding() -> None:
    assert marked("ខ្ញុំ\u200bត្បាញ\u200bក្រមា") == []
    assert ("control", "U+200B") in marked("wea\u200bver")


def test_a_province_may_be_named_only_where_the_persona_rule_allows_it() -> None:
    assert marked("ខ្ញុំត្បាញនៅតាកែវ", allowed_state="Takeo") == []
    assert marked("ខ្ញុំត្បាញនៅតាកែវ") == [("state", "តាកែវ")]


def test_the_chosen_name_may_stand_in_her_own_story() -> None:
    assert marked("ខ្ញុំឈ្មោះបុប្ផា", allowed_words=["បុប្ផា"]) == []


def test_two_thousand_words_take_under_fifty_milliseconds() -> None:
    text = ("".join(CRAFT) * 20)[:10_000]  # Khmer words are about five signs long
    check_text("km", "", "ក្រមា")
    assert min(_seconds(text) for _ in range(5)) < 0.05


def _seconds(text: str) -> float:
    begin = time.process_time()
    check_text("km", "", text)
    return time.process_time() - begin


@pytest.mark.parametrize("sign", ["ក", "ខ្ញុំ", "ភូមិ", "១", "្", "មួយ", "ឆ្នាំ", "ក្", "\u200b"])
def test_a_hundred_thousand_letters_do_not_stall_it(sign: str) -> None:
    begin = time.process_time()
    check_text("km", "", (sign * 100_000)[:100_000])
    assert time.process_time() - begin < 5
