"""The English lint: what it marks, where, and what it leaves alone."""

import pytest

from artisans.lint import Finding, Rule, check_text


def marked(text: str, **options: object) -> list[tuple[str, str]]:
    return [(finding.rule.value, finding.words) for finding in check_text("en", "", text, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # History is never overridable.
        ("She was trafficked.", [("history", "trafficked")]),
        ("TRAFFICKING happens.", [("history", "TRAFFICKING")]),
        ("I was sold for money.", [("history", "I was sold")]),
        ("They sold me to a man.", [("history", "sold me")]),
        ("I ran away at night.", [("history", "ran away")]),
        ("He beat me and locked me up.", [("history", "beat me"), ("history", "locked me")]),
        ("I was forced to work.", [("history", "forced to")]),
        ("a survivor of abuse", [("history", "survivor"), ("history", "abuse")]),
        ("after the brothel", [("history", "brothel")]),
        ("in sex-work", [("history", "sex-work")]),
        ("as a child bride", [("child", "child")]),
        ("the police came to court", [("history", "police"), ("history", "court")]),
        # Rescue language.
        ("She was rescued.", [("rescue", "rescued")]),
        ("They saved me.", [("rescue", "saved me")]),
        ("Now I am freed.", [("rescue", "freed")]),
        ("It gave me a new life.", [("rescue", "gave me a new")]),
        ("a helpless woman", [("rescue", "helpless")]),
        ("women at risk", [("rescue", "at risk")]),
        # Health, caste, religion.
        ("I am HIV positive.", [("health", "HIV")]),
        ("She takes medicine.", [("health", "medicine")]),
        ("my depression", [("health", "depression")]),
        ("a Dalit weaver", [("caste", "Dalit")]),
        ("of a scheduled caste", [("caste", "scheduled caste")]),
        ("We are Muslim.", [("religion", "Muslim")]),
        ("for Diwali and the temple", [("religion", "Diwali"), ("religion", "temple")]),
        # Ways to reach her.
        ("Call 98300 12345.", [("phone", "98300 12345")]),
        ("Call +91-98300-12345 now", [("phone", "+91-98300-12345")]),
        ("Call +855 (0)12 345 678", [("phone", "+855 (0)12 345 678")]),
        ("nine eight three zero zero one", [("phone", "nine eight three zero zero one")]),
        ("९८३००१२३४५", [("phone", "९८३००१२३४५")]),
        ("Write a.b+c@mail.co.in.", [("email", "a.b+c@mail.co.in")]),
        ("asha (at) mail (dot) com", [("email", "asha (at) mail (dot) com")]),
        ("asha at mail dot com", [("email", "asha at mail dot com")]),
        ("See https://x.example/y?z now", [("link", "https://x.example/y?z")]),
        ("See www.thing.example or thing.co.in/a", [("link", "www.thing.example"), ("link", "thing.co.in/a")]),
        ("on wa.me/123 or @asha_weaves", [("link", "wa.me/123"), ("link", "@asha_weaves")]),
        ("on WhatsApp", [("link", "WhatsApp")]),
        # Where she is.
        ("at 22.5726, 88.3639", [("coordinates", "22.5726, 88.3639")]),
        ("22°34'N", [("coordinates", "22°34'N")]),
        ("7MJCH9F7+2X", [("coordinates", "7MJCH9F7+2X")]),
        ("I live in Murshidabad.", [("place", "Murshidabad")]),
        ("I live in murshidabad.", [("place", "murshidabad")]),
        ("from Siem  Reap to here", [("state", "Siem  Reap")]),
        ("near Stung-Meanchey", [("place", "Stung-Meanchey")]),
        ("in the South 24 Parganas", [("place", "24 Parganas")]),
        ("in Xyzpur village", [("place", "Xyzpur village")]),
        ("from Qwertyganj to here", [("name", "Qwertyganj")]),
        ("PIN 700016", [("place", "700016")]),
        ("in West Bengal", [("state", "West Bengal")]),
        ("in Kampong Speu", [("state", "Kampong Speu")]),
        # Age and date.
        ("I am 24 years old.", [("age", "I am 24")]),
        ("a 19-year-old woman", [("age", "19-year-old")]),
        ("at sixteen I began", [("age", "at sixteen")]),
        ("aged nineteen", [("age", "aged nineteen")]),
        ("in her twenties", [("age", "in her twenties")]),
        ("I am 18 years.", [("age", "I am 18")]),
        ("twenty-two years old", [("age", "twenty-two years old")]),
        ("a 24yo weaver", [("age", "24yo")]),
        ("Age: 24", [("age", "Age: 24")]),
        ("The weaver, 22 years, sings", [("age", ", 22 years,")]),
        ("I was born in a hut", [("child", "was born")]),
        ("I came in '09, in 2k19", [("date", "'09"), ("date", "2k19")]),
        ("in two thousand nineteen", [("date", "two thousand nineteen")]),
        ("see example dot com", [("link", "example dot com")]),
        ("on 12 May 2021", [("date", "12 May 2021")]),
        ("on 2021-05-12", [("date", "2021-05-12")]),
        ("on 12/05/2021", [("date", "12/05/2021")]),
        ("since 2019", [("date", "2019")]),
        ("last March", [("date", "last March")]),
        ("in September", [("date", "September")]),
        # Whom she belongs to.
        ("my mother-in-law", [("relative", "mother-in-law")]),
        ("her husband's loom", [("relative", "husband")]),
        ("for my family", [("relative", "my family")]),
        ("my children", [("child", "children")]),
        ("weaving since childhood", [("child", "childhood")]),
        ("when I was young", [("child", "I was young")]),
        ("the girls at the loom", [("child", "girls")]),
        ("in the shelter home", [("shelter", "shelter home")]),
        ("Shanti Griha taught me", [("employer", "Shanti Griha")]),
        ("I worked for Acme before", [("employer", "Acme")]),
        ("Weft House Pvt Ltd", [("employer", "Weft House Pvt Ltd")]),
        # What a page must not hold.
        ("<b>bold</b>", [("html", "<b>"), ("html", "</b>")]),
        ("<script src=x>", [("html", "<script src=x>")]),
        ("&lt;b&gt;", [("html", "&lt;"), ("html", "&gt;")]),
        ("left\u202eright", [("control", "U+202E")]),
        ("a\u200bb", [("control", "U+200B")]),
        ("bell\x07", [("control", "U+0007")]),
        ("kantha सिलाई", [("script", "सिलाई")]),
    ],
)
def test_what_may_not_stand_in_a_story(text: str, found: list[tuple[str, str]]) -> None:
    if found[0][0] == "phone" and text.startswith("९"):
        assert marked(text) == [("phone", text)]
        return
    assert [one for one in marked(text) if one in found] == found
    assert {rule for rule, _ in marked(text)} == {rule for rule, _ in found}


@pytest.mark.parametrize(
    "text",
    [
        "I learned kantha stitch and now I teach two new women each month.",
        "I sold her first scarf to a shop and sold them for a good price. The scarf was sold to a customer.",
        "For six years I have worked the loom, and 2,000 stitches go into one quilt of 120 x 200 cm.",
        "Old saris gain a new life as quilts. I save part of my wages and I saved for a machine.",
        "The brass is beaten flat. Mother of pearl buttons, a temple border, a blind stitch, a kid leather strap.",
        "I hope to open a small shop of my own one day and train others in India.",
        "On Monday we wind the warp. It may take 12 days. We march on. The thread is wound onto bobbins.",
        "Each basket takes me 14 hours. I am at home with rattan. I weave in Khmer patterns with silk from Cambodia.",
        "I dye at 40 degrees for 20 minutes; 100 000 stitches, 1200 metres of yarn. In the dry season it is better.",
        "I call this one Morning Light. I am proud when somebody in another country wears my scarf.",
        "She is two metres from the frame. It was ten to four. We are free on Sundays.",
        "I am the one who checks every seam, and I was the first of us to use the big frame.",
        "I weave Banarasi silk and Chanderi cotton, and I know the Sambalpuri ikat by its edge.",
        "It is a 4-ply yarn, 3.5 mm thick, a class-A finish; 100000 stitches, 50% cotton, 2nd wash at 7am.",
        "We polish the brass, patch the bag, sew up the lining. The beta pattern was better. A to Z, step by step.",
        "",
    ],
)
def test_words_of_the_craft_are_left_alone(text: str) -> None:
    assert marked(text) == []


def test_a_title_in_capitals_is_left_alone() -> None:
    assert check_text("en", "Patience in Every Stitch of Indigo", "") == ()


def test_a_finding_says_where_what_why_and_what_instead() -> None:
    finding = check_text("en", "Cloth", "I live in Malda.")[0]
    assert finding == Finding(field="text", start=10, end=15, rule=Rule.PLACE, words="Malda", language="en")
    assert finding.suggestion == "Name no place below the state. 'Where I live' is enough."
    assert finding.may_be_overridden


def test_the_title_is_checked_too() -> None:
    found = Finding(field="title", start=5, end=10, rule=Rule.PLACE, words="Malda", language="en")
    assert check_text("en", "From Malda", "") == (found,)


@pytest.mark.parametrize("rule", list(Rule))
def test_only_a_history_can_never_be_overridden(rule: Rule) -> None:
    finding = Finding(field="text", start=0, end=1, rule=rule, words="x")
    assert finding.may_be_overridden is (rule is not Rule.HISTORY)
    assert finding.suggestion


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tra\u200bfficked", "tra\u200bfficked"),
        ("träfficked", "träfficked"),
        ("ｔｒａｆｆｉｃｋｅｄ", "ｔｒａｆｆｉｃｋｅｄ"),
        ("tra\u00adfficked", "tra\u00adfficked"),
        ("tr4ff1ck3d", "tr4ff1ck3d"),
        ("br0thel", "br0thel"),
        ("r.a.p.e.d", "r.a.p.e.d"),
        ("t r a f f i c k e d", "t r a f f i c k e d"),
        ("traf-ficked", "traf-ficked"),
        ("traaafficked", "traaafficked"),
        ("tr*fficked", "tr*fficked"),
        ("ᴛrafficked", "ᴛrafficked"),
        ("trafficked\ufe0f", "trafficked"),
    ],
)
def test_a_disguised_word_is_read_and_marked_as_it_stands(text: str, words: str) -> None:
    findings = [finding for finding in check_text("en", "", f"ünd {text} now") if finding.rule is Rule.HISTORY]
    assert [(finding.words, finding.start) for finding in findings] == [(words, 4)]


def test_a_word_mixed_of_two_scripts_is_read_and_marked() -> None:
    assert marked("trаfficked") == [("history", "trаfficked"), ("script", "а")]


def test_a_state_may_be_named_only_where_the_persona_rule_allows_it() -> None:
    assert marked("I weave in Odisha.", allowed_state="Odisha") == []
    assert marked("I weave in Odisha.", allowed_state="Kerala") == [("state", "Odisha")]
    assert marked("I weave in Odisha.") == [("state", "Odisha")]


def test_programmes_are_employers_with_and_without_their_kind() -> None:
    names = ["Reedwater Collective"]
    assert marked("We of Reedwater Collective weave.", names=names) == [("employer", "Reedwater Collective")]
    assert marked("We of reedwater weave.", names=names) == [("employer", "reedwater")]
    assert marked("We collect water reeds.", names=names) == []


def test_the_chosen_name_may_stand_in_her_own_story() -> None:
    assert marked("They learn from Brindle.") == [("name", "Brindle")]
    assert marked("They learn from Brindle.", allowed_words=["Brindle"]) == []
