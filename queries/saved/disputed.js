/*---
name: disputed
title: Contradictions
question: What do some say happened, and others deny, or tell of another day or other numbers?
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
// or two speakers, for people do meet again. Or how many were killed, hurt or
// arrested on one day at one place, or by one actor, in different numbers.
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
// The passive of a regular verb: who was not arrested was arrested by nobody.
function passiveOf(d) {
  if (!d.object || d.object.charAt(0) !== "<" || mutual.test(d.relation)) { return ""; }
  var r = d.relation, p = /e$/.test(r) ? r + "d" : /[^aeiou]y$/.test(r) ? r.replace(/y$/, "ied") : r + "ed";
  return key({ subject: d.object, relation: "be_" + p });
}
function read(path, visit) {
  path.tag("st").save("<st:subject>", "subject").save("<st:relation>", "relation").save("<st:modality>", "modality").save("<st:doc>", "doc")
    .saveOpt("<st:object>", "object").saveOpt("<st:from>", "from").saveOpt("<st:to>", "to").saveOpt("<st:speaker>", "speaker").saveOpt("<q:complement>", "complement")
    .save("<st:confidence>", "confidence").save("<st:text>", "text").saveOpt("<st:place>", "place").saveOpt("<st:event>", "event").forEach(function (d) { if (+d.confidence >= least) { visit(d); } });
}
function mine(path) { return params.actor ? path.and(g.V(params.actor).in("<st:actor>")) : path; }
function name(d) { return [d.subject, d.relation, d.object || ""]; }
// Two readings of one sentence and two days of one history are no dispute.
function apart(a, b) { return a.from && b.to && a.from > b.to || b.from && a.to && b.from > a.to; }
function voices(a, b) { return a.doc !== b.doc || (a.speaker || "") !== (b.speaker || ""); }
// What two documents tell in other words has one kind of event and the same
// sides: "event:2025-03-13/arrest/_/a". Who arrested does not matter; deeds that
// share no more than a type of event are told apart by their relation.
var typed = /^(consult|assault|agree|disapprove|support|reject|demand|threaten|protest)$/;
var done = /^(arrest|release|kill|elect|appoint|sentence|convict|jail|execute|extradite|dismiss)$/;
function deed(d) {
  var m = (d.event || "").match(/^<event:[^\/]*\/([^\/]+)\/(.*)>$/);
  if (!m || typed.test(m[1])) { return ""; }
  var patient = m[2].match(/^.+\/([^\/]+)$/);
  return m[1] + " " + (done.test(m[1]) && patient ? patient[1] : m[2]);
}
function dayNumber(s) {
  var y = +s.slice(0, 4), m = +s.slice(5, 7), d = +s.slice(8, 10);
  if (m < 3) { m += 12; y -= 1; }
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((153 * m + 2) / 5) + d;
}

// Denied by one, said by another.
var denied = {}, subjects = {}, patients = {};
read(mine(g.V("negated").in("<st:modality>")), function (d) {
  var k = key(d);
  (denied[k] = denied[k] || []).push(d);
  subjects[d.subject] = true;
  if (!d.object && d.relation.indexOf("be_") === 0) { patients[d.subject] = true; }
  if (mutual.test(d.relation) && d.object && d.object.charAt(0) === "<") { subjects[d.object] = true; }
});
var shown = {};
function against(d, k) {
  if (d.modality !== "asserted") { return; }
  (denied[k] || []).forEach(function (no) {
    if (apart(d, no)) { return; }
    if (!shown[d.st]) { shown[d.st] = true; g.emit({ st: d.st, dispute: name(no), over: "whether" }); }
    if (!shown[no.st]) { shown[no.st] = true; g.emit({ st: no.st, dispute: name(no), over: "whether" }); }
  });
}
if (Object.keys(subjects).length > 0) {
  read(g.V.apply(g, Object.keys(subjects)).in("<st:subject>"), function (d) { against(d, key(d)); });
}
if (Object.keys(patients).length > 0) {
  read(g.V.apply(g, Object.keys(patients)).in("<st:object>"), function (d) { against(d, passiveOf(d)); });
}

// Said of two days. Who "met again" met twice.
var anew = /\b(again|another|(second|third|fourth) (time|day|round|meeting|call|attack))\b/i;
var told = {};
read(mine(g.V("day").in("<st:precision>").and(g.V("asserted").in("<st:modality>"))), function (d) {
  if (d.object && d.object.charAt(0) === "<" || once.test(d.relation) || deed(d)) {
    var k = once.test(d.relation) ? key(d) : deed(d) || key(d);
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

// Told in different numbers.
var deeds = { kill: "kill", be_killed: "kill", die: "kill", injure: "injure", be_injured: "injure", wound: "injure", be_wounded: "injure", arrest: "arrest", be_arrested: "arrest", kidnap: "kidnap", be_kidnapped: "kidnap" };
var participle = { kill: "killed", injure: "injured", arrest: "arrested", kidnap: "kidnapped" };
var units = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(" ");
var anybody = /^(people|person|persons|victim|victims|lives|life|civilian|civilians|others)$/;

// Of "<actor:at-least-17-people/0a1b2c3d>" 17, and whom; null for no number.
function counted(node) {
  var words = (node || "").replace(/^<actor:/, "").replace(/\/.*$/, "").toLowerCase().split(/[^a-z0-9,.]+/), n = null, who = "";
  for (var i = 0; i < words.length; i++) {
    var w = words[i].replace(/,/g, "");
    if (n === null && (/^[0-9]+$/.test(w) || units.indexOf(w) >= 0)) {
      n = units.indexOf(w) >= 0 ? units.indexOf(w) : +w;
    } else if (n !== null && w && !who && !/^[0-9]+$/.test(w)) {
      who = w;
    }
  }
  return n === null || !who ? null : { n: n, who: anybody.test(who) ? "people" : who };
}
// The same place, a place that the other's sentence names, or the same actor.
function together(a, b) {
  function within(x, y) { return x.place && y.text.toLowerCase().indexOf(x.place.replace(/^<actor:/, "").replace(/[/>].*$/, "").replace(/-place$/, "").replace(/-/g, " ")) >= 0; }
  if (a.place && b.place && a.place !== b.place) { return false; }
  return a.place && a.place === b.place || within(a, b) || within(b, a) || a.agent && a.agent === b.agent && a.agent.indexOf("/") < 0;
}
var tolls = {};
Object.keys(deeds).forEach(function (rel) {
  read(mine(g.V(rel).in("<st:relation>").and(g.V("day").in("<st:precision>")).and(g.V("asserted").in("<st:modality>"))), function (d) {
    var patient = rel === "die" || rel.indexOf("be_") === 0, c = counted(patient ? d.subject : d.object);
    if (!c) { return; }
    d.n = c.n;
    d.agent = patient ? "" : d.subject;
    var k = deeds[rel] + " " + c.who + " " + d.from;
    (tolls[k] = tolls[k] || []).push(d);
  });
});
Object.keys(tolls).sort().forEach(function (k) {
  var all = tolls[k], what = k.split(" ");
  all.forEach(function (a) {
    var place = a.place || "", differs = false;
    all.forEach(function (b) {
      if (a.n !== b.n && voices(a, b) && together(a, b)) { differs = true; place = place || b.place || ""; }
    });
    if (differs) { g.emit({ st: a.st, dispute: place ? [what[1] + " " + participle[what[0]] + " in", place] : what[1] + " " + participle[what[0]], over: "how many" }); }
  });
});
