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
// What the actor is to do, and what it is to do together with others.
var params = params || { actor: "<actor:donald-trump>", modality: ["plan"] };

var mutual = g.V("meet", "talk", "negotiate", "debate", "call", "agree", "cooperate", "trade", "fight").in("<st:relation>");
g.V(params.actor).in("<st:subject>")
  .or(g.V(params.actor).in(["<st:object>", "<q:with>", "<q:between>"]).and(mutual))
  .tag("st").save("<st:predicate>", "predicate").forEach(function (d) {
    if (params.modality.indexOf(d.predicate.split(":")[0]) >= 0) {
      g.emit({ st: d.st });
    }
  });
