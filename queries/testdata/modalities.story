# Every saved question that rests on statements, over one and the same thing in
# five modalities: asserted by the article, said by somebody it names, planned,
# supposed, denied. An answer that took one for another, or left one out without
# a word, would fail here.

doc paper 2025-03-14 "A truce in Strelsau" "Example Daily"
actor ana-bel person "Ana Bel" "Bel"
actor cor-dak person "Cor Dak" "Dak"
actor eva-fox person "Eva Fox" "Fox"
actor ada-lim person "Ada Lim" "Lim"
actor ruritania state "Ruritania" "Zenda"
actor zenda place "Zenda"
actor harbour-board organisation "Harbour Board" "the board"

m1: asserted ana-bel meet cor-dak on 2025-03-13 in zenda type CONSULT about topic:truce verb "met" :: Bel met Dak in Zenda on Thursday about the truce.
m2: asserted ana-bel meet cor-dak by eva-fox on 2025-03-12 type CONSULT about topic:truce verb "met" :: Bel met Dak on Wednesday about the truce, Fox said.
m3: planned ana-bel meet cor-dak on 2025-03-20 in zenda type CONSULT about topic:truce verb "will meet" :: Bel will meet Dak in Zenda next Thursday about the truce.
m4: hypothetical ana-bel meet cor-dak on 2025-03-21 type CONSULT about topic:truce verb "may meet" :: Bel may meet Dak on Friday about the truce.
m5: negated ana-bel meet cor-dak on 2025-03-12 type CONSULT about topic:truce verb "did not meet" :: Bel did not meet Dak on Wednesday about the truce.

f1: planned ana-bel travel_to ruritania by eva-fox cue "announce" on 2025-03-19 verb "will travel to" :: Bel will travel to Ruritania on Wednesday, Fox announced.
f2: hypothetical ana-bel leave ruritania by eva-fox quote "Bel might leave Ruritania" verb "might leave" :: “Bel might leave Ruritania,” Fox said.
f3: negated ana-bel bribe "a customs officer" by eva-fox quote "Bel bribed nobody" verb "bribed" :: “Bel bribed nobody,” Fox said of the customs officer.
f4: asserted ana-bel bribe "a customs officer" by ada-lim verb "bribed" :: Bel bribed a customs officer, Lim said.
f5: asserted eva-fox tell "what she knew" to harbour-board verb "told" rule say :: Fox told the board what she knew.

d1: asserted cor-dak call topic:truce complement "a trap" verb "called" :: Dak called the truce “a trap”.
d2: asserted cor-dak call topic:truce complement "a joke" by eva-fox verb "called" :: Dak called the truce a joke, Fox said.
d3: planned cor-dak call topic:truce complement "a success" verb "will call" :: Dak will call the truce a success.
d4: hypothetical cor-dak call topic:truce complement "a defeat" verb "might call" :: Dak might call the truce a defeat.
d5: negated cor-dak call topic:truce complement "a victory" verb "did not call" :: Dak did not call the truce a victory.

s1: asserted ana-bel support topic:truce verb "supports" :: Bel supports the truce.
s2: asserted ruritania support topic:truce by eva-fox verb "supports" :: Ruritania supports the truce, Fox said.
s3: planned ada-lim support topic:truce verb "will support" :: Lim will support the truce.
s4: hypothetical harbour-board support topic:truce verb "may support" :: The board may support the truce.
s5: negated cor-dak support topic:truce verb "does not support" :: Dak does not support the truce.

r1: asserted ada-lim reject topic:truce verb "rejected" :: Lim rejected the truce.
r2: asserted cor-dak reject topic:truce by eva-fox verb "rejected" :: Dak rejected the truce, Fox said.
r3: planned harbour-board reject topic:truce verb "will reject" :: The board will reject the truce.
r4: hypothetical ruritania reject topic:truce verb "might reject" :: Ruritania might reject the truce.
r5: negated ana-bel reject topic:truce verb "did not reject" :: Bel did not reject the truce.

w1: asserted ada-lim demand "a guarantee" verb "demanded" :: Lim demanded a guarantee.
w2: asserted cor-dak demand "a delay" by eva-fox verb "demanded" :: Dak demanded a delay, Fox said.
w3: planned ana-bel demand "a seat" verb "will demand" :: Bel will demand a seat.
w4: hypothetical ruritania demand "a port" verb "might demand" :: Ruritania might demand a port.
w5: negated harbour-board demand "a fee" verb "did not demand" :: The board did not demand a fee.

n1: asserted ana-bel deny topic:charge verb "denied" :: Bel denied the charge.
n2: asserted cor-dak deny topic:report by ada-lim verb "denied" :: Dak denied the report, Lim said.
n3: planned ana-bel deny topic:report verb "will deny" :: Bel will deny the report.
n4: hypothetical cor-dak deny topic:charge verb "might deny" :: Dak might deny the charge.
n5: negated ana-bel deny topic:report verb "did not deny" :: Bel did not deny the report.

q1: asserted ana-bel criticize ada-lim quote "a fool" verb "criticized" :: Bel criticized Lim as “a fool”.

eval met actor=Bel
| modality | statement |
| asserted | m1        |
! left out: 1 reported, 1 planned, 1 hypothetical, 1 negated (all-modalities shows them)

eval met actor=Bel all-modalities=true
| modality     | statement |
| reported     | m2        |
| negated      | m5        |
| asserted     | m1        |
| planned      | m3        |
| hypothetical | m4        |

eval talked actor=Bel with=Dak
| modality     | statement |
| asserted     | m1        |
| reported     | m2        |
| planned      | m3        |
| hypothetical | m4        |
| negated      | m5        |

eval talked actor=Bel with=Dak all-modalities=true
| modality     | statement |
| asserted     | m1        |
| reported     | m2        |
| planned      | m3        |
| hypothetical | m4        |
| negated      | m5        |

eval timeline actor=Bel with=Dak
| modality | statement |
| asserted | m1        |
! left out: 1 reported, 1 planned, 1 hypothetical, 1 negated (all-modalities shows them)

eval timeline actor=Bel with=Dak all-modalities=true
| modality     | statement |
| reported     | m2        |
| negated      | m5        |
| asserted     | m1        |
| planned      | m3        |
| hypothetical | m4        |

eval relations actor=Bel with=Dak
| modality | statement |
| asserted | m1        |
! left out: 1 reported, 1 planned, 1 hypothetical, 1 negated (all-modalities shows them)

eval relations actor=Bel with=Dak all-modalities=true
| modality     | statement |
| asserted     | m1        |
| reported     | m2        |
| planned      | m3        |
| hypothetical | m4        |
| negated      | m5        |

eval participants actor=Bel
| modality | statement |
| asserted | q1        |
| asserted | m1        |
! left out: 1 reported, 2 planned, 2 hypothetical, 1 negated (all-modalities shows them)

eval participants actor=Bel all-modalities=true
| modality     | statement |
| asserted     | q1        |
| asserted     | m1        |
| reported     | m2        |
| planned      | m3        |
| planned      | f1        |
| hypothetical | m4        |
| hypothetical | f2        |
| negated      | m5        |

eval plans actor=Bel
| modality | statement |
| planned  | f1        |
| planned  | m3        |
| planned  | w3        |
| planned  | n3        |

eval plans actor=Bel all-modalities=true
| modality     | statement |
| reported     | m2        |
| negated      | m5        |
| asserted     | m1        |
| planned      | f1        |
| planned      | m3        |
| hypothetical | m4        |
| hypothetical | f2        |
| negated      | f3        |
| reported     | f4        |
| asserted     | s1        |
| negated      | r5        |
| planned      | w3        |
| asserted     | n1        |
| planned      | n3        |
| negated      | n5        |
| asserted     | q1        |

eval statements actor=Bel relation=meet
| modality     | statement |
| reported     | m2        |
| negated      | m5        |
| asserted     | m1        |
| planned      | m3        |
| hypothetical | m4        |

eval statements actor=Bel relation=meet all-modalities=true
| modality     | statement |
| reported     | m2        |
| negated      | m5        |
| asserted     | m1        |
| planned      | m3        |
| hypothetical | m4        |

eval says actor=Fox
| modality     | statement |
| reported     | m2        |
| planned      | f1        |
| hypothetical | f2        |
| negated      | f3        |
| asserted     | f5        |
| reported     | d2        |
| reported     | s2        |
| reported     | r2        |
| reported     | w2        |

eval says actor=Fox all-modalities=true
| modality     | statement |
| reported     | m2        |
| planned      | f1        |
| hypothetical | f2        |
| negated      | f3        |
| asserted     | f5        |
| reported     | d2        |
| reported     | s2        |
| reported     | r2        |
| reported     | w2        |

eval claims actor=Bel
| modality     | statement |
| reported     | f4        |
| reported     | m2        |
| planned      | f1        |
| hypothetical | f2        |
| negated      | f3        |

eval claims actor=Bel all-modalities=true
| modality     | statement |
| reported     | f4        |
| reported     | m2        |
| planned      | f1        |
| hypothetical | f2        |
| negated      | f3        |

eval quotes actor=Fox
| modality     | statement |
| hypothetical | f2        |
| negated      | f3        |

eval quotes actor=Fox all-modalities=true
| modality     | statement |
| hypothetical | f2        |
| negated      | f3        |

eval called actor=Dak
| modality     | statement |
| asserted     | d1        |
| reported     | d2        |
| planned      | d3        |
| hypothetical | d4        |
| negated      | d5        |

eval called actor=Dak all-modalities=true
| modality     | statement |
| asserted     | d1        |
| reported     | d2        |
| planned      | d3        |
| hypothetical | d4        |
| negated      | d5        |

eval supporters topic=truce
| modality | statement |
| asserted | s1        |
| reported | s2        |
! left out: 1 planned, 1 hypothetical, 1 negated (all-modalities shows them)

eval supporters topic=truce all-modalities=true
| modality     | statement |
| asserted     | s1        |
| reported     | s2        |
| planned      | s3        |
| hypothetical | s4        |
| negated      | s5        |

eval opponents topic=truce
| modality | statement |
| asserted | r1        |
| reported | r2        |
| negated  | s5        |
! left out: 1 planned, 1 hypothetical (all-modalities shows them)

eval opponents topic=truce all-modalities=true
| modality     | statement |
| asserted     | r1        |
| reported     | r2        |
| planned      | r3        |
| hypothetical | r4        |
| negated      | s5        |

eval conditions topic=truce
| modality     | statement |
| asserted     | w1        |
| planned      | w3        |
| reported     | w2        |
| negated      | w5        |
| hypothetical | w4        |

eval conditions topic=truce all-modalities=true
| modality     | statement |
| asserted     | w1        |
| planned      | w3        |
| reported     | w2        |
| negated      | w5        |
| hypothetical | w4        |

eval denials
| modality | statement |
| asserted | n1        |
| reported | n2        |
| negated  | f3        |
! left out: 1 planned, 1 hypothetical (all-modalities shows them)

eval denials all-modalities=true
| modality     | statement |
| asserted     | n1        |
| planned      | n3        |
| reported     | n2        |
| hypothetical | n4        |
| negated      | f3        |

eval disputed
| modality | statement |
| reported | f4        |
| negated  | f3        |
| reported | m2        |
| negated  | m5        |

eval disputed all-modalities=true
| modality | statement |
| reported | f4        |
| negated  | f3        |
| reported | m2        |
| negated  | m5        |

eval topics actor=Dak
| modality     | statement |
| reported     | m2 d2 r2  |
| negated      | m5 d5 s5  |
| asserted     | m1 d1     |
| planned      | m3 d3     |
| hypothetical | m4 d4     |
| hypothetical | n4        |
| reported     | n2        |

eval topics actor=Dak all-modalities=true
| modality     | statement |
| reported     | m2 d2 r2  |
| negated      | m5 d5 s5  |
| asserted     | m1 d1     |
| planned      | m3 d3     |
| hypothetical | m4 d4     |
| hypothetical | n4        |
| reported     | n2        |

eval mentions actor=Dak
| modality     | statement      |
| asserted     | m1 d1          |
| reported     | m2 d2 r2 w2 n2 |
| planned      | m3 d3          |
| hypothetical | m4 d4 n4       |
| negated      | m5 d5 s5       |

eval mentions actor=Dak all-modalities=true
| modality     | statement      |
| asserted     | m1 d1          |
| reported     | m2 d2 r2 w2 n2 |
| planned      | m3 d3          |
| hypothetical | m4 d4 n4       |
| negated      | m5 d5 s5       |

eval path from-actor=Bel to-actor=Dak
| modality     | statement |
| asserted     | m1        |
| reported     | m2        |
| planned      | m3        |
| hypothetical | m4        |

eval path from-actor=Bel to-actor=Dak all-modalities=true
| modality     | statement |
| asserted     | m1        |
| reported     | m2        |
| planned      | m3        |
| hypothetical | m4        |
| negated      | m5        |

# Where it takes place, and what it has for words.
eval met place=Zenda all-modalities=true
| date       | modality | place | statement |
| 2025-03-13 | asserted | Zenda | m1        |
| 2025-03-20 | planned  | Zenda | m3        |
! left out: 3 that say no place

eval statements actor=Bel place=Ruritania
| claim                                | modality     | statement |
| Ana Bel · will travel to · Ruritania | planned      | f1        |
| Ana Bel · might leave · Ruritania    | hypothetical | f2        |
! left out: 12 that say no place

eval statements relation="bribe, corrupt" words="customs officers"
| claim                                    | modality | according_to | statement |
| Ana Bel · not bribed · a customs officer | negated  | Eva Fox      | f3        |
| Ana Bel · bribed · a customs officer     | reported | Ada Lim      | f4        |

eval denials words=bribed
| who     | claim                                    | modality | statement |
| Eva Fox | Ana Bel · not bribed · a customs officer | negated  | f3        |

# A government rather than the city of its name.
eval statements actor=Zenda relation=travel_to
| claim                                | modality | statement |
| Ana Bel · will travel to · Ruritania | planned  | f1        |
! "Zenda" was taken for Ruritania; the place of that name is actor:zenda

eval met on=2025-03-13 modality=asserted
| modality | statement |
| asserted | m1        |
