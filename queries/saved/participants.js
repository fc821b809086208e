/*---
name: participants
title: Who takes part together
question: With whom does {actor} appear in the same statements?
view: network
filters: [dates, modality]
params:
  - {name: actor, type: actor, required: true, example: Vladimir Putin, description: one side}
columns:
  - {name: other, label: together with}
  - modality
  - statements
  - {name: date, label: first}
  - {name: claim, label: for example}
  - sentence
  - doc
  - statement
group: [other, modality]
order: [modality, -statements, other]
---*/
var params = params || { actor: "<actor:vladimir-putin>", modality: ["rel"] };

g.V(params.actor).in("<st:actor>").tag("st").save("<st:predicate>", "predicate")
  .out("<st:actor>").except(g.V(params.actor)).tag("other").forEach(function (d) {
    if (params.modality.indexOf(d.predicate.split(":")[0]) >= 0) {
      g.emit({ st: d.st, other: d.other });
    }
  });
