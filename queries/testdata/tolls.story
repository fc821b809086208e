# Two papers on what a bomb, a quake and the police did: different numbers for
# one day and one place, and what only looks like it.

doc morning 2025-10-07 "Bomb at a market" "Example Daily"
actor strelsau place "Strelsau"
actor hentzau place "Hentzau"
actor 14-people group "14 people"
actor five-soldiers group "five soldiers"
actor 30-students group "30 students"
actor 120-miners group "120 miners"
actor ruritania state "Ruritania"
actor nine-teachers group "nine teachers"
a1: asserted ruritania kill 14-people on 2025-10-06 in strelsau verb "killed" :: Ruritania killed 14 people in Strelsau on Monday.
a2: asserted five-soldiers die - on 2025-10-06 in strelsau verb "died" :: Five soldiers died in Strelsau on Monday.
a3: asserted ruritania arrest 30-students on 2025-10-06 verb "arrested" :: Ruritania arrested 30 students in Strelsau on Monday.
a4: asserted 120-miners be_killed - on 2025-10-06 in hentzau verb "were killed" :: 120 miners were killed in Hentzau on Monday.
a5: asserted ruritania arrest nine-teachers on 2025-10-05 in hentzau verb "arrested" :: Ruritania arrested nine teachers in Hentzau on Sunday.

doc evening 2025-10-08 "Many dead at a market" "The Other Paper"
actor strelsau place "Strelsau"
actor at-least-17-people group "At least 17 people"
actor 40-students group "40 students"
actor 120-miners group "120 miners"
actor ruritania state "Ruritania"
actor ten-teachers group "ten teachers"
b1: asserted at-least-17-people be_killed - on 2025-10-06 in strelsau verb "were killed" :: At least 17 people were killed in Strelsau on Monday.
b2: asserted ruritania arrest 40-students on 2025-10-06 verb "arrested" :: Ruritania arrested 40 students on Monday.
b3: asserted 120-miners be_killed - on 2025-10-06 in hentzau verb "were killed" :: 120 miners were killed in Hentzau on Monday.
b4: asserted ruritania arrest ten-teachers on 2025-10-05 in strelsau verb "arrested" :: Ruritania arrested ten teachers in Strelsau on Sunday.

# Both agree on the miners; soldiers are not all the people; teachers were
# arrested in two towns.
eval disputed
| dispute                   | over     | date       | statement |
| people killed in Strelsau | how many | 2025-10-06 | b1        |
| people killed in Strelsau | how many | 2025-10-06 | a1        |
| students arrested         | how many | 2025-10-06 | b2        |
| students arrested         | how many | 2025-10-06 | a3        |
