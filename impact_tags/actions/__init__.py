"""What changes lots, evidence, tags and the figures that are shown."""

from impact_tags.actions.events import add_document, correct_event, record_event
from impact_tags.actions.evidence import add_evidence, add_tag, claim_tag
from impact_tags.actions.lots import Component, approve_lot, record_lot, refresh_pools
from impact_tags.actions.pushing import push_all_facts, push_facts
from impact_tags.actions.reference import publish_reference_data

__all__ = [
    "Component",
    "add_document",
    "add_evidence",
    "add_tag",
    "approve_lot",
    "claim_tag",
    "correct_event",
    "publish_reference_data",
    "push_all_facts",
    "push_facts",
    "record_event",
    "record_lot",
    "refresh_pools",
]
