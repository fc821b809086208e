/*---
name: met
title: Meetings
question: Who met {actor}, when and where?
view: timeline
filters: [dates, modality]
params:
  - {name: actor, type: actor, example: Vladimir Putin, description: one side of the meetings; without it all meetings}
columns:
  - date
  - basis
  - {name: who, type: actor}
  - {name: met, type: actor}
  - place
  - modality
  - {name: according_to, label: according to}
  - sentence
  - doc
  - statement
order: [when, who, met]
---*/
// A meeting has the relation "meet". The prefix of the predicate is its
// modality: rel:meet took place, plan:meet is expected, not:meet is denied.
var params = params || { actor: "<actor:vladimir-putin>", modality: ["rel"] };

var sides = ["<st:subject>", "<st:object>", "<q:with>"];
var predicates = params.modality.map(function (prefix) { return prefix + ":meet"; });
var meetings = g.V.apply(g, predicates).in("<st:predicate>");

if (params.actor) {
  g.V(params.actor).tag("who").in(sides).and(meetings).tag("st")
    .out(sides).except(g.V(params.actor)).tag("met").all();
} else {
  meetings.tag("st").out("<st:subject>").tag("who")
    .back("st").out(["<st:object>", "<q:with>"]).tag("met").all();
}
