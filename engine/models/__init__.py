"""The engine's tables, by trade. All of them live in the database `engine`."""

from engine.models.accounts import *  # noqa: F403
from engine.models.apps import *  # noqa: F403
from engine.models.catalogue import *  # noqa: F403
from engine.models.checkouts import *  # noqa: F403
from engine.models.orders import *  # noqa: F403
from engine.models.transactions import *  # noqa: F403
