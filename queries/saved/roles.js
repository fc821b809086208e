/*---
name: roles
title: Roles
question: Who holds which role, of what, and since when is it said?
view: table
params:
  - {name: actor, type: actor, example: Dmitry Peskov, description: whose roles; without it everybody's}
  - {name: of, type: actor, description: "only roles of this: who acts for it"}
  - {name: noun, type: text, description: "only roles with this word: envoy"}
columns:
  - actor
  - {name: role}
  - {name: of, type: actor}
  - {name: date, label: said on}
  - {name: text, type: sentence, label: sentence}
group: [actor, role, of]
order: [actor, date, role]
---*/
var params = params || { actor: "<actor:dmitry-peskov>" };

var who = params.actor ? g.V(params.actor).tag("actor").out("<actor:role>").tag("r")
  : g.V().tag("actor").out("<actor:role>").tag("r");
var noun = (params.noun || "").toLowerCase();
who.save("<role:title>", "role").saveOpt("<role:of>", "of").saveOpt("<role:date>", "date").saveOpt("<role:text>", "text")
  .forEach(function (d) {
    if (d.role.toLowerCase().indexOf(noun) >= 0 && (!params.of || d.of == params.of)) {
      g.emit({ actor: d.actor, role: d.role, of: d.of, date: d.date, text: d.text });
    }
  });
