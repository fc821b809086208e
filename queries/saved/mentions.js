/*---
name: mentions
title: Articles about an actor
question: Which articles speak of {actor}?
view: table
filters: [dates, modality]
modality: [asserted, reported, planned, hypothetical, negated]
params:
  - {name: actor, type: actor, example: Vladimir Putin, description: who or what takes part in their statements; without it all articles}
columns:
  - {name: document, type: text, label: article}
  - outlet
  - published
  - modality
  - statements
  - {name: claim, label: for example}
  - sentence
  - statement
group: [document, modality]
order: [published, document, modality]
---*/
// A row for each article and modality, for what an article says of somebody
// itself and what it has others say are two things.
var params = params || { actor: "<actor:vladimir-putin>" };

var statements = params.actor ? g.V(params.actor).in(["<st:actor>", "<st:place>"])
  : g.V("asserted", "planned", "hypothetical", "negated").in("<st:modality>");
statements.unique().tag("st").all();
