"""Shapes of Hindi sentences by rule, on folded text (`folding.fold_hindi`): ages, numbers, years, what names a place.

The group `words` is what is marked.
"""

import re

from artisans.lint.findings import Rule
from artisans.lint.folding import fold_hindi
from artisans.lint.lists import read_words
from artisans.lint.phrases import SIGN


def _any_of(words: frozenset[str]) -> str:
    return "|".join(sorted({fold_hindi(word).lower for word in words}, key=lambda word: (-len(word), word)))


def _compile(pattern: str) -> re.Pattern[str]:
    """A pattern written in any spelling, with whole words only where it says `<` and `>`."""
    folded = fold_hindi(pattern).bare
    marked = folded.replace("«", f"(?<!{SIGN})(?P<words>").replace("»", f")(?!{SIGN})")
    return re.compile(
        marked.replace("§n", f"(?:\\d{{1,2}}|{_ANY_NUMBER})").replace("§d", _ANY_DIGIT).replace("§w", f"{SIGN}+")
    )


_ANY_NUMBER = _any_of(read_words("hindi", "numbers"))
_ANY_DIGIT = f"(?:{_any_of(read_words('hindi', 'digits'))})"
_YEARS = "(?:साल|सालों|वर्ष|वर्षों|बरस|बरसों)"
_IS = "(?:हूं|हूँ|है|हैं|थी|था|थे|हुई|हुआ|हो|होकर|होगी|की हो)"
_WHO = "(?:औरत|महिला|लड़की|युवती|नवयुवती|बच्ची|बेटी|बहन|कारीगर|बुनकर|विधवा|मां|थी|उम्र|आयु|जवान)"
_COUNTED = f"(?:{_any_of(read_words('hindi', 'counted'))})"
_ORGANISATIONS = f"(?:{_any_of(read_words('hindi', 'organisations'))})"
_KINDS = _any_of(read_words("hindi", "place_kinds"))

PATTERNS: tuple[tuple[Rule, re.Pattern[str]], ...] = (
    (
        Rule.HISTORY,
        _compile(
            r"«(?:मुझे|मुझको|हमें|हमको)(?: (?!(?:मैंने|हमने|जब|कि|और|तो|क्योंकि|अपना|अपनी|अपने|यह|वह|ये|अच्छा)(?:\s))§w){0,8}? "
            r"बेच(?:ा|ी|कर)?(?: (?:दिया|दी|डाला|गया|गई|आया|आई|खाया))?»(?! (?:लेती|लेता|पाती|पाता|सकती|सकता|रही|रहा))"
        ),
    ),
    (Rule.HISTORY, _compile(r"«(?:उसे|उसको|उन्हें|उनको)(?: §w){0,4}? (?:बेच (?:दिया|दी) (?:गया|गई)|बेचा गया)»")),
    (
        Rule.HISTORY,
        _compile(r"(?<!मैंने )(?<!हमने )«(?:उसे|उसको) (?:कोठे|दलाल|आदमी|किसी)(?: §w){0,4}? बेच(?:ा| दिया)»"),
    ),
    (Rule.AGE, _compile(rf"«§n {_YEARS} (?:की|का|के) {_IS}»")),
    (Rule.AGE, _compile(rf"«§n {_YEARS} (?:की|का|के) (?:एक )?{_WHO}»")),
    (Rule.AGE, _compile(rf"«§n {_YEARS} की(?=\s*[,।.;!?\n]|\s*$|\s+(?:मैं|वह|और थी)(?!{SIGN}))»")),
    (Rule.AGE, _compile(r"«मैं (?:अब |अभी |तब |करीब |लगभग |सिर्फ |केवल )?§n (?:की|का) (?:हूं|थी|था|हुई|हो)»")),
    (Rule.AGE, _compile(r"«(?:सोलहवां|सोलहवें|अठारहवां|अठारहवें|अठारहवीं|बीसवां|बीसवें|इक्कीसवां|इक्कीसवें) (?:साल|वर्ष|बरस|जन्मदिन)»")),
    (Rule.AGE, _compile(rf"«§n {_YEARS} (?:पूरे|पार) (?:कर|किए|हुए)»")),
    (Rule.DATE, _compile(r"«(?:सन|सन्|वर्ष|साल|ईस्वी) (?:19|20)\d\d»")),
    (
        Rule.DATE,
        _compile(
            r"(?<![\d.,₹])(?<!₹ )«(?:19[3-9]|20[0-4])\d»(?![.,]?\d)"
            rf"(?!\s*{_COUNTED}(?!{SIGN}))(?=\s*[\u0900-\u097f])"
        ),
    ),
    (Rule.DATE, _compile(r"«(?:उन्नीस|दो हजार)(?: सौ)? §n (?:में|से|के साल|ईस्वी)»(?! (?:रुपये|टांके|धागे))")),
    (Rule.PHONE, _compile(r"«§d(?:[\s,-]+§d){5,}»")),
    (Rule.PHONE, _compile(r"(?<![\d.,])«(?:\+|00)?\(?\d(?:[\s().\-/–]{0,3}\d){6,}»")),
    (Rule.EMPLOYER, _compile(rf"«§w(?: §w)? {_ORGANISATIONS}»")),
        (Rule.HEALTH, _compile(r"«एच[.\s]{0,2}आई[.\s]{0,2}वी»")),
    (Rule.CASTE, _compile(r"«§w (?:समुदाय|बिरादरी) (?:की|से) (?:हूं|हैं|आती|आते|है)»")),
)  # fmt: skip

# No word but a place ends so; the short ones need two letters before.
_NO_PLACES = "|".join(
    fold_hindi(word).lower for word in ("सुगढ़", "अनगढ़", "भरपुर", "नुपुर", "अंतःपुर", "आबाद", "दिलशाद", "नगर", "महानगर")
)
PLACE_ENDINGS = re.compile(
    rf"(?<!{SIGN})(?!(?:{_NO_PLACES})(?!{SIGN})){SIGN}{{2,}}(?:पुर|पूर्वा|गंज|गढ|नगर|ाबाद|पुरम|पट्टनम|गुडि|गुड़ी|टोला|पाडा|चेरी|पेठ)(?!{SIGN})"
)
PLACE_KINDS = _compile(
    rf"«§w» (?:{_KINDS}|नाम के|थाना क्षेत्र|गांव (?:की|में|से) (?:रह{SIGN}*|हूं|आई|पली|बसी|मेरा|मैं))(?![\u0900-\u0963])"
)
LIVES_IN = _compile(
    r"«§w» (?:में (?:(?:रहती|रहता|रहते) (?:हूं|थी|था|थे)|पली|जन्मी)|की रहने वाली|का रहने वाला|के रहने वाले"
    r"|से (?:आई|आती|आया) (?:हूं|हैं|थी)|की (?:मूल )?निवासी)(?![\u0900-\u0963])"
)
STARTS_PLACE = _compile(r"(?:ग्राम|मौजा|डाकघर|तहसील|जिला|थाना|मोहल्ला) «§w»")
NAMED = _compile(
    r"(?:(?:सहेली|सहेलियों|दोस्त|पड़ोसन|पड़ोसी|साथिन|साथी|गुरु|उस्ताद|मैडम|टीचर) का नाम|मेरा नाम"
    r"|मेरा असली नाम|मुझे लोग|नाम था|उसका नाम|उनका नाम|श्रीमती|श्री|कुमारी|सुश्री) "
    r"«§w»(?! (?:क्या|नहीं|किसी))"
)
GENERIC_PLACES = frozenset(fold_hindi(word).lower for word in read_words("hindi", "generic_places"))
