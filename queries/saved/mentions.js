/*---
name: mentions
title: Articles about somebody or something
question: Which articles speak of {actor}?
view: table
filters: [dates, modality]
modality: [asserted, reported, planned, hypothetical, negated]
params:
  - {name: actor, type: actor, example: Vladimir Putin, description: who or what takes part in their statements; without it all articles}
  - {name: text, type: text, description: words that the sentence has}
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
var words = (params.text || "").toLowerCase();
statements.unique().tag("st").save("<st:text>", "text").forEach(function (d) {
  if (d.text.toLowerCase().indexOf(words) >= 0) g.emit({ st: d.st });
});
