/*---
name: quotes
title: Quotes
question: What did {actor} say, word for word?
view: timeline
filters: [dates, modality]
modality: [asserted, reported, planned, hypothetical, negated]
params:
  - {name: actor, type: actor, required: true, example: Dmitry Peskov, description: the speaker}
  - {name: about, type: text, description: words that the sentence has}
columns:
  - date
  - {name: speaker, type: actor}
  - {name: hearer, type: actor, label: to}
  - {name: quote}
  - {name: claim, label: read as}
  - modality
  - doc
  - statement
group: [speaker, quote, modality]
order: [when]
---*/
// Quotations, word for word, with what was read from each: first the claims in
// them, then what the actor calls, describes or says in words of which no claim
// was read.
var params = params || { actor: "<actor:dmitry-peskov>" };

// Whom each sentence of the actor's is said to.
var hearers = {};
g.V(params.actor).in("<st:subject>").and(g.V("say").in("<st:rule>"))
  .save("<st:doc>", "doc").save("<st:sentence>", "sentence").out("<q:to>").tag("to").forEach(function (d) {
    var key = d.doc + " " + d.sentence;
    hearers[key] = hearers[key] || [];
    if (hearers[key].indexOf(d.to) < 0) hearers[key].push(d.to);
  });

var words = (params.about || "").toLowerCase();
var seen = {}; // by document
function wanted(d) {
  return (d.text + " " + d.quote).toLowerCase().indexOf(words) >= 0;
}
g.V(params.actor).in("<st:speaker>").tag("st")
  .save("<st:doc>", "doc").save("<st:sentence>", "sentence").save("<st:text>", "text").save("<st:quote>", "quote").forEach(function (d) {
    (seen[d.doc] = seen[d.doc] || []).push(d.quote);
    if (wanted(d)) g.emit({ st: d.st, speaker: params.actor, hearer: hearers[d.doc + " " + d.sentence] });
  });
g.V(params.actor).in("<st:subject>").has("<st:quoted>", "true").tag("st")
  .save("<st:doc>", "doc").save("<st:sentence>", "sentence").save("<st:text>", "text").save("<st:quote>", "quote").saveOpt("<st:speaker>", "by").forEach(function (d) {
    var read = seen[d.doc] || [];
    for (var i = 0; i < read.length; i++) {
      if (read[i].indexOf(d.quote) >= 0 || d.quote.indexOf(read[i]) >= 0) return;
    }
    if (wanted(d) && (!d.by || d.by === params.actor)) g.emit({ st: d.st, speaker: params.actor, hearer: hearers[d.doc + " " + d.sentence] });
  });
