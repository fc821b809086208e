# Two papers on the same days: what is denied, what is told of another day,
# and what only looks like a dispute.

doc morning 2025-03-15 "The week in Strelsau" "Example Daily"
actor nora-lindqvist person "Nora Lindqvist" "Lindqvist"
actor pavel-orsic person "Pavel Oršić" "Oršić"
actor mirela-dane person "Mirela Dane" "Dane"
actor ruritania state "Ruritania"
a1: asserted nora-lindqvist meet pavel-orsic on 2025-03-13 type CONSULT verb "met" :: Lindqvist met Oršić on Thursday.
a2: asserted pavel-orsic visit ruritania on 2025-03-03 type CONSULT verb "visited" :: Oršić visited Ruritania on 3 March.
a3: asserted mirela-dane die - on 2025-03-10 verb "died" :: Dane died on Monday.
a4: asserted nora-lindqvist criticize ruritania on 2025-03-12 type DISAPPROVE verb "criticized" :: Lindqvist criticized Ruritania on Wednesday.
a5: asserted nora-lindqvist criticize ruritania on 2025-03-13 type DISAPPROVE verb "criticized" :: She criticized Ruritania again on Thursday.
a6: negated pavel-orsic threaten ruritania on 2025-03-03 type THREATEN verb "did not threaten" :: On 3 March Oršić did not threaten Ruritania.

doc evening 2025-03-16 "Envoy met Oršić a day earlier" "The Other Paper"
b1: asserted pavel-orsic meet nora-lindqvist on 2025-03-12 type CONSULT verb "met" :: Oršić met Lindqvist on Wednesday.
b2: asserted pavel-orsic visit ruritania on 2025-03-14 type CONSULT verb "visited" :: On Friday Oršić visited Ruritania.
b3: asserted mirela-dane die - on 2025-03-07 verb "died" :: Dane died on 7 March.
b4: asserted nora-lindqvist criticize ruritania on 2025-03-13 type DISAPPROVE verb "criticized" :: Lindqvist criticized Ruritania on Thursday.
b5: asserted pavel-orsic threaten ruritania by nora-lindqvist on 2025-03-14 type THREATEN verb "threatened" :: Oršić threatened Ruritania on Friday, Lindqvist said.

# The meeting is of one day or the next; the death happened once. Two visits a
# week apart are two visits, criticism on two days is told by one paper, and
# what was not done on the 3rd may have been done on the 14th.
eval disputed
| dispute                         | over | modality | date       | statement |
| Mirela Dane die                 | when | asserted | 2025-03-07 | b3        |
| Mirela Dane die                 | when | asserted | 2025-03-10 | a3        |
| Nora Lindqvist meet Pavel Oršić | when | asserted | 2025-03-12 | b1        |
| Nora Lindqvist meet Pavel Oršić | when | asserted | 2025-03-13 | a1        |

eval disputed actor=Dane
| dispute         | over | date       | statement |
| Mirela Dane die | when | 2025-03-07 | b3        |
| Mirela Dane die | when | 2025-03-10 | a3        |

# From either side.
eval disputed actor=Orsic
| dispute                         | over | date       | statement |
| Nora Lindqvist meet Pavel Oršić | when | 2025-03-12 | b1        |
| Nora Lindqvist meet Pavel Oršić | when | 2025-03-13 | a1        |
