from typing import Optional

from .base_model import BaseModel


class RefundReasons(BaseModel):
    refund_settings: "RefundReasonsRefundSettings"


class RefundReasonsRefundSettings(BaseModel):
    reason_reference_type: Optional["RefundReasonsRefundSettingsReasonReferenceType"]


class RefundReasonsRefundSettingsReasonReferenceType(BaseModel):
    id: str
    name: str
