"""The Hindi lint: what it marks, in which spellings and forms, and what of the craft it leaves alone."""

import time
from pathlib import Path

import pytest

from artisans.lint import Rule, check_text

# Paragraphs of the craft, parted by blank lines: looms, dyes, counts, prices, hopes, English words among them.
CRAFT = (Path(__file__).parent / "texts" / "craft_hi.txt").read_text("utf-8").strip().split("\n\n")

HOSTILE = [
    # History.
    ("मेरी तस्करी हुई थी।", "history", "तस्करी"),
    ("वह मानव-तस्करों के हाथ लगी।", "history", "मानव-तस्करों"),
    ("मुझे बेच दिया गया।", "history", "मुझे बेच दिया"),
    ("मुझे पचास हज़ार रुपये में एक आदमी को बेच दिया।", "history", "मुझे पचास हज़ार रुपये में एक आदमी को बेच दिया"),
    ("उसे बेचा गया था।", "history", "उसे बेचा गया"),
    ("हमें कोठे पर रखा गया", "history", "कोठे"),
    ("बलात्कारियों से", "history", "बलात्कारियों"),
    ("बलात्‌कार", "history", "बलात्‌कार"),
    ("यौन-शोषण की बात", "history", "यौन"),
    ("मुझे पीटते थे", "history", "मुझे पीटते"),
    ("ज़बर्दस्ती काम कराया", "history", "ज़बर्दस्ती"),
    ("मैं वहाँ से भागकर आई", "history", "वहाँ से भागकर"),
    ("पुलिस ने छापा मारा", "history", "पुलिस"),
    ("एक सर्वाइवर की कहानी", "history", "सर्वाइवर"),
    ("पीड़िता ने कहा", "history", "पीड़िता"),
    ("धोखे से ले गए", "history", "धोखे"),
    ("दलालों का गिरोह", "history", "दलालों"),
    ("बन्धुआ मज़दूरी", "history", "बन्धुआ"),
    ("क़ैद में रखा", "history", "क़ैद"),
    # Rescue.
    ("हमें बचाया गया", "rescue", "हमें बचाया"),
    ("रेस्क्यू के बाद", "rescue", "रेस्क्यू"),
    ("मुझे नयी ज़िन्दगी मिली", "rescue", "मुझे नयी ज़िन्दगी"),
    ("पुनर्वास केंद्र", "rescue", "पुनर्वास"),
    ("बेसहारा औरतें", "rescue", "बेसहारा"),
    ("ग़रीबी से", "rescue", "ग़रीबी"),
    # Health, caste, religion.
    ("एच.आई.वी. है", "health", "एच.आई.वी"),
    ("वह बीमार है", "health", "बीमार"),
    ("डाक्टर और दवाइयाँ", "health", "दवाइयाँ"),
    ("गर्भवती थी", "health", "गर्भवती"),
    ("दलित परिवार", "caste", "दलित"),
    ("नीची जाति की", "caste", "नीची जाति"),
    ("हिन्दू हूँ", "religion", "हिन्दू"),
    ("हिंदुओं के बीच", "religion", "हिंदुओं"),
    ("मंदिरों में पूजा", "religion", "मंदिरों"),
    ("दीपावली पर", "religion", "दीपावली"),
    # Ways to reach her.
    ("मेरा नंबर ९८३०० १२३४५ है", "phone", "९८३०० १२३४५"),
    ("नौ आठ तीन शून्य शून्य एक दो", "phone", "नौ आठ तीन शून्य शून्य एक दो"),
    ("asha@mail.co.in पर लिखें", "email", "asha@mail.co.in"),
    ("देखिए www.thing.example", "link", "www.thing.example"),
    ("व्हाट्सऐप पर", "link", "व्हाट्सऐप"),
    ("22.5726, 88.3639 पर", "coordinates", "22.5726, 88.3639"),
    # Where she is.
    ("मैं मुर्शिदाबाद में रहती हूँ", "place", "मुर्शिदाबाद"),
    ("जयपुर से", "place", "जयपुर"),
    ("सोनागाछी", "place", "सोनागाछी"),
    ("मैं सूरत में रहती हूँ", "place", "सूरत"),
    ("रामसिंहपुर से", "place", "रामसिंहपुर"),
    ("मैं कुसुमतला गाँव में रहती हूँ", "place", "कुसुमतला"),
    ("ज़िला बारपेटा", "place", "बारपेटा"),
    ("पिन 700016", "place", "700016"),
    ("पश्चिम बंगाल की", "state", "पश्चिम बंगाल"),
    ("झारखण्ड में", "state", "झारखण्ड"),
    ("मेरा नाम सुनीता है", "name", "सुनीता"),
    # Age and date.
    ("मैं 24 साल की हूँ।", "age", "24 साल की हूँ"),
    ("मैं बाईस साल की हूँ।", "age", "बाईस साल की हूँ"),
    ("२२ वर्षीय महिला", "age", "वर्षीय"),
    ("वह अठारह साल की लड़की", "age", "अठारह साल की लड़की"),
    ("मेरी उम्र", "age", "उम्र"),
    ("सन् 2015 में", "date", "सन् 2015"),
    ("२०१९ में आई", "date", "२०१९"),
    ("12/05/2021 को", "date", "12/05/2021"),
    ("पिछले अक्तूबर में", "date", "अक्तूबर"),
    # Whom she belongs to.
    ("मेरी माँ", "relative", "माँ"),
    ("मेरे पति ने", "relative", "पति"),
    ("बहनों के साथ", "relative", "बहनों"),
    ("मेरे परिवार में", "relative", "मेरे परिवार"),
    ("शादी के बाद", "relative", "शादी के बाद"),
    ("दो बच्चों की", "child", "बच्चों"),
    ("बचपन से", "child", "बचपन"),
    ("लड़कियाँ", "child", "लड़कियाँ"),
    ("फ़ैक्ट्री में", "employer", "फ़ैक्ट्री"),
    ("सेठ के घर नौकरानी थी", "employer", "नौकरानी"),
    ("आशा किरण फ़ाउंडेशन", "employer", "आशा किरण फ़ाउंडेशन"),
    ("नारी-निकेतन में", "shelter", "नारी-निकेतन"),
    ("बालिका गृह से", "shelter", "बालिका गृह"),
    ("शेल्टर होम", "shelter", "शेल्टर"),
    # Mixed and in the wrong letters.
    ("मैं trafficking से", "history", "trafficking"),
    ("my husband के साथ", "relative", "husband"),
    ("mujhe bech diya gaya", "history", "mujhe bech"),
    ("meri shaadi hui", "relative", "meri shaadi"),
    ("mere pati", "relative", "mere pati"),
    ("balaatkaar", "history", "balaatkaar"),
    ("<b>कपड़ा</b>", "html", "<b>"),
]


def marked(text: str, language: str = "hi", **options: object) -> list[tuple[str, str]]:
    found = check_text(language, "", text, **options)  # type: ignore[arg-type]
    return [(finding.rule.value, finding.words) for finding in found]


@pytest.mark.parametrize("text", CRAFT)
def test_words_of_the_craft_are_left_alone(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize(("text", "rule", "words"), HOSTILE)
def test_what_may_not_stand_in_a_story(text: str, rule: str, words: str) -> None:
    assert (rule, words) in marked(text)


@pytest.mark.parametrize(
    "spelling",
    ["हिन्दू", "हिंदू", "हिँदू", "हिन्‌दू", "हिन्\u200dदू", "हि\u200bन्दू", "हि\u00adन्दू"],
)
def test_every_spelling_of_a_word_is_the_same_word(spelling: str) -> None:
    assert ("religion", spelling) in marked(f"हम {spelling} हैं")


@pytest.mark.parametrize(
    ("one", "other"), [("\u095b\u0941\u0932\u094d\u092e", "ज\u093cुल्म"), ("गयी", "गई"), ("दुःख", "दुख"), ("कॉलेज", "कालेज")]
)
def test_spellings_fold_together(one: str, other: str) -> None:
    from artisans.lint.folding import fold_hindi

    assert fold_hindi(one).lower == fold_hindi(other).lower


def test_a_finding_marks_the_words_as_they_stand() -> None:
    text = "कल मैं मुर्शिदाबाद गयी।"
    (finding,) = check_text("hi", "", text)
    assert text[finding.start : finding.end] == finding.words == "मुर्शिदाबाद"
    assert finding.language == "hi"


@pytest.mark.parametrize("text", ["मुझे बेच दिया गया", "तस्करी", "mujhe becha"])
def test_a_history_is_never_overridable(text: str) -> None:
    assert any(not finding.may_be_overridden for finding in check_text("hi", "", text))


def test_a_state_may_be_named_only_where_the_persona_rule_allows_it() -> None:
    assert marked("मैं ओडिशा में बुनती हूँ।", allowed_state="Odisha") == []
    assert marked("मैं उड़ीसा में बुनती हूँ।", allowed_state="Odisha") == []
    assert marked("मैं ओडिशा में बुनती हूँ।", allowed_state="Kerala") == [("state", "ओडिशा")]


def test_the_chosen_name_may_stand_in_her_own_story() -> None:
    assert marked("मेरा नाम जूही है।") == [("name", "जूही")]
    assert marked("मेरा नाम जूही है।", allowed_words=["जूही"]) == []


def test_letters_of_another_script_are_marked_and_read_all_the_same() -> None:
    assert ("script", "ម្តាយ") in marked("मेरा करघा ម្តាយ")
    assert ("relative", "ម្តាយ") in marked("मेरा करघा ម្តាយ")
    assert ("history", "तस्करी") in marked("The तस्करी of cloth", language="en")


def test_two_thousand_words_take_under_fifty_milliseconds() -> None:
    text = " ".join((" ".join(CRAFT) * 20).split()[:2000])
    check_text("hi", "", "गरम")
    assert min(_seconds(text) for _ in range(5)) < 0.05


def _seconds(text: str) -> float:
    begin = time.process_time()
    check_text("hi", "", text)
    return time.process_time() - begin


@pytest.mark.parametrize("sign", ["म", "मुझे ", "एक ", "मैं 2", "्", "मु", "1 साल की ", "के "])
def test_a_hundred_thousand_letters_do_not_stall_it(sign: str) -> None:
    begin = time.process_time()
    check_text("hi", "", (sign * 100_000)[:100_000])
    assert time.process_time() - begin < 5


@pytest.mark.parametrize("rule", [rule for rule in Rule if rule not in (Rule.CONTROL, Rule.SCRIPT, Rule.LANGUAGE)])
def test_every_rule_has_a_hostile_text(rule: Rule) -> None:
    assert any(rule.value == wanted for _, wanted, _ in HOSTILE)
