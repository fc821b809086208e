# Words in quotation marks that are no clause, and sources without a name.

doc words 2025-03-14 "Words about a bridge" "Example Daily"
actor anna-berg person "Anna Berg" "Berg"
actor boris-lund person "Boris Lund" "Lund"
actor harbour-board organisation "Harbour Board" "the board"
actor two-officials anonymous "two officials familiar with the plan"

n1: asserted anna-berg call topic:bridge complement "a trap" quote "a trap" verb "called" :: Berg called the bridge “a trap”.
n2: asserted boris-lund describe anna-berg complement "deaf" quote "deaf" by harbour-board verb "describes" :: Lund describes Berg as “deaf”, the board said.
n3: asserted anna-berg criticize topic:bridge quote "cruel and senseless" verb "slammed" :: Berg slammed the “cruel and senseless” bridge.
n4: asserted anna-berg say "“What a day.”" quote "What a day," verb "said" :: “What a day,” Berg said.
n5: asserted boris-lund lie - by anna-berg quote "Lund lied" verb "lied" :: “Lund lied,” Berg said.
n6: asserted anna-berg say "“Lund lied,”" quote "Lund lied" verb "said" :: “Lund lied,” Berg said.
n7: asserted boris-lund dismiss topic:inquiry as "a whitewash" verb "dismissed" :: Lund dismissed the inquiry as a whitewash.
n8: asserted anna-berg tell "that the inquiry failed" to harbour-board verb "told" rule say :: Berg told the board that the inquiry failed.
n9: asserted topic:inquiry fail - by anna-berg verb "failed" :: Berg told the board that the inquiry failed.
n10: asserted anna-berg tell "“It sank,”" to harbour-board quote "It sank" verb "told" rule say :: “It sank,” Berg told the board.
a1: planned harbour-board close topic:bridge by two-officials verb "would close" :: The board would close the bridge, two officials familiar with the plan said.
a2: asserted boris-lund resign - by "unnamed source" cue "reportedly" verb "resigned" :: Lund reportedly resigned.

eval quotes actor=Berg
| date    | speaker   | quote               | claim                                            | modality | doc                  | statement |
| undated | Anna Berg | a trap              | Anna Berg · called · bridge · a trap             | asserted | Words about a bridge | n1        |
| undated | Anna Berg | cruel and senseless | Anna Berg · slammed · bridge                     | asserted | Words about a bridge | n3        |
| undated | Anna Berg | What a day,         | Anna Berg · said · “What a day.”                 | asserted | Words about a bridge | n4        |
| undated | Anna Berg | Lund lied           | Boris Lund · lied                                | reported | Words about a bridge | n5        |
| undated | Anna Berg | It sank             | Anna Berg · told · “It sank,” · to Harbour Board | asserted | Words about a bridge | n10       |

eval called actor=Berg
| date    | speaker   | object | called | modality | sentence                         | doc                  | statement |
| undated | Anna Berg | bridge | a trap | asserted | Berg called the bridge “a trap”. | Words about a bridge | n1        |

eval called actor=Berg about="the bridge's"
| date    | speaker   | object | called | modality | sentence                         | doc                  | statement |
| undated | Anna Berg | bridge | a trap | asserted | Berg called the bridge “a trap”. | Words about a bridge | n1        |

eval called actor=Lund
| date    | speaker    | object    | called      | modality | sentence                                       | doc                  | statement |
| undated | Boris Lund | Anna Berg | deaf        | reported | Lund describes Berg as “deaf”, the board said. | Words about a bridge | n2        |
| undated | Boris Lund | inquiry   | a whitewash | asserted | Lund dismissed the inquiry as a whitewash.     | Words about a bridge | n7        |

eval called actor=Berg about=tunnel
| date | speaker | object | called | modality | sentence | doc | statement |

eval statements source-kind=anonymous
| date    | basis | claim                                | modality | according_to                         | sentence                                                                     | doc                  | statement |
| undated |       | Harbour Board · would close · bridge | planned  | two officials familiar with the plan | The board would close the bridge, two officials familiar with the plan said. | Words about a bridge | a1        |

eval statements source-kind=unnamed
| date    | basis | claim                 | modality | according_to   | sentence                  | doc                  | statement |
| undated |       | Boris Lund · resigned | reported | unnamed source | Lund reportedly resigned. | Words about a bridge | a2        |

# Whom words are said to, and words of which nothing was read.
eval says actor=Berg
| hearer        | claim                                            | modality | statement |
|               | Boris Lund · lied                                | reported | n5        |
| Harbour Board | inquiry · failed                                 | reported | n9        |
| Harbour Board | Anna Berg · told · “It sank,” · to Harbour Board | asserted | n10       |

eval quotes actor=Berg about=sank
| hearer        | quote   | claim                                            | modality | statement |
| Harbour Board | It sank | Anna Berg · told · “It sank,” · to Harbour Board | asserted | n10       |
