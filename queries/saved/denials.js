/*---
name: denials
title: Denials
question: Who denies what, or says that it is not so?
view: table
filters: [dates, modality]
modality: [asserted, reported, negated]
params:
  - {name: actor, type: actor, example: Dmitry Peskov, description: who denies; without it everybody}
columns:
  - date
  - {name: who, type: actor}
  - {name: claim, label: denial}
  - modality
  - {name: according_to, label: according to}
  - sentence
  - doc
  - statement
order: [who, when]
---*/
// What somebody says is not so, as a negated statement with its speaker; and
// that somebody denies something, where nothing was read from the words: a
// charge, an agreement. What an article itself says did not happen is nobody's
// denial.
var params = params || { actor: "<actor:dmitry-peskov>" };

var deny = ["deny", "refute", "dispute", "disavow", "disclaim", "contradict", "reject", "dismiss"];
var always = /^(deny|refute|dispute|disavow|disclaim|contradict)$/;
// Who rejects a plan is against it; who rejects a charge denies it.
var charge = /(accusation|allegation|claim|charge|report|finding|rumou?r|assertion|insinuation)s?\b/i;

var negated = g.V("negated").in("<st:modality>");
negated = params.actor ? negated.and(g.V(params.actor).in("<st:speaker>")) : negated;
var read = {};
negated.tag("st").save("<st:doc>", "doc").save("<st:sentence>", "sentence").out("<st:speaker>").tag("who").forEach(function (d) {
  if (params.actor && d.who !== params.actor) return;
  read[d.doc + " " + d.sentence + " " + d.who] = true;
  g.emit({ st: d.st, who: d.who });
});

var said = g.V.apply(g, deny).in("<st:relation>");
said = params.actor ? said.and(g.V(params.actor).in("<st:subject>")) : said;
said.tag("st").save("<st:doc>", "doc").save("<st:sentence>", "sentence").save("<st:relation>", "relation").save("<st:subject>", "who")
  .saveOpt("<st:object>", "object").save("<st:modality>", "modality").forEach(function (d) {
    if (d.modality === "negated" || read[d.doc + " " + d.sentence + " " + d.who]) return;
    if (always.test(d.relation) || charge.test((d.object || "").replace(/-/g, " "))) g.emit({ st: d.st, who: d.who });
  });
