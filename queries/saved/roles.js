/*---
name: roles
title: Roles
question: Who holds which role, of what, and since when is it said?
view: table
params:
  - {name: actor, type: actor, example: Dmitry Peskov, description: whose roles; without it everybody's}
  - {name: of, type: actor, description: "only roles of this: who acts for it; those without a name of their own too"}
  - {name: noun, type: text, description: "only roles with this word: envoy"}
columns:
  - actor
  - {name: role}
  - {name: of, type: actor}
  - {name: date, label: first said on}
  - {name: text, type: sentence, label: sentence}
group: [actor, role, of]
order: [actor, date, role]
---*/
var params = params || { actor: "<actor:dmitry-peskov>" };

var who = params.actor ? g.V(params.actor).tag("actor").out("<actor:role>").tag("r")
  : g.V().tag("actor").out("<actor:role>").tag("r");
var noun = (params.noun || "").toLowerCase();
var said = [];
who.save("<role:title>", "role").saveOpt("<role:of>", "of").saveOpt("<role:date>", "date").saveOpt("<role:text>", "text")
  .back("actor").saveOpt("<actor:label>", "name")
  .forEach(function (d) {
    // "Russian negotiators" are called so and hold no role beside it.
    var own = !params.of && (d.name || "").toLowerCase() === d.role.toLowerCase();
    if (!own && d.role.toLowerCase().indexOf(noun) >= 0 && (!params.of || d.of == params.of)) {
      said.push({ actor: d.actor, role: d.role, of: d.of, date: d.date, text: d.text });
    }
  });
// Of several articles that say it, the row is that of the earliest.
said.sort(function (a, b) {
  var x = (a.date || "9999") + a.text, y = (b.date || "9999") + b.text;
  return x < y ? -1 : x > y ? 1 : 0;
});
// "prime minister" and "Prime Minister" are one role, as it was written first.
var written = {};
said.forEach(function (d) {
  var key = d.role.toLowerCase();
  d.role = written[key] = written[key] || d.role;
  g.emit(d);
});
