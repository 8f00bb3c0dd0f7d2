"""The criteria that tags can meet. The words are ours; each scheme is named with its own page.

Sources: wfto.com, "10 Principles of Fair Trade"; sa-intl.org, SA8000:2014; Regulation (EU) 2024/3015;
Public Law 117-78 (UFLPA).
"""

from dataclasses import dataclass

WFTO = "https://wfto.com/our-fair-trade-system/our-10-principles-of-fair-trade/"
SA8000 = "https://sa-intl.org/programs/sa8000/"
EU_BAN = "https://eur-lex.europa.eu/eli/reg/2024/3015/oj"
UFLPA = "https://www.congress.gov/bill/117th-congress/house-bill/1155"


@dataclass(frozen=True, slots=True)
class CriterionText:
    """A criterion as it is seeded."""

    scheme: str
    number: int
    title: str
    text: str
    source_url: str

    @property
    def slug(self) -> str:
        return f"{self.scheme}-{self.number}"


_WFTO_TEXTS = (
    ("Opportunities for disadvantaged producers", "Trade is run so that people kept out of markets can earn in them."),
    ("Transparency and accountability", "The organisation shows how it works and decides, and answers for it."),
    ("Trading practices", "Orders are agreed in writing, paid in part beforehand, and not dropped without reason."),
    ("Payment", "Pay is agreed with the makers, the same for the same work, and paid on time."),
    ("No child labour, no forced labour", "Nobody works against her will, and no child works; both are checked."),
    ("No discrimination, freedom of association", "Hiring, pay and training do not depend on who somebody is."),
    ("Good working conditions", "The workplace is safe and clean, and hours keep to the law."),
    ("Capacity building", "Makers are trained, and the trade is planned so that skills grow."),
    ("Promotion", "The aims of the trade and the origin of the goods are told honestly."),
    ("Respect for the environment", "Materials, energy and waste are chosen for the least harm."),
)
_SA8000_TEXTS = (
    ("Child labour", "No worker is below the legal age; a child found at work is helped, not only dismissed."),
    ("Forced or compulsory labour", "No deposits, no held papers, no debt that ties a worker."),
    ("Health and safety", "Risks at work are known, reduced and trained for."),
    ("Freedom of association", "Workers may organise and bargain together."),
    ("Discrimination", "Nobody is treated worse for who she is."),
    ("Disciplinary practices", "No punishment of the body or mind, no fines taken from pay."),
    ("Working hours", "Hours follow the law and stay within a usual week; overtime is by choice."),
    ("Remuneration", "Pay covers basic needs with something left over, and is explained."),
    ("Management system", "The rules are written down, known, checked and mended."),
)


def list_criteria() -> tuple[CriterionText, ...]:
    """All criteria: ten of the WFTO, nine of SA8000, and two laws."""
    wfto = [CriterionText("wfto", index, *pair, WFTO) for index, pair in enumerate(_WFTO_TEXTS, 1)]
    sa8000 = [CriterionText("sa8000", index, *pair, SA8000) for index, pair in enumerate(_SA8000_TEXTS, 1)]
    return (*wfto, *sa8000, _EU_BAN, _UFLPA_BAN)


_EU_BAN = CriterionText(
    "eu-2024-3015",
    3,
    "Ban on goods made with forced labour",
    "From 14 December 2027 no product made with forced labour at any stage may be sold in the European Union. "
    "A shop that can show where each material comes from, down to the fibre, can answer an authority that asks.",
    EU_BAN,
)
_UFLPA_BAN = CriterionText(
    "uflpa",
    3,
    "Presumption against goods from Xinjiang",
    "United States customs presume that goods made wholly or in part in Xinjiang, or by a listed entity, are made "
    "with forced labour. Cotton is a priority: origin papers have to reach back to the field.",
    UFLPA,
)
