# Two reports of the same week: meetings that took place, one that is planned,
# one that is only reported and one that is denied.

doc first 2025-03-14 "Envoy flies to the capital" "Example Daily"
actor nora-lindqvist person "Nora Lindqvist" "Lindqvist"
actor pavel-orsic person "Pavel Oršić" "Oršić"
actor mirela-dane person "Mirela Dane" "Dane"
actor ruritania state "Ruritania" "Ruritanian"
actor ardania state "Ardania"
actor strelsau place "Strelsau"
actor tomas-veck person "Tomas Veck"
role nora-lindqvist "Ardanian envoy" noun envoy of ardania on 2025-03-14 :: Ardanian envoy Nora Lindqvist met President Pavel Oršić on Thursday in Strelsau to explain the truce plan.
role pavel-orsic "President" noun president on 2025-03-14 :: Ardanian envoy Nora Lindqvist met President Pavel Oršić on Thursday in Strelsau to explain the truce plan.
role tomas-veck "Ruritanian spokesman" noun spokesman of ruritania on 2025-03-14 :: Ruritanian spokesman Tomas Veck said that Oršić and Ardanian leader Mirela Dane would talk next week.

m1: asserted nora-lindqvist meet pavel-orsic on 2025-03-13 in strelsau type CONSULT verb "met" :: Ardanian envoy Nora Lindqvist met President Pavel Oršić on Thursday in Strelsau to explain the truce plan.
m2: planned pavel-orsic talk mirela-dane on 2025-03-17/2025-03-23 basis publication by tomas-veck type CONSULT verb "would talk" :: Ruritanian spokesman Tomas Veck said that Oršić and Ardanian leader Mirela Dane would talk next week.
m3: asserted nora-lindqvist meet tomas-veck by mirela-dane on ../2025-03-14 basis publication type CONSULT :: Lindqvist had also met Veck, Dane said.
m4: negated nora-lindqvist meet mirela-dane on 2025-03-12 type CONSULT verb "meet" :: Lindqvist did not meet Dane before she left on Wednesday.
m5: planned nora-lindqvist meet mirela-dane on 2025-03-15 type CONSULT verb "will meet" :: On Saturday Lindqvist will meet Dane.
p1: asserted ardania propose topic:truce verb "proposed" :: The truce was proposed by Ardania.
s1: asserted ruritania support topic:truce by pavel-orsic on 2025-03-13 type SUPPORT verb "supports" :: Ruritania supports the truce in principle, Oršić said on Thursday.
s2: asserted pavel-orsic agree_to topic:truce by pavel-orsic on 2025-03-13 type AGREE verb "agreed to" :: He agreed to the idea of a truce, Oršić said on Thursday, but several conditions need to be studied first.
c1: hypothetical "several conditions" study - by pavel-orsic on 2025-03-13 about topic:truce verb "need to be studied" :: He agreed to the idea of a truce, Oršić said on Thursday, but several conditions need to be studied first.
c2: asserted mirela-dane demand "that the shelling stop" verb "demanded" :: Dane demanded that the shelling stop.
q1: asserted mirela-dane call "promising but incomplete" by mirela-dane quote "promising but incomplete" verb "called" about topic:truce :: Dane called his answer on the truce “promising but incomplete”.

doc second 2025-03-15 "Unions reject truce" "The Other Paper"
actor dockers-union organisation "Dockers' Union" "the union"
actor pavel-orsic person "Pavel Oršić" "President Oršić"
actor ruritania state "Ruritania"
o1: asserted dockers-union reject topic:truce on 2025-03-14 type REJECT verb "rejected" :: The Dockers' Union rejected the truce on Friday.
o2: negated mirela-dane support topic:truce by dockers-union verb "does not support" :: Dane does not support the truce, the union said.
m6: asserted pavel-orsic meet dockers-union verb "met" :: President Oršić met the union.
d1: asserted nora-lindqvist meet mirela-dane by dockers-union on 2025-03-12 verb "met" :: Lindqvist and Dane met on Wednesday all the same, the union said.
r1: asserted mirela-dane visit ruritania on 2025-02 type CONSULT verb "visited" :: Dane visited Ruritania in February.

eval met actor=Orsic
| date       | basis    | who         | met            | place    | modality | according_to | statement |
| 2025-03-13 | explicit | Pavel Oršić | Nora Lindqvist | Strelsau | asserted | the article  | m1        |
| undated    |          | Pavel Oršić | Dockers' Union |          | asserted | the article  | m6        |

eval met actor=Lindqvist all-modalities=true
| date          | met         | modality | according_to   | statement |
| 2025-03-12    | Mirela Dane | negated  | the article    | m4        |
| 2025-03-12    | Mirela Dane | reported | Dockers' Union | d1        |
| 2025-03-13    | Pavel Oršić | asserted | the article    | m1        |
| 2025-03-15    | Mirela Dane | planned  | the article    | m5        |
| by 2025-03-14 | Tomas Veck  | reported | Mirela Dane    | m3        |

eval met actor=Lindqvist modality=planned
| date       | met         | modality | statement |
| 2025-03-15 | Mirela Dane | planned  | m5        |

eval met actor=Lindqvist on=2025-03-13
| date       | met         | modality | statement |
| 2025-03-13 | Pavel Oršić | asserted | m1        |
! left out: 1 reported (all-modalities shows them; undated too for 1 without a certain date)

eval met actor=Orsic from=2025-03 to=2025-03
| date       | met            | modality | statement |
| 2025-03-13 | Nora Lindqvist | asserted | m1        |
! left out: 1 without a certain date (undated shows them)

eval met actor=Orsic from=2025-03 to=2025-03 undated=true
| date       | met            | modality | statement |
| 2025-03-13 | Nora Lindqvist | asserted | m1        |
| undated    | Dockers' Union | asserted | m6        |

eval met
| date       | who            | met            | modality | statement |
| 2025-03-13 | Nora Lindqvist | Pavel Oršić    | asserted | m1        |
| undated    | Pavel Oršić    | Dockers' Union | asserted | m6        |
! left out: 2 reported, 1 planned, 1 negated (all-modalities shows them)

fail met actor=Lindquist
! no actor is called "Lindquist"; did you mean: "Nora Lindqvist"

fail met actor="Nobody Known At All"
! no actor is called

fail met actor=Lindqvist from=2025-13
! from: date "2025-13": want 2025, 2025-03 or 2025-03-13

fail met actor=Lindqvist from=2025-04 to=2025-03
! the range ends (2025-03-31) before it starts (2025-04-01)

fail met actor=Lindqvist modality=certain
! want asserted, reported, planned

fail met actr=Lindqvist
! has no parameter "actr"; did you mean: actor

fail timeline
! the query timeline needs actor: whose timeline (for example

eval talked actor=Oršić with=Dane
| modality | date                     | claim                                  | according_to | statement |
| planned  | 2025-03-17 to 2025-03-23 | Pavel Oršić · would talk · Mirela Dane | Tomas Veck   | m2        |

eval relations actor=Lindqvist
| subject        | relation | object      | modality | statements | date       | statement |
| Nora Lindqvist | meet     | Pavel Oršić | asserted | 1          | 2025-03-13 | m1        |
! left out: 2 reported, 1 planned, 1 negated (all-modalities shows them)

eval relations actor=Lindqvist all-modalities=true
| subject        | relation | object      | modality | according_to   | statements | statement |
| Nora Lindqvist | meet     | Pavel Oršić | asserted | the article    | 1          | m1        |
| Nora Lindqvist | meet     | Mirela Dane | reported | Dockers' Union | 1          | d1        |
| Nora Lindqvist | meet     | Tomas Veck  | reported | Mirela Dane    | 1          | m3        |
| Nora Lindqvist | meet     | Mirela Dane | planned  | the article    | 1          | m5        |
| Nora Lindqvist | meet     | Mirela Dane | negated  | the article    | 1          | m4        |

eval timeline actor=Lindqvist all-modalities=true
| date          | basis       | claim                                            | modality | according_to   | statement |
| 2025-03-12    | explicit    | Nora Lindqvist · did not meet · Mirela Dane      | negated  | the article    | m4        |
| 2025-03-12    | explicit    | Nora Lindqvist · met · Mirela Dane               | reported | Dockers' Union | d1        |
| 2025-03-13    | explicit    | Nora Lindqvist · met · Pavel Oršić · in Strelsau | asserted | the article    | m1        |
| 2025-03-15    | explicit    | Nora Lindqvist · will meet · Mirela Dane         | planned  | the article    | m5        |
| by 2025-03-14 | publication | Nora Lindqvist · meet · Tomas Veck               | reported | Mirela Dane    | m3        |

eval timeline actor=Oršić with=Lindqvist from=2025-03-01 to=2025-03-31
| date       | basis    | claim                                            | modality | statement |
| 2025-03-13 | explicit | Nora Lindqvist · met · Pavel Oršić · in Strelsau | asserted | m1        |

eval participants actor=Lindqvist all-modalities=true
| other       | modality | statements | claim                                            | statement |
| Pavel Oršić | asserted | 1          | Nora Lindqvist · met · Pavel Oršić · in Strelsau | m1        |
| Mirela Dane | reported | 1          | Nora Lindqvist · met · Mirela Dane               | d1        |
| Tomas Veck  | reported | 1          | Nora Lindqvist · meet · Tomas Veck               | m3        |
| Mirela Dane | planned  | 1          | Nora Lindqvist · will meet · Mirela Dane         | m5        |
| Mirela Dane | negated  | 1          | Nora Lindqvist · did not meet · Mirela Dane      | m4        |

eval path from-actor=Lindqvist to-actor="Dockers' Union" modality=asserted
| step | a              | b              | claim                                            | modality | date       | statement |
| 1    | Nora Lindqvist | Pavel Oršić    | Nora Lindqvist · met · Pavel Oršić · in Strelsau | asserted | 2025-03-13 | m1        |
| 2    | Pavel Oršić    | Dockers' Union | Pavel Oršić · met · Dockers' Union               | asserted | undated    | m6        |

eval path from-actor=Veck to-actor="Dockers' Union"
| step | a              | b              | modality | according_to | statement |
| 1    | Tomas Veck     | Nora Lindqvist | reported | Mirela Dane  | m3        |
| 2    | Nora Lindqvist | Pavel Oršić    | asserted | the article  | m1        |
| 3    | Pavel Oršić    | Dockers' Union | asserted | the article  | m6        |

eval path from-actor=Strelsau to-actor=Ardania
| step | a | b | modality | statement |
! no connection in 4 steps or fewer

eval supporters topic=truce
| subject     | relation | object | modality | according_to | date       | statement |
| Ardania     | propose  | truce  | asserted | the article  | undated    | p1        |
| Pavel Oršić | agree to | truce  | reported | own words    | 2025-03-13 | s2        |
| Ruritania   | support  | truce  | reported | Pavel Oršić  | 2025-03-13 | s1        |
! left out: 1 negated (all-modalities shows them)

eval opponents topic=truce
| subject        | relation | object | modality | according_to   | date       | statement |
| Dockers' Union | reject   | truce  | asserted | the article    | 2025-03-14 | o1        |
| Mirela Dane    | support  | truce  | negated  | Dockers' Union | undated    | o2        |

eval conditions topic=truce
| who         | claim                                                 | modality     | according_to | statement |
| Mirela Dane | Mirela Dane · demanded · that the shelling stop       | asserted     | the article  | c2        |
| Pavel Oršić | several conditions · need to be studied · about truce | hypothetical | Pavel Oršić  | c1        |

fail supporters topic=dragons
! no topic has the words "dragons"

eval quotes actor=Dane
| date    | speaker     | quote                    | claim                                                         | modality | statement |
| undated | Mirela Dane | promising but incomplete | Mirela Dane · called · promising but incomplete · about truce | reported | q1        |

eval quotes actor=Dane about=truce
| quote                    | statement |
| promising but incomplete | q1        |

eval quotes actor=Dane about="nothing of this (.*"
| quote | statement |

eval says actor=Oršić
| date       | speaker     | cue | claim                                                 | modality     | statement |
| 2025-03-13 | Pavel Oršić | say | Ruritania · supports · truce                          | reported     | s1        |
| 2025-03-13 | Pavel Oršić | say | Pavel Oršić · agreed to · truce                       | reported     | s2        |
| 2025-03-13 | Pavel Oršić | say | several conditions · need to be studied · about truce | hypothetical | c1        |

eval claims actor=Dane
| date                     | speaker        | claim                                  | modality | statement |
| 2025-03-12               | Dockers' Union | Nora Lindqvist · met · Mirela Dane     | reported | d1        |
| undated                  | Dockers' Union | Mirela Dane · does not support · truce | negated  | o2        |
| 2025-03-17 to 2025-03-23 | Tomas Veck     | Pavel Oršić · would talk · Mirela Dane | planned  | m2        |

eval plans actor=Dane
| date                     | basis       | claim                                    | modality | according_to | statement |
| 2025-03-15               | explicit    | Nora Lindqvist · will meet · Mirela Dane | planned  | the article  | m5        |
| 2025-03-17 to 2025-03-23 | publication | Pavel Oršić · would talk · Mirela Dane   | planned  | Tomas Veck   | m2        |

eval roles
| actor          | role                 | of        | date       |
| Nora Lindqvist | Ardanian envoy       | Ardania   | 2025-03-14 |
| Pavel Oršić    | President            |           | 2025-03-14 |
| Tomas Veck     | Ruritanian spokesman | Ruritania | 2025-03-14 |

eval roles of=Ruritania
| actor      | role                 | of        |
| Tomas Veck | Ruritanian spokesman | Ruritania |

eval roles of="Tomas Veck"
| actor | role | of |

eval roles noun=envoy
| actor          | role           | of      | date       | text                                                                                                       |
| Nora Lindqvist | Ardanian envoy | Ardania | 2025-03-14 | Ardanian envoy Nora Lindqvist met President Pavel Oršić on Thursday in Strelsau to explain the truce plan. |

eval topics
| topic | modality     | statements | statement |
| truce | reported     | 3          | s1 s2 q1  |
| truce | asserted     | 2          | o1 p1     |
| truce | hypothetical | 1          | c1        |
| truce | negated      | 1          | o2        |

eval topics actor=Dane
| topic | modality | statements | statement |
| truce | reported | 1          | q1        |
| truce | negated  | 1          | o2        |

eval statements actor=Dane relation=visit
| date    | basis    | claim                             | modality | according_to | statement |
| 2025-02 | explicit | Mirela Dane · visited · Ruritania | asserted | the article  | r1        |

eval statements text=saturday
| date       | claim                                    | modality | statement |
| 2025-03-15 | Nora Lindqvist · will meet · Mirela Dane | planned  | m5        |

eval statements doc=doc:second
| claim                                  | modality | statement |
| Mirela Dane · visited · Ruritania      | asserted | r1        |
| Nora Lindqvist · met · Mirela Dane     | reported | d1        |
| Dockers' Union · rejected · truce      | asserted | o1        |
| Mirela Dane · does not support · truce | negated  | o2        |
| Pavel Oršić · met · Dockers' Union     | asserted | m6        |

eval statements subject=Dane type=consult
| claim                             | modality | statement |
| Mirela Dane · visited · Ruritania | asserted | r1        |

eval documents
| title                      | outlet          | published  | id         |
| Envoy flies to the capital | Example Daily   | 2025-03-14 | doc:first  |
| Unions reject truce        | The Other Paper | 2025-03-15 | doc:second |

eval actors
| actor          | kind         | names                               |
| Mirela Dane    | person       | Mirela Dane, Dane                   |
| Pavel Oršić    | person       | Pavel Oršić, Oršić, President Oršić |
| Nora Lindqvist | person       | Nora Lindqvist, Lindqvist           |
| Ruritania      | state        | Ruritania, Ruritanian               |
| Dockers' Union | organisation | Dockers' Union, the union           |
| Tomas Veck     | person       | Tomas Veck                          |
| Ardania        | state        | Ardania                             |
| Strelsau       | place        | Strelsau                            |

eval actors kind=state
| actor     | kind  | names                 |
| Ruritania | state | Ruritania, Ruritanian |
| Ardania   | state | Ardania               |

eval disputed
| dispute                         | modality | according_to   | date       | claim                                       | statement |
| Nora Lindqvist meet Mirela Dane | reported | Dockers' Union | 2025-03-12 | Nora Lindqvist · met · Mirela Dane          | d1        |
| Nora Lindqvist meet Mirela Dane | negated  | the article    | 2025-03-12 | Nora Lindqvist · did not meet · Mirela Dane | m4        |

eval disputed actor=Oršić
| dispute | modality | statement |

eval supporters topic="truce, truce"
| subject     | statement |
| Ardania     | p1        |
| Pavel Oršić | s2        |
| Ruritania   | s1        |
! left out: 1 negated (all-modalities shows them)

fail supporters topic="truce, dragons"
! no topic has the words "dragons"

fail supporters topic=" , "
! want the words of a topic

eval statements object="Pavel Oršić"
| date       | claim                                            | modality | statement |
| 2025-03-13 | Nora Lindqvist · met · Pavel Oršić · in Strelsau | asserted | m1        |
