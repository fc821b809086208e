/*---
name: conditions
title: Conditions set on a topic
question: Who sets conditions on {topic}, and what are they?
view: table
filters: [dates, modality]
modality: [hypothetical, planned, asserted, reported, negated]
params:
  - {name: topic, type: topic, required: true, example: ceasefire, description: words of the topic}
columns:
  - {name: who, type: actor}
  - {name: claim, label: condition}
  - modality
  - {name: according_to, label: according to}
  - date
  - basis
  - sentence
  - doc
  - statement
order: [who, when]
---*/
// A sentence sets a condition if it names the topic, or stands in a document
// about it, and says what must, should or would have to be first.
var params = params || { topic: ["<topic:ceasefire>"], modality: ["rel", "said", "plan", "if", "not"] };

var demands = ["need", "require", "demand", "insist", "insist_on", "must", "condition", "study", "depend_on"];
var marks = /\b(condition|conditions|if|unless|provided|until|first|before|must|need|needs|needed|require[sd]?|depends?|as long as|only when)\b/i;

g.V.apply(g, params.topic).in().and(g.V("asserted", "planned", "hypothetical", "negated").in("<st:modality>"))
  .tag("st").save("<st:text>", "text").saveOpt("<st:speaker>", "speaker").save("<st:subject>", "subject")
  .forEach(function (d) {
    if (marks.test(d.text)) {
      g.emit({ st: d.st, who: d.speaker || d.subject });
    }
  });
