/*---
name: topics
title: Topics
question: What is spoken of most, and by or about whom?
view: table
filters: [dates, modality]
modality: [asserted, reported, planned, hypothetical, negated]
params:
  - {name: actor, type: actor, example: Vladimir Putin, description: only in statements in which this actor takes part}
columns:
  - topic
  - modality
  - statements
  - {name: date, label: first}
  - {name: claim, label: for example}
  - doc
  - statement
group: [topic, modality]
order: [-statements, topic, modality]
---*/
var params = params || { actor: "<actor:vladimir-putin>" };

var statements = params.actor ? g.V(params.actor).in("<st:actor>")
  : g.V("asserted", "planned", "hypothetical", "negated").in("<st:modality>");
var labelled = g.M().out("<topic:label>");
statements.tag("st").out(["<st:object>", "<st:subject>", "<q:about>", "<q:of>", "<q:for>", "<q:on>", "<q:to>", "<q:in>", "<q:with>", "<q:over>", "<q:against>", "<q:into>"])
  .tag("topic").has("<topic:label>").all();
