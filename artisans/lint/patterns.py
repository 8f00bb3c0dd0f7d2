"""Shapes of words by rule: numbers, addresses, dates. Matched on lower-case text unless said otherwise."""

import re

from artisans.lint.findings import Rule

_NUMBER_WORD = (
    "(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_SMALL_NUMBER = "(?:two|three|four|five|six|seven|eight|nine)"
_DIGIT_WORD = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_UNIT = (
    r"\s*(?:%|per\b|(?:of|in|on|o'clock|am|pm|hours?|days?|weeks?|months?|minutes?|metres?|meters?|grams?|pieces?|"
    r"stitches|threads?|knots|rupees?|riels?|degrees?|times|inches|colours?|scarves|bags|baskets|quilts|looms|"
    r"years (?:at|of|on|in))\b)"
)
_SHE_IS = "(?:i am|i'm|i’m|i was|she is|she's|she’s|she was)"
_ABOUT = "(?:now |only |just |about |nearly |almost )?"
_MY = "(?:my|her|our)"
_SHE_WAS = r"\b(?:i|she|we) (?:was|were)"
_SOMEBODY = "(?:man|men|strangers?|customers?|clients?|guests?|agents?|boss|him|them)"
_AFTER_SOLD = "(?:into|to|off|for|as|when|at|and|again|away|like|twice|because|by|so|but|while)"
_HOW_SOLD = rf"(?=\s*(?:[.,;!?]|$)|\s+{_AFTER_SOLD}\b)"
_TOP = r"(?:com|org|net|info|biz|edu|gov|example|shop|store|online|site|app|dev|(?:co|org|net)\.in|(?:com|org|edu)\.kh)"

# The order is the order of preference where two overlap.
PATTERNS: tuple[tuple[Rule, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        (Rule.HISTORY, rf"\b(?:sold (?:(?:all|both|some) of )?|to sell )(?:me|her|us|him){_HOW_SOLD}"),
        (Rule.HISTORY, rf"\b(?:pay|paid|repay|earn(?:ed)?|sell|sold)\b[^.!?]{{0,40}}\bwith {_MY} bod(?:y|ies)\b"),
        (Rule.HISTORY, rf"{_SHE_WAS} (?:given|handed|passed) (?:over )?to (?:(?:an?|the|some) )?{_SOMEBODY}\b"),
        (Rule.HISTORY, rf"{_SHE_WAS} kept (?:in|inside|there|indoors|behind|locked|hidden)\b"),
        (Rule.HISTORY, rf"{_SHE_WAS} (?:taken (?:away|across|abroad|by)|held (?:there|in|against|for|by))\b"),
        (Rule.HISTORY, rf"\bsl(?:eep|ept|eeping) with (?:the )?{_SOMEBODY}\b"),
        (Rule.HTML, r"<\s*[/!?a-z][^<>\n]*>?|&(?:[a-z]{2,8}|#x?[0-9a-f]{2,6});|javascript:|\]\(\s*\w+"),
        (
            Rule.EMAIL,
            r"(?<![\w.+-])[\w.+-]{1,80}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\s?(?:\.|\(dot\)|\[dot\])\s?\w{2,63}){1,5}",
        ),
        (Rule.EMAIL, r"(?<![\w.+-])[\w.+-]{1,80} at [\w-]{1,63} dot \w{2,63}\b"),
        (Rule.LINK, r"\b[a-z][a-z+.-]{0,20}://\S+|\bwww\.\S+|(?<!\w)@\w{3,}"),
        (Rule.LINK, rf"(?<![\w.-])(?:[\w-]{{1,63}}\.){{1,6}}{_TOP}\b(?:/\S*)?"),
        (Rule.LINK, r"\b(?:wa|t|fb)\.me\b\S*|\bbit\.ly\S*|\bgoo\.gl\S*|\b[\w-]{3,}\.(?:in|kh|io|me)(?:/\S*|(?=\s*$))"),
        (Rule.LINK, rf"\b[\w-]{{2,63}}\s?(?:\(dot\)|\[dot\]|\sdot\s)\s?{_TOP}\b|\bhxxps?\b\S*"),
        (Rule.COORDINATES, r"[-+]?\d{1,3}\.\d{3,}\s*°?\s*[nsew]?\s*[,;/ ]\s*[-+]?\d{1,3}\.\d{3,}(?:\s*°?\s*[nsew]\b)?"),
        (
            Rule.COORDINATES,
            r"\d{1,3}(?:\.\d+)?\s*(?:°|º|degrees)\s*(?:\d{1,2}\s*['′’]\s*)?(?:[\d.]+\s*[\"″”]\s*)?[nsew]\b",
        ),
        (Rule.COORDINATES, r"\b[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}\b"),
        (
            Rule.DATE,
            r"\b\d{4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}\b|\b\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{4}|\d{2})\b",
        ),
        (Rule.DATE, rf"\b{_DAY}(?: of)? {_MONTH}\b(?:,? \d{{4}}\b)?|\b{_MONTH}\.? {_DAY}\b(?:,? \d{{4}}\b)?"),
        (
            Rule.DATE,
            rf"\b{_MONTH},? (?:19|20)\d{{2}}\b|\b(?:in|since|last|next|until|by|of|every) (?:march|may)\b(?! i| you)",
        ),
        (Rule.DATE, rf"(?<![\d.,])(?:19[3-9]\d|20[0-4]\d)s?\b(?![.,]?\d)(?!{_UNIT}|\s*\u00a4)"),
        (Rule.DATE, rf"(?<!\w)['’][0-9]\d(?![\w'’])|\b2k\d\d\b|\btwo thousand (?:and )?{_NUMBER_WORD}\b(?!{_UNIT})"),
        (Rule.PHONE, r"(?<![\w.])(?:\+|00)?\(?\d(?:[\s().\-/–]{0,3}\d){6,}\b"),
        (Rule.PHONE, rf"\b{_DIGIT_WORD}(?:[ ,-]+{_DIGIT_WORD}){{5,}}\b"),
        (Rule.PLACE, r"(?<![\w.,+-])(?!\d{3}000)[1-9]\d{5}(?![\w,]|\.\d)|\bpin ?code\b|\bpost(?:al)? ?code\b"),
        (Rule.AGE, rf"\b(?:\d{{1,2}}|{_NUMBER_WORD}|{_SMALL_NUMBER})[ -]?(?:years?|yrs?)[ -]?(?:old|of age|young)\b"),
        (Rule.AGE, r"\b\d{1,2} ?(?:y/o|yo\b)|\bage[:\s]{1,2}\d{1,2}\b"),
        (Rule.AGE, rf"[,(] ?(?:\d{{1,2}}|{_NUMBER_WORD}) (?:years|yrs) ?[,)]|\b(?:woman|lady) of {_NUMBER_WORD}\b"),
        (
            Rule.AGE,
            rf"\b(?:woman|lady|weaver|maker) of \d{{2}}\b|\b(?:\d{{2}}|{_NUMBER_WORD})[ -]years? (?:woman|lady)",
        ),
        (
            Rule.AGE,
            rf"\b(?:aged?|age of|turned|turning) (?:of )?(?:\d{{1,2}}|{_NUMBER_WORD}|{_SMALL_NUMBER})\b(?!{_UNIT})",
        ),
        (Rule.AGE, rf"\b{_SHE_IS} {_ABOUT}(?:\d{{1,2}}|{_NUMBER_WORD})\b(?!{_UNIT})"),
        (Rule.AGE, rf"\bat (?:\d{{2}}|{_NUMBER_WORD})(?=\s*[,;!?]|\s*\.(?!\d)|\s+(?:i|she|he|we|and)\b|\s*$)"),
        (Rule.AGE, r"\b(?:her|my) (?:early |mid[- ]?|late )?(?:teens|twenties|thirties|forties|fifties|sixties)\b"),
    )
)

# On text with its capitals.
_CAPITAL = r"[A-Z][\w’'-]+"
ORGANISATION = re.compile(
    rf"\b(?:{_CAPITAL}\s+){{1,4}}(?:Foundation|Trust|Society|Pvt|Ltd|Limited|Inc|LLC|NGO|Collective|Co-?operative|Enterprises?|"
    r"Exports?|Industries|Garments?|Textiles|Company|Centre|Center|Home|House|Ashram|Mission|Samiti|Sangha|Sangh|Association|"
    r"Organi[sz]ation|Project|Programme|Initiative|International|Ministries|Niketan|Sadan|Griha|Kendra)\b"
)
EMPLOYER = re.compile(
    rf"\b(?i:work|works|worked|working|job|employed) (?i:for|at|with) (?:the )?({_CAPITAL}(?:\s+{_CAPITAL}){{0,3}})"
)
# A sentence may begin with one of these before a street that anybody has.
_ANY = "The|An?|My|Our|Her|His|Their|This|That|Each|Every|One|No|Any|Some|Another|In|At|By|Near|Along|Across|Beside"
PLACE_WITH_KIND = re.compile(
    rf"\b(?!(?:{_ANY})\s+[a-z])(?:{_CAPITAL}\s+){{1,3}}(?i:district|province|village|town|city|street|road|lane|nagar|bazaar|bazar|market|colony|"
    rf"station|river|ghat|block|tehsil|taluk|commune|mohalla|slum|junction|harbour|island)\b"
    rf"|\b(?i:village|district|town|city|province|commune|sangkat|srok|phum|khan|street|ward|river|region) "
    rf"(?:of |named |called )?{_CAPITAL}"
)
NAME_AFTER = re.compile(
    r"\b(?:in|at|from|near|around|outside|behind|beyond|towards?|to|of|for|with|by|like|called|named|friend|neighbour|"
    rf"visit(?:ed)?|left|leaving|reach(?:ed)?|and|is|am) ({_CAPITAL}(?:\s+{_CAPITAL}){{0,3}})"
)
