# A role is dated by the earliest article that tells of it, whatever the order
# in which articles came; who has no name but the role is left out of all roles.

doc later 2025-03-15
actor ann person "Ann Bay"
actor north state "North"
actor negotiators group "Northern negotiators"
role ann "President" noun president on 2025-03-15 :: President Bay spoke again.
role negotiators "Northern negotiators" noun negotiator of north :: Northern negotiators met.
a1: asserted ann speak - on 2025-03-15 :: President Bay spoke again.

doc undated -
actor ann person "Ann Bay"
role ann "President" noun president :: President Ann Bay is busy.
a2: asserted ann work - :: President Ann Bay is busy.

doc earlier 2025-03-14
actor ann person "Ann Bay"
role ann "President" noun president on 2025-03-14 :: President Ann Bay spoke.
a3: asserted ann speak - on 2025-03-14 :: President Ann Bay spoke.

eval roles
| actor   | role      | date       | text                     |
| Ann Bay | President | 2025-03-14 | President Ann Bay spoke. |

eval roles of=North
| actor                | role                 | of    |
| Northern negotiators | Northern negotiators | North |
