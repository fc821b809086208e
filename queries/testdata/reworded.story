# What two papers tell in other words, and of another day; what one denies in
# the passive.

doc morning 2025-10-07 "Envoy leaves" "Example Daily"
actor nora-lindqvist person "Nora Lindqvist"
actor pavel-orsic person "Pavel Oršić"
actor strelsau place "Strelsau"
actor ruritania state "Ruritania"
actor corvin-bank organisation "Corvin Bank"
a1: asserted nora-lindqvist resign - on 2025-10-06 event 2025-10-06/resign/nora-lindqvist verb "resigned" :: Lindqvist resigned on Monday.
a2: asserted ruritania arrest pavel-orsic on 2025-10-05 event 2025-10-05/arrest/ruritania/pavel-orsic verb "arrested" :: Ruritania arrested Oršić on Sunday.
a3: asserted nora-lindqvist visit strelsau on 2025-10-01 event 2025-10-01/visit/nora-lindqvist/strelsau verb "visited" :: Lindqvist visited Strelsau on 1 October.
a4: asserted ruritania sanction corvin-bank on 2025-10-03 verb "sanctioned" :: Ruritania sanctioned Corvin Bank on Friday.

doc evening 2025-10-08 "Lindqvist steps down" "The Other Paper"
actor nora-lindqvist person "Nora Lindqvist"
actor pavel-orsic person "Pavel Oršić"
actor strelsau place "Strelsau"
actor corvin-bank organisation "Corvin Bank"
b1: asserted nora-lindqvist step_down - on 2025-10-07 event 2025-10-07/resign/nora-lindqvist verb "stepped down" :: Lindqvist stepped down on Tuesday.
b2: asserted pavel-orsic be_arrested - on 2025-10-06 event 2025-10-06/arrest/_/pavel-orsic verb "was arrested" :: Oršić was arrested on Monday.
b3: asserted nora-lindqvist travel_to strelsau on 2025-10-04 event 2025-10-04/visit/nora-lindqvist/strelsau verb "travelled to" :: Lindqvist travelled to Strelsau on 4 October.
b4: negated corvin-bank be_sanctioned - by corvin-bank verb "had not been sanctioned" :: Corvin Bank said that it had not been sanctioned.

# Two journeys three days apart are two.
eval disputed
| dispute                      | over    | date       | statement |
| Corvin Bank be sanctioned    | whether | 2025-10-03 | a4        |
| Corvin Bank be sanctioned    | whether | undated    | b4        |
| Nora Lindqvist resign        | when    | 2025-10-06 | a1        |
| Nora Lindqvist resign        | when    | 2025-10-07 | b1        |
| Ruritania arrest Pavel Oršić | when    | 2025-10-05 | a2        |
| Ruritania arrest Pavel Oršić | when    | 2025-10-06 | b2        |
