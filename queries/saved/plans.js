/*---
name: plans
title: Plans
question: What is {actor} planned, expected or promised to do?
view: timeline
filters: [dates, modality]
modality: [planned]
params:
  - {name: actor, type: actor, required: true, example: Donald Trump, description: who is to act}
columns:
  - date
  - basis
  - {name: claim, label: plan}
  - modality
  - {name: according_to, label: according to}
  - sentence
  - doc
  - statement
order: [when]
---*/
var params = params || { actor: "<actor:donald-trump>", modality: ["plan"] };

g.V(params.actor).in("<st:actor>").tag("st").save("<st:predicate>", "predicate").forEach(function (d) {
  if (params.modality.indexOf(d.predicate.split(":")[0]) >= 0) {
    g.emit({ st: d.st });
  }
});
