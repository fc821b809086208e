# The graph that the examples in the front matter of the saved queries ask,
# and that docs/queries.md shows.

doc talks 2025-03-14 "Kremlin expects a call with Washington" "Example Daily"
actor vladimir-putin person "Vladimir Putin" "Putin"
actor donald-trump person "Donald Trump" "Trump" "President Trump"
actor steve-witkoff person "Steve Witkoff" "Witkoff"
actor dmitry-peskov person "Dmitry Peskov" "Peskov"
actor alexander-lukashenko person "Alexander Lukashenko" "Lukashenko"
actor volodymyr-zelensky person "Volodymyr Zelensky" "Zelensky"
actor mike-waltz person "Mike Waltz" "Waltz"
actor united-states state "United States" "US" "Washington"
actor ukraine state "Ukraine" "Kyiv"
actor russia state "Russia" "Moscow"
actor belarus state "Belarus"
actor white-house organisation "White House" "the White House"
actor saudi-arabia place "Saudi Arabia"
role dmitry-peskov "Kremlin spokesman" noun spokesman on 2025-03-14 :: Kremlin spokesman Dmitry Peskov said the two presidents would speak soon.
role steve-witkoff "US envoy" noun envoy of united-states on 2025-03-14 :: US envoy Steve Witkoff saw Putin late on Thursday.
role alexander-lukashenko "Belarusian president" noun president of belarus on 2025-03-14 :: Putin received Belarusian president Alexander Lukashenko the same day.

a1: asserted steve-witkoff meet vladimir-putin on 2025-03-13 basis publication type CONSULT verb "saw" event 2025-03-13/consult/steve-witkoff+vladimir-putin :: US envoy Steve Witkoff saw Putin late on Thursday.
a2: asserted vladimir-putin meet alexander-lukashenko on 2025-03-13 basis anaphor type CONSULT verb "received" :: Putin received Belarusian president Alexander Lukashenko the same day.
a3: planned vladimir-putin talk donald-trump by dmitry-peskov on 2025-03-14/.. basis publication type CONSULT about topic:ceasefire verb "would speak" :: Kremlin spokesman Dmitry Peskov said the two presidents would speak soon.
a4: asserted steve-witkoff attend "a meeting of Ukrainian and American delegations" on 2025-03-11 in saudi-arabia type CONSULT verb "sat in on" :: On 11 March he sat in on a meeting of Ukrainian and American delegations in Saudi Arabia.
a5: asserted ukraine support topic:ceasefire on 2025-03-11 basis inherited type SUPPORT with russia verb "backed" :: There Ukraine backed a ceasefire with Russia that Washington had put forward.
a6: asserted united-states propose topic:ceasefire on ../2025-03-11 basis inherited verb "had put forward" :: There Ukraine backed a ceasefire with Russia that Washington had put forward.
a7: asserted steve-witkoff travel russia on 2025-03-11/2025-03-13 basis inherited verb "flew on" :: Then he flew on to Russia.
a8: planned steve-witkoff inform donald-trump by dmitry-peskov about "Putin's answer" quote "brings everything to President Trump" verb "brings" :: “When Mr Witkoff brings everything to President Trump, we will fix the time,” Peskov said.
a9: asserted vladimir-putin agree_to topic:ceasefire by vladimir-putin on 2025-03-13 basis inherited type AGREE verb "accepted" :: Putin said he accepted the idea of a ceasefire, but that conditions had to be studied first.
b1: hypothetical "conditions" study - by vladimir-putin on 2025-03-13 basis inherited verb "had to be studied" :: Putin said he accepted the idea of a ceasefire, but that conditions had to be studied first.
b2: hypothetical ukraine regroup - by vladimir-putin for topic:ceasefire verb "would use" :: A ceasefire Ukraine would use to regroup, he repeated.
b3: asserted donald-trump call "promising but incomplete" by donald-trump type SAY quote "promising but incomplete" verb "called" :: Trump called Putin's words “promising but incomplete”.
b4: asserted volodymyr-zelensky dismiss topic:comment by volodymyr-zelensky type REJECT quote "another Russian manipulation" about vladimir-putin verb "dismissed" :: Zelensky dismissed the comments as “another Russian manipulation”.
b5: negated white-house disclose "details" verb "gave no" :: The White House gave no details.

doc later 2025-03-17 "Zelensky doubts Moscow's answer" "The Other Paper"
actor volodymyr-zelensky person "Volodymyr Zelensky" "Zelenskyy"
actor vladimir-putin person "Vladimir Putin"
actor russia state "Russia"
actor ukraine state "Ukraine"
actor dmitry-peskov person "Dmitry Peskov"
c1: asserted russia reject topic:ceasefire by volodymyr-zelensky on 2025-03-16 type REJECT verb "is rejecting" :: Russia is in truth rejecting the ceasefire, Zelenskyy said on Sunday.
c2: asserted vladimir-putin plan "a new offensive" by volodymyr-zelensky on 2025-03-16 verb "wants" :: “Putin wants a new offensive,” he added.
c3: planned volodymyr-zelensky meet emmanuel-macron on 2025-03-26 basis explicit type CONSULT verb "will meet" :: Zelenskyy will meet Emmanuel Macron on 26 March.
c4: negated russia reject topic:ceasefire by dmitry-peskov verb "was not rejecting" :: Russia was not rejecting the ceasefire, Peskov replied.

eval met actor="Vladimir Putin"
| date       | basis       | met                  | modality | statement |
| 2025-03-13 | publication | Steve Witkoff        | asserted | a1        |
| 2025-03-13 | anaphor     | Alexander Lukashenko | asserted | a2        |

eval talked actor=Putin with=Trump
| modality | date            | claim                                                         | according_to  | statement |
| planned  | from 2025-03-14 | Vladimir Putin · would speak · Donald Trump · about ceasefire | Dmitry Peskov | a3        |

eval timeline actor=Witkoff from=2025-03-01 to=2025-03-31
| date                     | basis       | claim                                                                                         | modality | statement |
| 2025-03-11               | explicit    | Steve Witkoff · sat in on · a meeting of Ukrainian and American delegations · in Saudi Arabia | asserted | a4        |
| 2025-03-11 to 2025-03-13 | inherited   | Steve Witkoff · flew on · Russia                                                              | asserted | a7        |
| 2025-03-13               | publication | Steve Witkoff · saw · Vladimir Putin                                                          | asserted | a1        |
! left out: 1 planned (all-modalities shows them; undated too for 1 without a certain date)

eval timeline actor=Putin with=Trump from=2025-03-01 to=2025-03-31 all-modalities=true undated=true
| date            | claim                                                         | modality | according_to  | statement |
| from 2025-03-14 | Vladimir Putin · would speak · Donald Trump · about ceasefire | planned  | Dmitry Peskov | a3        |

eval supporters topic=ceasefire
| subject        | relation | modality | according_to | statement |
| Ukraine        | support  | asserted | the article  | a5        |
| United States  | propose  | asserted | the article  | a6        |
| Vladimir Putin | agree to | reported | own words    | a9        |

eval conditions topic=ceasefire
| who            | claim                          | modality     | statement |
| Vladimir Putin | conditions · had to be studied | hypothetical | b1        |

eval path from-actor=Lukashenko to-actor=Trump
| step | a                    | b              | modality | according_to  | statement |
| 1    | Alexander Lukashenko | Vladimir Putin | asserted | the article   | a2        |
| 2    | Vladimir Putin       | Donald Trump   | planned  | Dmitry Peskov | a3        |

eval statements actor=Trump relation=call
| claim                                            | modality | according_to | statement |
| Donald Trump · called · promising but incomplete | reported | own words    | b3        |
