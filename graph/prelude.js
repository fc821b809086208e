// Wraps Gizmo's objects so that what Cayley's Go code cannot take (plain
// objects where values are wanted, functions, numbers as tags, paths that
// cannot be walked backwards) is a TypeError of the script instead of a panic
// that ends the process. It runs before every script, in its engine.
(function (root) {
  'use strict';
  var paths = new WeakMap(); // proxy → {path, oneWay}
  var values = new WeakSet(); // what iri(), lt() and their like return

  function fail(name, what) { throw new TypeError(name + ': ' + what); }

  function list(name, args) { return Array.prototype.map.call(args, function (a) { return a; }); }

  // arg checks one argument of a method and returns what Cayley gets of it.
  function arg(name, x, may) {
    switch (typeof x) {
    case 'undefined': case 'string': return x;
    case 'boolean': case 'number':
      if (!may.number) fail(name, 'a ' + typeof x + ' is not allowed here');
      return x;
    case 'function':
      if (!may.callback) fail(name, 'a function is not allowed here');
      return x;
    }
    if (x === null || typeof x !== 'object') return x;
    var p = paths.get(x);
    if (p) return p.path;
    if (Array.isArray(x)) return x.map(function (y) { return arg(name, y, may); });
    if (values.has(x) || x instanceof Date && may.number) return x;
    fail(name, 'an object is not allowed here');
  }

  var numbers = /^(v|vertex|is|has|hasr|limit|skip|getlimit|toarray|tagarray|filter|foreach|map)$/i;
  var callbacks = /^(foreach|map)$/i;
  var oneWay = /^(labels|inpredicates|outpredicates)$/i;
  var backwards = /^(followr)$/i;

  // call runs a method of one of Gizmo's objects.
  function call(target, name, f, args, was) {
    var may = { number: numbers.test(name), callback: callbacks.test(name) };
    var only = was || oneWay.test(name);
    if (/^(has|hasr)$/i.test(name) && args.length < 1) fail(name, 'a predicate is needed');
    args.forEach(function (x) {
      var p = typeof x === 'object' && x !== null && paths.get(x);
      if (p && p.oneWay) {
        if (backwards.test(name)) fail(name, 'this path cannot be walked backwards');
        only = true;
      }
    });
    var plain = args.map(function (x, i) {
      if (/^followrecursive$/i.test(name) && i === 1 && typeof x === 'number') return x;
      return arg(name, x, may);
    });
    return wrap(f.apply(target, plain), only);
  }

  function wrap(x, only) {
    if (typeof x !== 'object' || x === null || Array.isArray(x) || typeof x.labelContext !== 'function') return x;
    var p = new Proxy({}, {
      get: function (_, name) {
        var f = x[name];
        if (typeof f !== 'function' || typeof name !== 'string') return f;
        return function () { return call(x, name, f, list(name, arguments), only); };
      }
    });
    paths.set(p, { path: x, oneWay: !!only });
    return p;
  }

  function emit(f, target) {
    return function (x) {
      if (typeof x === 'object' && x !== null) {
        if (paths.has(x) || typeof JSON.stringify(x) !== 'string') fail('emit', 'only data can be emitted');
      } else if (typeof x === 'function') {
        fail('emit', 'only data can be emitted');
      }
      return f.call(target, x);
    };
  }

  var target = root.graph;
  var wrapped = new Proxy({}, {
    get: function (_, name) {
      var f = target[name];
      if (typeof f !== 'function' || typeof name !== 'string') return f;
      if (/^emit$/i.test(name)) return emit(f, target);
      if (/^(iri|uri)$/i.test(name)) {
        return function () { return keep(f.apply(target, strings(name, arguments, 1, 1))); };
      }
      if (/namespace/i.test(name)) {
        return function () { return f.apply(target, strings(name, arguments, 0, 2)); };
      }
      return function () { return call(target, name, f, list(name, arguments), false); };
    }
  });
  root.graph = wrapped;
  root.g = wrapped;

  function strings(name, args, least, most) {
    if (args.length < least || args.length > most) fail(name, 'wrong number of arguments');
    for (var i = 0; i < args.length; i++) {
      if (typeof args[i] !== 'string') fail(name, 'a string is needed');
    }
    return list(name, args);
  }

  function keep(x) {
    if (typeof x === 'object' && x !== null) values.add(x);
    return x;
  }

  function maker(name, least, most) {
    var f = root[name];
    root[name] = function () { return keep(f.apply(this, strings(name, arguments, least, most))); };
  }
  ['iri', 'bnode', 'raw', 'str', 'like'].forEach(function (n) { maker(n, 1, 1); });
  ['lang', 'typed'].forEach(function (n) { maker(n, 2, 2); });
  ['lt', 'lte', 'gt', 'gte'].forEach(function (name) {
    var f = root[name];
    root[name] = function (x) {
      if (arguments.length !== 1) fail(name, 'one value is needed');
      return keep(f(arg(name, x, { number: true })));
    };
  });
  var regex = root.regex;
  root.regex = function (re, refs) {
    if (typeof re !== 'string') fail('regex', 'a string is needed');
    return keep(refs ? regex(re, true) : regex(re));
  };
})(this);
