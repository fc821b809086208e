/*---
name: supporters
title: Supporters of a topic
question: Who supports, proposes or agrees to {topic}?
view: table
filters: [dates, modality]
modality: [asserted, reported]
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
// What an article asserts, what actors say of themselves and what others say
// of them are told apart by the columns modality and "according to".
var params = params || { topic: ["<topic:ceasefire>"], modality: ["rel", "said"] };

var stances = ["support", "propose", "agree", "agree_on", "agree_to", "call_for", "sign", "ratify", "broker", "praise"];

g.V.apply(g, params.topic).in().and(g.V.apply(g, stances).in("<st:relation>")).tag("st")
  .save("<st:predicate>", "predicate").forEach(function (d) {
    if (params.modality.indexOf(d.predicate.split(":")[0]) >= 0) {
      g.emit({ st: d.st });
    }
  });
