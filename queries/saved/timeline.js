/*---
name: timeline
title: Timeline
question: What did {actor} do, and what happened to {actor}, in order of time?
view: timeline
together: events
filters: [dates, modality]
params:
  - {name: actor, type: actor, required: true, example: Steve Witkoff, description: whose timeline}
  - {name: with, type: actor, description: only what this other actor took part in too}
columns:
  - {name: position, type: number, label: "#"}
  - date
  - basis
  - {name: claim, label: what}
  - modality
  - {name: according_to, label: according to}
  - sentence
  - doc
  - statement
order: [when]
---*/
// Ordered by date, then by what the text says ("before", "after", "then"), then
// by place in the narrative; what has no certain date stands at the end with the
// bounds that are known. Rows of one position are a tie: the same date in
// several documents, and nothing says which was first. Who holds which role is
// told by the query roles.
var params = params || { actor: "<actor:steve-witkoff>", modality: ["rel"] };

var mine = g.V(params.actor).in("<st:actor>");
if (params.with) {
  mine = mine.and(g.V(params.with).in("<st:actor>"));
}
mine.tag("st").save("<st:predicate>", "predicate").forEach(function (d) {
  var parts = d.predicate.split(":");
  if (params.modality.indexOf(parts[0]) >= 0 && parts[1] !== "role") {
    g.emit({ st: d.st });
  }
});
