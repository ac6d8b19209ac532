"""Who is meant inside one article: pronouns, dropped subjects, titles and repeated descriptions.

Each resolution carries its rule. What syntax, gender and number do not decide stays unresolved.
"""

from .discourse import Discourse
from .resolver import Resolver, stands_alone

__all__ = ["Discourse", "Resolver", "stands_alone"]
