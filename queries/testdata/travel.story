# Journeys, for the sample query of docs/queries.md.

doc trip 2025-03-14 "A governor abroad" "Example Daily"
actor anna-lind person "Anna Lind"
actor norway state "Norway"
actor oslo place "Oslo"
actor sweden state "Sweden"
t1: asserted anna-lind travel_to norway on 2025-03-11 verb "travelled" :: Anna Lind travelled to Norway on Tuesday.
t2: planned anna-lind travel_to sweden on 2025-03-17 verb "will travel" :: She will travel to Sweden on Monday.

eval statements relation="travel to" subject="Anna Lind" modality=asserted
| date       | basis    | claim                          | modality | according_to | sentence                                  | doc               | statement |
| 2025-03-11 | explicit | Anna Lind · travelled · Norway | asserted | the article  | Anna Lind travelled to Norway on Tuesday. | A governor abroad | t1        |
! left out: 1 planned (all-modalities shows them)
