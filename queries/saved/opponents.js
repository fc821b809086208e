/*---
name: opponents
title: Opponents of a topic
question: Who opposes, rejects or criticises {topic}?
view: table
filters: [dates, modality]
modality: [asserted, reported, negated]
params:
  - {name: topic, type: topic, required: true, example: ceasefire, description: "words of the topic; commas between alternatives"}
columns:
  - {name: subject, label: who}
  - relation
  - {name: object, type: topic, label: what}
  - modality
  - {name: according_to, label: according to}
  - date
  - basis
  - sentence
  - doc
  - statement
order: [modality, subject, when]
---*/
// Two ways to oppose: to reject something, and not to support it. Negated
// statements are those of the second kind only: "did not reject" is no
// opposition.
var params = params || { topic: ["<topic:ceasefire>"], modality: ["rel", "said", "not"] };

var against = ["oppose", "reject", "dismiss", "criticize", "condemn", "protest", "violate", "mock"];
var stances = ["support", "propose", "agree", "agree_on", "agree_to", "call_for", "sign", "ratify", "praise"];

function emit(path, wanted) {
  path.tag("st").save("<st:predicate>", "predicate").forEach(function (d) {
    var prefix = d.predicate.split(":")[0];
    if (params.modality.indexOf(prefix) >= 0 && wanted(prefix)) {
      g.emit({ st: d.st });
    }
  });
}

var about = g.V.apply(g, params.topic).in();
emit(about.and(g.V.apply(g, against).in("<st:relation>")),
  function (prefix) { return prefix !== "not"; });
emit(about.and(g.V.apply(g, stances).in("<st:relation>")),
  function (prefix) { return prefix === "not"; });
