# One meeting in two papers, in other words, is one row with both; what one of
# them only reports, plans or tells of another day is not.

doc morning 2025-03-14 "Talks in Strelsau" "Example Daily"
actor nora-lindqvist person "Nora Lindqvist" "Lindqvist"
actor pavel-orsic person "Pavel Oršić" "Oršić"
actor mirela-dane person "Mirela Dane" "Dane"
actor strelsau place "Strelsau"
a1: asserted nora-lindqvist meet pavel-orsic on 2025-03-13 event 2025-03-13/consult/lindqvist+orsic type CONSULT verb "met" :: Lindqvist met Oršić on Thursday.
a2: asserted nora-lindqvist meet pavel-orsic on 2025-03-11 event 2025-03-11/consult/lindqvist+orsic type CONSULT verb "met" :: They had met on Tuesday.
a3: planned nora-lindqvist meet pavel-orsic on 2025-03-20 type CONSULT verb "to meet" :: Lindqvist is to meet Oršić on 20 March.

doc evening 2025-03-15 "Envoy and minister" "The Other Paper"
b1: asserted pavel-orsic talk nora-lindqvist on ../2025-03-15 event 2025-03-13/consult/lindqvist+orsic at strelsau type CONSULT verb "talked" :: Oršić talked to Lindqvist in Strelsau.
b2: asserted mirela-dane criticize nora-lindqvist on 2025-03-13 event 2025-03-13/disapprove/dane/lindqvist type DISAPPROVE verb "criticized" :: Dane criticized Lindqvist on Thursday.
b3: asserted mirela-dane accuse nora-lindqvist on 2025-03-13 event 2025-03-13/disapprove/dane/lindqvist type DISAPPROVE verb "accused" :: Dane accused Lindqvist on Thursday.

eval timeline actor=Lindqvist
| date       | claim                                     | doc                                   |
| 2025-03-11 | Nora Lindqvist · met · Pavel Oršić        | Talks in Strelsau                     |
| 2025-03-13 | Nora Lindqvist · met · Pavel Oršić        | Talks in Strelsau; Envoy and minister |
| 2025-03-13 | Mirela Dane · criticized · Nora Lindqvist | Envoy and minister                    |
| 2025-03-13 | Mirela Dane · accused · Nora Lindqvist    | Envoy and minister                    |
! left out: 1 planned (all-modalities shows them)
