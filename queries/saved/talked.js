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

var contacts = ["meet", "talk", "negotiate", "debate", "call", "contact", "visit", "host", "discuss"];
var sides = ["<st:subject>", "<st:object>", "<q:with>", "<q:to>", "<q:between>"];

g.V(params.actor).in(sides).and(g.V(params.with).in(sides))
  .and(g.V.apply(g, contacts).in("<st:relation>"))
  .tag("st").saveOpt("<q:complement>", "name").forEach(function (d) {
    // "called him a liar" is no call.
    if (!d.name) {
      g.emit({ st: d.st });
    }
  });
