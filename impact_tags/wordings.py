"""The approved sentences. A new text is a new version with its own approval; the old one stays in the history."""

from datetime import date

from impact_tags.claims import Stage, Wording
from impact_tags.metrics import Metric

_APPROVED_BY = "Editor of claims"
_APPROVED_ON = date(2026, 11, 1)
_VALID_UNTIL = date(2029, 10, 31)


def _approve(wording_id: str, text: str, version: int = 1) -> Wording:
    return Wording(wording_id, version, text, _APPROVED_BY, _APPROVED_ON, _VALID_UNTIL)


_WORK = _approve("work", "Making {subject} took {value} of paid work.")
_TRAINING = _approve("training", "The makers had {value} of training along with it.")
_TRACED = _approve("traced", "{value} of the material is traced to where it was grown or made.")
_FUND_OFFERED = _approve("fund-offered", "{value} of the price is set aside for training.")
_FUND_SET_ASIDE = _approve("fund-set-aside", "{value} of what you paid is set aside for training.")
_WAGE_OFFERED = _approve("wage-offered", "Makers were paid {value} for it, before you order.")
_WAGE_ORDERED = _approve("wage-ordered", "Makers were paid {value} for it, before you ordered.")

_ORDERED = {
    Metric.WORK_MINUTES: _WORK,
    Metric.WAGE: _WAGE_ORDERED,
    Metric.TRAINING_MINUTES: _TRAINING,
    Metric.TRACED_GRAMS: _TRACED,
    Metric.TRAINING_FUND: _FUND_SET_ASIDE,
}
_OFFERED = _ORDERED | {Metric.WAGE: _WAGE_OFFERED, Metric.TRAINING_FUND: _FUND_OFFERED}


def find_wording(metric: Metric, stage: Stage) -> Wording | None:
    """The approved sentence of a metric at a stage; None where no sentence is approved (material alone)."""
    return (_OFFERED if stage is Stage.OFFERED else _ORDERED).get(metric)
