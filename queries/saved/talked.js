/*---
name: talked
title: Contacts between two actors
question: Have {actor} and {with} met, talked or negotiated, or do they plan to?
view: timeline
filters: [dates, modality]
modality: [asserted, reported, planned, hypothetical, negated]
params:
  - {name: actor, type: actor, required: true, example: Vladimir Putin, description: one side}
  - {name: with, type: actor, required: true, example: Donald Trump, description: the other side}
columns:
  - modality
  - date
  - basis
  - {name: claim, label: contact}
  - {name: according_to, label: according to}
  - sentence
  - doc
  - statement
order: [modality, when]
---*/
// Every modality is listed, asserted contacts first, so that a planned call
// is not taken for one that took place.
var params = params || { actor: "<actor:vladimir-putin>", with: "<actor:donald-trump>" };

g.V(params.actor).in("<st:actor>")
  .and(g.V(params.with).in("<st:actor>"))
  .and(g.V("meet", "talk", "negotiate", "call", "phone", "visit", "consult", "discuss").in("<st:relation>")
    .or(g.V("CONSULT").in("<st:type>")))
  .tag("st").all();
