"""The frozen types that the whole program speaks in: articles, entities, mentions.

Positions in texts are Unicode code points of the *plain text* of a part (see `Text`).
An article's id is its path below `articles/` without `.md`; an entity's id, as used
everywhere but in file names, is `kind/slug`: `people/kim-jong-un`.
"""

from builder.model.articles import (
    Article as Article,
    Basis as Basis,
    Correction as Correction,
    Declared as Declared,
    Proposal as Proposal,
    Reading as Reading,
)
from builder.model.entities import (
    Entity as Entity,
    EntityText as EntityText,
    FreePage as FreePage,
    Name as Name,
    Names as Names,
    Role as Role,
)
from builder.model.mentions import (
    UNDECIDED as UNDECIDED,
    Annotated as Annotated,
    Manner as Manner,
    Mention as Mention,
    Stub as Stub,
)
from builder.model.texts import (
    NOWHERE as NOWHERE,
    PARTS as PARTS,
    Link as Link,
    Mark as Mark,
    Note as Note,
    Part as Part,
    Position as Position,
    Text as Text,
)
