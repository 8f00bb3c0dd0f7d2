"""The mails of an account: Saleor makes the token, we write the letter. Its link always leads to this shop.

Saleor's own `redirectUrl` is not used: whoever asks Saleor directly may name any address it allows.
"""

import logging
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from mail.actions import queue_mail
from mail.errors import BadAddress
from saleor_api.errors import BadDelivery
from storefront.events import ShopEvent

logger = logging.getLogger(__name__)

# Template, page behind the link, and subject.
_LETTERS = {
    ShopEvent.ACCOUNT_CONFIRMATION_REQUESTED: ("account_confirm", "account-confirm", "Please confirm your e-mail"),
    ShopEvent.ACCOUNT_SET_PASSWORD_REQUESTED: ("account_password", "account-password", "A new password"),
    ShopEvent.ACCOUNT_DELETE_REQUESTED: ("account_delete", "account-delete", "Delete your account?"),
}


def write_account_letter(event: ShopEvent, payload: dict[str, Any]) -> None:
    """Queues the letter, once for every token.

    Raises:
        BadDelivery: the payload lacks the token or the e-mail.
    """
    user, token = payload.get("user"), payload.get("token")
    email = user.get("email") if isinstance(user, dict) else None
    if not isinstance(email, str) or not isinstance(token, str) or not token:
        raise BadDelivery("the payload lacks the token or the e-mail")
    template, page, subject = _LETTERS[event]
    url = f"{settings.PUBLIC_URL}{reverse(page)}?{urlencode({'email': email, 'token': token})}"
    key = f"{template}:{sha256(token.encode()).hexdigest()[:40]}"
    try:
        queue_mail(
            key=key, template=f"storefront/mail/{template}", to=email, subject=subject, context={"link_url": url}
        )
    except BadAddress:
        logger.warning("a mail about an account has no usable address")
