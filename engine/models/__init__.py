"""The engine's tables, by trade. All of them live in the database `engine`."""

from engine.models.catalogue import *  # noqa: F403
from engine.models.checkouts import *  # noqa: F403
from engine.models.orders import *  # noqa: F403
from engine.models.people import *  # noqa: F403
