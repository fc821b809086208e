// A small stand-in for the Monaco editor, so that Cayley's web UI works
// without a network. The UI loads this file in the place of Monaco's AMD
// loader and then calls require(['vs/editor/editor.main'], …); it needs the
// few calls of monaco.* below. The editor is a textarea.
(function () {
  "use strict";

  function noop() {}

  function disposable(list, item) {
    list.push(item);
    return { dispose: function () { var i = list.indexOf(item); if (i >= 0) list.splice(i, 1); } };
  }

  var CTRL = 2048, ENTER = 3;

  function create(container, options) {
    options = options || {};
    var listeners = [], actions = {};
    var area = document.createElement("textarea");
    area.className = "dramatis-editor";
    area.spellcheck = false;
    area.setAttribute("autocomplete", "off");
    area.setAttribute("autocapitalize", "off");
    area.setAttribute("wrap", "off");
    container.appendChild(area);

    function changed() {
      listeners.slice().forEach(function (f) { f({}); });
    }
    function set(value) {
      if (value === undefined || value === null || value === area.value) return;
      area.value = value;
      changed();
    }
    function update(o) {
      if (o && "readOnly" in o) area.readOnly = !!o.readOnly;
      area.setAttribute("aria-label", area.readOnly ? "Result" : "Editor");
    }

    area.addEventListener("input", changed);
    area.addEventListener("keydown", function (e) {
      if ((e.ctrlKey || e.metaKey) && e.key === "Enter") {
        Object.keys(actions).forEach(function (id) {
          if (actions[id].keybindings.indexOf(CTRL | ENTER) >= 0) {
            e.preventDefault();
            actions[id].run(editor);
          }
        });
      } else if (e.key === "Tab" && !e.shiftKey && !area.readOnly && !e.ctrlKey && !e.altKey) {
        e.preventDefault();
        area.setRangeText("  ", area.selectionStart, area.selectionEnd, "end");
        changed();
      } else if (e.key === "Escape") {
        area.blur(); // so that the keyboard can leave the editor
      }
    });

    var model = {
      getValue: function () { return area.value; },
      setValue: set,
      getFullModelRange: function () { return {}; },
      dispose: noop
    };
    var editor = {
      getValue: function () { return area.value; },
      setValue: set,
      getModel: function () { return model; },
      // The UI only ever replaces the whole text.
      executeEdits: function (source, edits) {
        edits.forEach(function (e) { set(e.text); });
        return true;
      },
      pushUndoStop: noop,
      setScrollPosition: function (p) { if (p && p.scrollTop) area.scrollTop = p.scrollTop; },
      updateOptions: update,
      addAction: function (a) {
        actions[a.id] = { run: a.run, keybindings: a.keybindings || [] };
        return { dispose: function () { delete actions[a.id]; } };
      },
      onDidChangeModelContent: function (f) { return disposable(listeners, f); },
      layout: noop,
      focus: function () { area.focus(); },
      dispose: function () { listeners.length = 0; area.remove(); }
    };
    update({ readOnly: !!options.readOnly });
    if (typeof options.value === "string") area.value = options.value;
    return editor;
  }

  window.monaco = {
    KeyMod: { CtrlCmd: CTRL },
    KeyCode: { Enter: ENTER },
    editor: {
      create: create,
      setModelLanguage: noop,
      setTheme: noop,
      defineTheme: noop
    },
    languages: {
      typescript: {
        ScriptTarget: { ES5: 1 },
        javascriptDefaults: { setCompilerOptions: noop, addExtraLib: noop }
      }
    }
  };

  window.require = function (names, done) { done(window.monaco); };
  window.require.config = noop;

  // The UI names its icons by the text of <i class="material-icons">, which
  // only the icon font can draw; the style sheet draws them by attribute.
  function mark(root) {
    if (!root.querySelectorAll) return;
    var icons = Array.prototype.slice.call(root.querySelectorAll(".material-icons"));
    if (root.classList && root.classList.contains("material-icons")) icons.push(root);
    icons.forEach(function (i) {
      i.setAttribute("data-icon", i.textContent.trim());
      i.setAttribute("aria-hidden", "true");
    });
  }
  mark(document);
  new MutationObserver(function (records) {
    records.forEach(function (r) { Array.prototype.forEach.call(r.addedNodes, mark); });
  }).observe(document.body, { childList: true, subtree: true });
})();
