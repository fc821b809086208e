/*---
name: disputed
title: Contradictions
question: What do some say happened, and others deny or tell of another day?
view: table
filters: [dates, modality]
modality: [asserted, reported, negated]
params:
  - {name: actor, type: actor, description: only what this actor takes part in}
columns:
  - {name: dispute, type: topic, label: in dispute}
  - {name: over, label: over}
  - modality
  - {name: according_to, label: according to}
  - date
  - basis
  - {name: claim, label: statement}
  - sentence
  - doc
  - statement
order: [dispute, over, modality, when]
---*/
// The same subject, relation and object, once denied and once not, of days
// that can be the same; or said of two days that cannot both be right: any two
// for what happens once, else days next to each other, told by two documents
// or two speakers, for people do meet again.
var params = params || {};
var least = params["min-confidence"] || 0; // a dispute needs both of its sides

var mutual = /^(meet|talk|negotiate|clash|fight|agree|cooperate|marry|divorce)$/;
var once = /^(die|be_born|be_born_in|found|be_founded|be_founded_in|marry|assassinate|murder)$/;

function key(d) {
  var sides = [d.subject, d.object || ""];
  if (mutual.test(d.relation)) { sides.sort(); }
  // Who calls a thing one name and not another does not contradict himself.
  return sides[0] + " " + d.relation + " " + sides[1] + " " + (d.complement || "");
}
function read(path, visit) {
  path.tag("st").save("<st:subject>", "subject").save("<st:relation>", "relation").save("<st:modality>", "modality").save("<st:doc>", "doc")
    .saveOpt("<st:object>", "object").saveOpt("<st:from>", "from").saveOpt("<st:to>", "to").saveOpt("<st:speaker>", "speaker").saveOpt("<q:complement>", "complement")
    .save("<st:confidence>", "confidence").save("<st:text>", "text").forEach(function (d) { if (+d.confidence >= least) { visit(d); } });
}
function mine(path) { return params.actor ? path.and(g.V(params.actor).in("<st:actor>")) : path; }
function name(d) { return [d.subject, d.relation, d.object || ""]; }
// Two readings of one sentence and two days of one history are no dispute.
function apart(a, b) { return a.from && b.to && a.from > b.to || b.from && a.to && b.from > a.to; }
function voices(a, b) { return a.doc !== b.doc || (a.speaker || "") !== (b.speaker || ""); }
function dayNumber(s) {
  var y = +s.slice(0, 4), m = +s.slice(5, 7), d = +s.slice(8, 10);
  if (m < 3) { m += 12; y -= 1; }
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((153 * m + 2) / 5) + d;
}

// Denied by one, said by another.
var denied = {}, subjects = {};
read(mine(g.V("negated").in("<st:modality>")), function (d) {
  var k = key(d);
  (denied[k] = denied[k] || []).push(d);
  subjects[d.subject] = true;
  if (mutual.test(d.relation) && d.object && d.object.charAt(0) === "<") { subjects[d.object] = true; }
});
var shown = {};
if (Object.keys(subjects).length > 0) {
  read(g.V.apply(g, Object.keys(subjects)).in("<st:subject>"), function (d) {
    if (d.modality !== "asserted") { return; }
    (denied[key(d)] || []).forEach(function (no) {
      if (apart(d, no)) { return; }
      if (!shown[d.st]) { shown[d.st] = true; g.emit({ st: d.st, dispute: name(no), over: "whether" }); }
      if (!shown[no.st]) { shown[no.st] = true; g.emit({ st: no.st, dispute: name(no), over: "whether" }); }
    });
  });
}

// Said of two days. Who "met again" met twice.
var anew = /\b(again|another|(second|third|fourth) (time|day|round|meeting|call|attack))\b/i;
var told = {};
read(mine(g.V("day").in("<st:precision>").and(g.V("asserted").in("<st:modality>"))), function (d) {
  if (d.object && (d.object.charAt(0) === "<" || once.test(d.relation)) || once.test(d.relation)) {
    var k = key(d);
    (told[k] = told[k] || []).push(d);
  }
});
Object.keys(told).forEach(function (k) {
  var all = told[k], days = {};
  all.forEach(function (d) { (days[d.doc] = days[d.doc] || {})[d.from] = true; });
  var parts = {};
  all.forEach(function (a) {
    all.forEach(function (b) {
      if (a.from >= b.from || !voices(a, b)) { return; }
      if (!once.test(a.relation)) {
        if (anew.test(a.text) || anew.test(b.text)) { return; }
        if (dayNumber(b.from) - dayNumber(a.from) > 1) { return; }
        if (days[a.doc][b.from] || days[b.doc][a.from]) { return; }
      }
      parts[a.st] = true;
      parts[b.st] = true;
    });
  });
  all.forEach(function (d) {
    if (parts[d.st]) { g.emit({ st: d.st, dispute: name(all[0]), over: "when" }); }
  });
});
