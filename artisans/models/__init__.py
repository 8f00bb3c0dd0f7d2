"""Records of programmes, makers, consent and stories. There is no field for a case history anywhere."""

from artisans.models.consent import ConsentRecord
from artisans.models.makers import Maker, NameMark, Persona, PseudonymMark
from artisans.models.photos import ImportList, Photo, Upload, UploadPiece
from artisans.models.programmes import Programme
from artisans.models.removals import Purge, RetentionWatch, SaleorCopy, Tombstone
from artisans.models.reviews import Approval, LintOverride, MakerReview
from artisans.models.stories import KeptOff, ProductLink, Story, StoryRevision

__all__ = [
    "Approval",
    "ConsentRecord",
    "ImportList",
    "KeptOff",
    "LintOverride",
    "Maker",
    "MakerReview",
    "NameMark",
    "Persona",
    "Photo",
    "ProductLink",
    "Programme",
    "PseudonymMark",
    "Purge",
    "RetentionWatch",
    "SaleorCopy",
    "Story",
    "StoryRevision",
    "Tombstone",
    "Upload",
    "UploadPiece",
]
