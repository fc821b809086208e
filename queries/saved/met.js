/*---
name: met
title: Meetings
question: Who met {actor}, when and where?
view: timeline
together: events
filters: [dates, modality]
params:
  - {name: actor, type: actor, example: Vladimir Putin, description: one side of the meetings; without it all meetings}
columns:
  - date
  - basis
  - {name: who, type: actor}
  - {name: met, type: actor}
  - place
  - modality
  - {name: according_to, label: according to}
  - sentence
  - doc
  - statement
order: [when, who, met]
---*/
// A meeting has the relation "meet", or somebody attends or hosts one. The
// prefix of the predicate is its modality: rel:meet took place, plan:meet is
// expected, not:meet is denied.
var params = params || { actor: "<actor:vladimir-putin>", modality: ["rel"] };

function statements(relations) {
  var predicates = [];
  params.modality.forEach(function (prefix) {
    relations.forEach(function (relation) { predicates.push(prefix + ":" + relation); });
  });
  return g.V.apply(g, predicates).in("<st:predicate>");
}

var sides = ["<st:subject>", "<st:object>", "<q:with>", "<q:between>"];
if (params.actor) {
  g.V(params.actor).tag("who").in(sides).and(statements(["meet"])).tag("st")
    .out(sides).except(g.V(params.actor)).tag("met").all();
} else {
  statements(["meet"]).tag("st").save("<st:subject>", "who").out(sides.slice(1)).tag("met").all();
}

// Who "held talks" on the day of a meeting of the same two met.
var told = statements(["talk"]).and(statements(["meet"]).out("<st:event>").in("<st:event>"));
if (params.actor) {
  g.V(params.actor).tag("who").in(sides).and(told).tag("st").out(sides).except(g.V(params.actor)).tag("met").all();
} else {
  told.tag("st").save("<st:subject>", "who").out(sides.slice(1)).tag("met").all();
}

// "attended a meeting of the delegations": what was met is those whom it
// brought together, or the meeting. Who hosts talks need not sit in them, so
// hosts count only where it is said with whom they met.
var gathering = /^<topic:(.*-)?(meeting|talk|summit|negotiation|conference|consultation|discussion)s?>$/;
var attended = statements(["attend", "host", "hold", "organize"]);
if (params.actor) {
  attended = attended.and(g.V(params.actor).in("<st:subject>"));
}
attended.tag("st").save("<st:subject>", "who").save("<st:object>", "met").save("<st:relation>", "how").saveOpt("<q:of>", "of").saveOpt("<q:with>", "with")
  .forEach(function (d) {
    if (gathering.test(d.met) && d.met.indexOf("press") < 0) {
      var met = d.with || d.of || (d.how === "attend" ? d.met : "");
      if (met) { g.emit({ st: d.st, who: d.who, met: met }); }
    }
  });
