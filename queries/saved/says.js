/*---
name: says
title: Claims by an actor
question: What does {actor} claim, and about whom?
view: table
filters: [dates, modality]
modality: [asserted, reported, planned, hypothetical, negated]
params:
  - {name: actor, type: actor, required: true, example: Dmitry Peskov, description: the speaker}
  - {name: about, type: actor, description: only claims in which this actor takes part}
  - {name: text, type: text, description: words that the sentence has}
columns:
  - date
  - speaker
  - {name: hearer, type: actor, label: to}
  - cue
  - claim
  - modality
  - sentence
  - doc
  - statement
order: [when]
---*/
// What was read from the actor's words, each with whom they were said to. Words
// of which nothing was read stand as they are, as what the article says that the
// actor said: only these can be asserted.
var params = params || { actor: "<actor:dmitry-peskov>" };

var words = (params.text || "").toLowerCase().split(/[^a-z0-9\u00c0-\u024f]+/);
function wanted(text) {
  for (var i = 0; i < words.length; i++) {
    if (text.toLowerCase().indexOf(words[i]) < 0) return false;
  }
  return true;
}

// Whom each sentence of the actor's is said to.
var acts = g.V(params.actor).in("<st:subject>").and(g.V("say").in("<st:rule>"));
var hearers = {};
acts.save("<st:doc>", "doc").save("<st:sentence>", "sentence").out("<q:to>").tag("to").forEach(function (d) {
  var key = d.doc + " " + d.sentence;
  hearers[key] = hearers[key] || [];
  if (hearers[key].indexOf(d.to) < 0) hearers[key].push(d.to);
});

var claims = g.V(params.actor).in("<st:source>");
if (params.about) {
  claims = claims.and(g.V(params.about).in("<st:actor>"));
}
var read = {};
// "President Trump" inside a quotation names Trump; it claims nothing of him.
claims.except(g.V("role-before-name").in("<st:rule>")).tag("st").save("<st:doc>", "doc").save("<st:sentence>", "sentence").save("<st:text>", "text")
  .forEach(function (d) {
    read[d.doc + " " + d.sentence] = true;
    if (wanted(d.text)) g.emit({ st: d.st, hearer: hearers[d.doc + " " + d.sentence] });
  });
if (!params.about) {
  acts.tag("st").save("<st:doc>", "doc").save("<st:sentence>", "sentence").save("<st:text>", "text").forEach(function (d) {
    var key = d.doc + " " + d.sentence;
    if (!read[key] && wanted(d.text)) g.emit({ st: d.st, speaker: params.actor, hearer: hearers[key] });
  });
}
