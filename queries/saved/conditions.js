/*---
name: conditions
title: Conditions set on a topic
question: Who sets conditions on {topic}, and what are they?
view: table
filters: [dates, modality]
modality: [hypothetical, planned, asserted, reported, negated]
params:
  - {name: topic, type: topic, required: true, example: ceasefire, description: "words of the topic; commas between alternatives"}
columns:
  - {name: who, type: actor}
  - {name: claim, label: condition}
  - modality
  - {name: according_to, label: according to}
  - date
  - basis
  - sentence
  - doc
  - statement
order: [who, when]
---*/
// Two things are read as conditions: what is supposed or still to be done, or
// asked for, in a sentence which also speaks of the topic and says that
// something must, should or would have to be first; and what is demanded in a
// document that speaks of the topic.
var params = params || { topic: ["<topic:ceasefire>"] };

var wishes = ["ask", "want", "need", "require", "depend_on", "impose"];
var marks = /\b(conditions?|if|unless|provided|until|first|before|must|need(s|ed)?|requires?|required|depends?|as long as|only (when|after))\b/i;

var about = g.V.apply(g, params.topic).in().has("<st:text>");
// Who does what is about the topic in a sentence sets the condition in it,
// unless somebody else says it.
var sentences = {};
about.save("<st:doc>", "doc").save("<st:sentence>", "sentence").save("<st:text>", "text").save("<st:subject>", "subject").forEach(function (d) {
  var key = d.doc + " " + d.sentence;
  if (marks.test(d.text) && (!sentences[key] || sentences[key] === "-")) sentences[key] = d.subject.indexOf("<actor:") === 0 ? d.subject : "-";
});

about.out("<st:doc>").unique().tag("doc").in("<st:doc>").tag("st")
  .save("<st:sentence>", "sentence").save("<st:predicate>", "predicate").save("<st:subject>", "subject")
  .saveOpt("<st:speaker>", "speaker").forEach(function (d) {
    var prefix = d.predicate.split(":")[0], relation = d.predicate.split(":")[1];
    if (relation === "demand") {
      g.emit({ st: d.st, who: d.subject });
    } else if (sentences[d.doc + " " + d.sentence] && (prefix === "if" || prefix === "plan" || wishes.indexOf(relation) >= 0)) {
      var owner = sentences[d.doc + " " + d.sentence];
      // A thing sets no conditions; then nobody is said to.
      var who = d.speaker || (owner && owner !== "-" ? owner : d.subject);
      g.emit(d.speaker || who.indexOf("<actor:") === 0 ? { st: d.st, who: who } : { st: d.st });
    }
  });
