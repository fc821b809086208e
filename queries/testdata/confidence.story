# Statements of unequal certainty: min-confidence leaves out the doubtful ones
# and counts them, path goes around them, and a dispute needs both sides.

doc sure 2025-03-15 "What is certain" "Example Daily"
actor nora-lindqvist person "Nora Lindqvist" "Lindqvist"
actor pavel-orsic person "Pavel Oršić" "Oršić"
actor mirela-dane person "Mirela Dane" "Dane"
c1: asserted nora-lindqvist meet pavel-orsic on 2025-03-13 conf 0.9 type CONSULT verb "met" :: Lindqvist met Oršić on Thursday.
c2: asserted nora-lindqvist meet mirela-dane on 2025-03-14 conf 0.4 type CONSULT verb "met" :: Lindqvist, of whom Dane spoke on Friday, met.
c3: asserted pavel-orsic meet mirela-dane on 2025-03-14 conf 0.8 type CONSULT verb "met" :: Oršić met Dane on Friday.
c4: planned nora-lindqvist visit mirela-dane on 2025-03-20 conf 0.3 type CONSULT verb "visit" :: Lindqvist is, they say, to visit Dane.
c5: negated nora-lindqvist threaten mirela-dane on 2025-03-14 conf 0.6 verb "did not threaten" :: Lindqvist did not threaten Dane on Friday.

doc other 2025-03-16 "What is not" "The Other Paper"
d1: asserted nora-lindqvist threaten mirela-dane on 2025-03-14 conf 0.75 verb "threatened" :: Lindqvist threatened Dane on Friday.

eval timeline actor=Lindqvist
| date       | statement |
| 2025-03-13 | c1        |
| 2025-03-14 | d1        |
| 2025-03-14 | c2        |
! left out: 1 planned, 1 negated (all-modalities shows them)

# What another filter leaves out is not counted twice.
eval timeline actor=Lindqvist min-confidence=0.8
| date       | statement |
| 2025-03-13 | c1        |
! left out: 2 below confidence 0.8 (a lower min-confidence shows them)

eval met actor=Lindqvist min-confidence=0.9
| statement |
| c1        |
! left out: 1 below confidence 0.9 (a lower min-confidence shows them)

eval path from-actor=Lindqvist to-actor=Dane modality=asserted
| step | a              | b           | statement |
| 1    | Nora Lindqvist | Mirela Dane | d1 c2     |

eval path from-actor=Lindqvist to-actor=Dane modality=asserted min-confidence=0.8
| step | a              | b           | statement |
| 1    | Nora Lindqvist | Pavel Oršić | c1        |
| 2    | Pavel Oršić    | Mirela Dane | c3        |

eval path from-actor=Lindqvist to-actor=Oršić modality=asserted min-confidence=0.95
| step | a | b | statement |
! no connection in 4 steps or fewer

eval disputed
| dispute                             | over    | modality | statement |
| Nora Lindqvist threaten Mirela Dane | whether | asserted | d1        |
| Nora Lindqvist threaten Mirela Dane | whether | negated  | c5        |

eval disputed min-confidence=0.7
| dispute | over | modality | statement |

fail met actor=Lindqvist min-confidence=80
! min-confidence: "80": want a number from 0 to 1, such as 0.8
fail met actor=Lindqvist min-confidence=NaN
! want a number from 0 to 1
fail documents min-confidence=0.5
! the query documents has no parameter "min-confidence"
