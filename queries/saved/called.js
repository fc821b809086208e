/*---
name: called
title: Names and descriptions
question: What did {actor} call things and people?
view: table
filters: [dates, modality]
modality: [asserted, reported, planned, hypothetical, negated]
params:
  - {name: actor, type: actor, required: true, example: Donald Trump, description: who speaks}
  - {name: about, type: text, description: words of what is described or of the sentence}
columns:
  - date
  - {name: speaker, type: actor}
  - {name: object, label: what}
  - {name: called, label: called}
  - modality
  - sentence
  - doc
  - statement
order: [when]
---*/
// What somebody calls, labels, describes or dismisses as what: the words are
// the complement of the statement or what stands after "as", or its object where
// it has neither.
var params = params || { actor: "<actor:donald-trump>" };

var naming = /^(call|name|dub|label|brand|term|describe|deem|declare|consider|characteri[sz]e|portray|pronounce|dismiss|regard|denounce|criticize|condemn|hail|praise|reject|decry|depict)$/;
var words = (params.about || "").toLowerCase().replace(/['’]s?(?= |$)/g, "").split(/[^a-z0-9]+/);

g.V(params.actor).in("<st:subject>").tag("st").save("<st:relation>", "relation").save("<st:text>", "text")
  .saveOpt("<st:object>", "object").saveOpt("<q:complement>", "complement").saveOpt("<q:as>", "as").forEach(function (d) {
    d.complement = d.complement || d.as; // "called it a joke", "described it as a joke"
    if (!naming.test(d.relation) || !d.complement && (d.relation !== "call" || !d.object || d.object.charAt(0) === "<")) return;
    var where = (d.text + " " + (d.object || "")).toLowerCase();
    for (var i = 0; i < words.length; i++) {
      if (where.indexOf(words[i]) < 0) return;
    }
    g.emit({ st: d.st, speaker: params.actor, object: d.complement ? d.object || "" : "", called: d.complement || d.object });
  });
