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
  - {name: speaker}
  - {name: quote}
  - {name: claim, label: read as}
  - modality
  - doc
  - statement
group: [speaker, quote, modality]
order: [when]
---*/
// Quotations, word for word, with what was read from each.
var params = params || { actor: "<actor:dmitry-peskov>" };

var words = (params.about || "").toLowerCase();
g.V(params.actor).in("<st:speaker>").tag("st")
  .save("<st:text>", "text").save("<st:quote>", "quote").forEach(function (d) {
    if ((d.text + " " + d.quote).toLowerCase().indexOf(words) >= 0) {
      g.emit({ st: d.st });
    }
  });
