"""Writes, by noun: makers, consents, drafts, reviews, withdrawal, links to products."""

from artisans.actions.consents import record_consent
from artisans.actions.drafts import create_draft, revise_story, submit_story
from artisans.actions.links import link_products
from artisans.actions.makers import (
    add_maker,
    add_programme,
    confirm_adult,
    create_persona,
    enrol_maker,
    make_card,
    remove_maker,
    rewrap_vault,
)
from artisans.actions.overrides import ask_override, confirm_override
from artisans.actions.reminders import remind_of_endings
from artisans.actions.reviews import pause_story, publish_story, record_maker_review, resume_story, send_back_story
from artisans.actions.withdrawal import expire_stories, refuse_again, withdraw_by_card, withdraw_persona, withdraw_story

__all__ = [
    "add_maker",
    "add_programme",
    "ask_override",
    "confirm_adult",
    "confirm_override",
    "create_draft",
    "create_persona",
    "enrol_maker",
    "expire_stories",
    "link_products",
    "make_card",
    "pause_story",
    "publish_story",
    "record_consent",
    "record_maker_review",
    "refuse_again",
    "remind_of_endings",
    "remove_maker",
    "resume_story",
    "revise_story",
    "rewrap_vault",
    "send_back_story",
    "submit_story",
    "withdraw_by_card",
    "withdraw_persona",
    "withdraw_story",
]
