// Offers the saved queries on Cayley's own pages: choose one, fill in its
// parameters, and put the text that answers it into the page's editor, or
// copy it. Names and texts come from the server and are only ever set as text.
(function () {
  "use strict";

  function element(name, properties, children) {
    var e = document.createElement(name);
    Object.keys(properties || {}).forEach(function (k) { e[k] = properties[k]; });
    (children || []).forEach(function (c) { e.appendChild(c); });
    return e;
  }

  var languages = { gizmo: "Gizmo", graphql: "GraphQL", mql: "MQL" };
  var choice = element("select", { id: "dramatis-query" });
  var fields = element("div", { className: "dramatis-fields" });
  var text = element("pre", { tabIndex: 0, ariaLabel: "Text of the query" });
  var note = element("p", { role: "status" });
  var put = element("button", { type: "button", textContent: "Put into the editor" });
  var copy = element("button", { type: "button", textContent: "Copy" });
  var box = element("details", { className: "dramatis-saved" }, [
    element("summary", { textContent: "Saved queries" }),
    element("label", { htmlFor: "dramatis-query", textContent: "Question" }), choice, fields, text,
    element("div", { className: "dramatis-buttons" }, [put, copy]), note
  ]);
  var queries = [], asked = 0;

  function current() { return queries[choice.selectedIndex]; }

  function script() {
    var q = current(), turn = ++asked;
    if (!q) return;
    var params = new URLSearchParams();
    Array.prototype.forEach.call(fields.querySelectorAll("input"), function (i) {
      if (i.value.trim()) params.append(i.name, i.value.trim());
    });
    fetch("/api/v1/queries/" + encodeURIComponent(q.name) + "/script?" + params, { credentials: "same-origin" }).then(function (r) {
      return r.ok ? r.text() : r.json().then(function (f) { throw new Error(f.message + (f.suggestions ? ": " + f.suggestions.join(", ") : "")); });
    }).then(function (t) {
      if (turn !== asked) return;
      text.textContent = t;
      note.textContent = q.language === "gizmo" ? "" : "Choose " + languages[q.language] + " as the language of the page.";
    }).catch(function (e) {
      if (turn !== asked) return;
      text.textContent = "";
      note.textContent = e.message;
    });
  }

  function show() {
    var q = current();
    fields.textContent = "";
    (q.params || []).forEach(function (p) {
      if (p.name === "limit") return;
      var id = "dramatis-param-" + p.name;
      var input = element("input", { id: id, name: p.name, placeholder: p.example || p.default || "", value: p.required ? p.example || "" : "" });
      input.addEventListener("change", script);
      fields.appendChild(element("label", { htmlFor: id, textContent: p.name, title: p.description || "" }));
      fields.appendChild(input);
    });
    script();
  }

  function editor() {
    return Array.prototype.find.call(document.querySelectorAll("textarea.dramatis-editor"), function (a) { return !a.readOnly; });
  }

  choice.addEventListener("change", show);
  put.addEventListener("click", function () {
    var area = editor();
    if (!area || !text.textContent) {
      note.textContent = area ? "There is no text yet." : "This page has no editor.";
      return;
    }
    area.value = text.textContent;
    area.dispatchEvent(new Event("input"));
    area.focus();
  });
  copy.addEventListener("click", function () {
    navigator.clipboard.writeText(text.textContent).then(function () { note.textContent = "Copied."; },
      function () { note.textContent = "The browser does not allow copying here; select the text."; });
  });
  box.addEventListener("toggle", function () {
    if (!box.open || queries.length) return;
    fetch("/api/v1/queries", { credentials: "same-origin" }).then(function (r) { return r.json(); }).then(function (list) {
      queries = list.queries.filter(function (q) { return q.language !== "primitive"; });
      queries.forEach(function (q) { choice.appendChild(element("option", { textContent: q.title + " (" + languages[q.language] + ")", value: q.name })); });
      show();
    }, function () { note.textContent = "The server does not answer."; });
  });
  document.body.appendChild(element("a", { className: "dramatis-back", href: "/", textContent: "← Dramatis" }));
  document.body.appendChild(box);
})();
