// Package web serves the graph to browsers and programs on this machine:
// Cayley's own web UI and HTTP API, a JSON API of answers to saved queries,
// and a plain explorer that works without JavaScript.
//
// What enters: a store, a library of queries and Options. What leaves: an
// [http.Handler], or a server that ends with its context. All files are
// embedded; no page asks another host for anything. It answers only to the
// names of this machine, takes no posts from pages of other origins, and
// writes to the graph only if it was told that it may.
package web
