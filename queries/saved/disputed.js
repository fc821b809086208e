/*---
name: disputed
title: Contradictions
question: What do some say happened, and others deny?
view: table
filters: [dates, modality]
modality: [asserted, reported, negated]
params:
  - {name: actor, type: actor, description: only what this actor takes part in}
columns:
  - {name: dispute, type: topic, label: in dispute}
  - modality
  - {name: according_to, label: according to}
  - date
  - basis
  - {name: claim, label: statement}
  - sentence
  - doc
  - statement
order: [dispute, modality, when]
---*/
// The same subject, relation and object, once denied and once not.
var params = params || {};

function key(d) {
  return d.subject + " " + d.relation + " " + (d.object || "");
}
function read(path, visit) {
  path.tag("st").save("<st:subject>", "subject").save("<st:relation>", "relation").save("<st:modality>", "modality")
    .saveOpt("<st:object>", "object").forEach(visit);
}

var denials = g.V("negated").in("<st:modality>");
if (params.actor) denials = denials.and(g.V(params.actor).in("<st:actor>"));
var denied = {}, subjects = {};
read(denials, function (d) {
  denied[key(d)] = denied[key(d)] || [];
  denied[key(d)].push(d.st);
  subjects[d.subject] = true;
});

var shown = {};
if (Object.keys(subjects).length > 0) {
  read(g.V.apply(g, Object.keys(subjects)).in("<st:subject>"), function (d) {
    var k = key(d);
    if (d.modality !== "asserted" || !denied[k]) return;
    var name = [d.subject, d.relation, d.object || ""];
    g.emit({ st: d.st, dispute: name });
    if (!shown[k]) {
      shown[k] = true;
      denied[k].forEach(function (st) { g.emit({ st: st, dispute: name }); });
    }
  });
}
