/*---
name: claims
title: Claims about an actor by others
question: What do others claim about {actor}?
view: table
filters: [dates, modality]
modality: [reported, planned, hypothetical, negated]
params:
  - {name: actor, type: actor, required: true, example: Vladimir Putin, description: whom the claims are about}
columns:
  - date
  - {name: speaker, label: who says so}
  - cue
  - claim
  - modality
  - sentence
  - doc
  - statement
order: [speaker, when]
---*/
// Only what a named or anonymous speaker stands behind, other than the actor.
var params = params || { actor: "<actor:vladimir-putin>" };

g.V(params.actor).in("<st:actor>").except(g.V("role-before-name").in("<st:rule>")).tag("st").out("<st:speaker>").except(g.V(params.actor))
  .tag("speaker").all();
