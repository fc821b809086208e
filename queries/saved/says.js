/*---
name: says
title: Claims by an actor
question: What does {actor} claim, and about whom?
view: table
filters: [dates, modality]
modality: [reported, planned, hypothetical, negated]
params:
  - {name: actor, type: actor, required: true, example: Dmitry Peskov, description: the speaker}
  - {name: about, type: actor, description: only claims in which this actor takes part}
columns:
  - date
  - speaker
  - cue
  - claim
  - modality
  - sentence
  - doc
  - statement
order: [when]
---*/
var params = params || { actor: "<actor:dmitry-peskov>" };

var claims = g.V(params.actor).in("<st:source>");
if (params.about) {
  claims = claims.and(g.V(params.about).in("<st:actor>"));
}
// "President Trump" inside a quotation names Trump; it claims nothing of him.
claims.except(g.V("role-before-name").in("<st:rule>")).tag("st").all();
