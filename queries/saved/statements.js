/*---
name: statements
title: Statements
question: What do the articles say, by actor, speaker, relation, kind of event or words?
view: table
filters: [dates, modality]
modality: [asserted, reported, planned, hypothetical, negated]
params:
  - {name: actor, type: actor, example: Donald Trump, description: who takes part}
  - {name: subject, type: actor, description: who acts}
  - {name: object, type: actor, description: "whom or what it is done to, or with"}
  - {name: speaker, type: actor, description: who says so}
  - {name: source-kind, type: text, description: "what who says so is: person, organisation, state, group, anonymous; or unnamed where the text hides it (reportedly)"}
  - {name: relation, type: relation, description: "the relation with its preposition: meet, support, travel to; commas between alternatives"}
  - {name: type, type: text, description: "the PLOVER type of event: CONSULT, SUPPORT"}
  - {name: text, type: text, description: words that the sentence has}
  - {name: doc, type: text, description: "the id of a document: doc:…"}
columns:
  - date
  - basis
  - {name: claim, label: statement}
  - modality
  - {name: according_to, label: according to}
  - sentence
  - doc
  - {name: statement, label: id}
---*/
var params = params || { actor: "<actor:donald-trump>" };

// Each condition is a set of statements; the answer is what is in all.
var sets = [];
if (params.actor) sets.push(g.V(params.actor).in("<st:actor>"));
if (params.subject) sets.push(g.V(params.subject).in("<st:subject>"));
if (params.object) sets.push(g.V(params.object).in("<st:object>"));
if (params.speaker) sets.push(g.V(params.speaker).in("<st:source>"));
var kind = (params["source-kind"] || "").trim().toLowerCase();
if (kind === "unnamed") sets.push(g.V("unnamed source").in("<st:speaker>"));
else if (kind) sets.push(g.V(str(kind)).in("<actor:kind>").in("<st:source>"));
if (params.doc) sets.push(g.V(iri(params.doc)).in("<st:doc>"));
if (params.relation) sets.push(g.V.apply(g, params.relation.map(function (r) { return str(r); })).in("<st:relation>"));
if (params.type) sets.push(g.V(str(params.type.trim().toUpperCase())).in("<st:type>"));
if (sets.length === 0) {
  sets.push(g.V("asserted", "planned", "hypothetical", "negated").in("<st:modality>"));
}
var path = sets[0];
for (var i = 1; i < sets.length; i++) path = path.and(sets[i]);

if (params.text) {
  var words = params.text.toLowerCase();
  path.tag("st").save("<st:text>", "text").forEach(function (d) {
    if (d.text.toLowerCase().indexOf(words) >= 0) g.emit({ st: d.st });
  });
} else {
  path.tag("st").all();
}
