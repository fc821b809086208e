/*---
name: relations
title: Relations of an actor
question: What did {actor} do to whom, and who did what to {actor}?
view: network
filters: [dates, modality]
params:
  - {name: actor, type: actor, required: true, example: Steve Witkoff, description: whose relations}
  - {name: with, type: actor, description: only those with this other actor}
columns:
  - subject
  - relation
  - object
  - modality
  - {name: according_to, label: according to}
  - statements
  - {name: date, label: first}
  - sentence
  - doc
  - statement
group: [subject, relation, object, modality, according_to]
order: [modality, -statements, when]
---*/
var params = params || { actor: "<actor:steve-witkoff>", modality: ["rel"] };

var mine = g.V(params.actor).in(["<st:subject>", "<st:object>"]);
if (params.with) {
  mine = mine.and(g.V(params.with).in(["<st:subject>", "<st:object>"]));
}
mine.tag("st").save("<st:predicate>", "predicate").forEach(function (d) {
  var parts = d.predicate.split(":");
  if (params.modality.indexOf(parts[0]) >= 0 && parts[1] !== "role") {
    g.emit({ st: d.st });
  }
});
