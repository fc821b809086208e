package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	cayleyui "github.com/cayleygraph/cayley/ui"
)

//go:embed assets
var assets embed.FS

// Places that Cayley's built UI asks for and that are answered here instead.
const (
	monacoCDN = "https://cdn.jsdelivr.net/npm/monaco-editor@0.18.1/min/vs"
	iconFont  = "https://fonts.googleapis.com/icon?family=Material+Icons"
	devServer = "http://localhost:64210"

	monacoPath = "/cayley/vs"
	iconsPath  = "/cayley/icons.css"
	savedPath  = "/cayley/saved" // script and style of the saved queries, which are ours
)

// ErrUI is wrapped by the error about a Cayley UI that is not the one that
// this package knows how to serve offline.
var ErrUI = errors.New("unexpected files of Cayley's web UI")

// uiFile is a file of the UI as it is served.
type uiFile struct {
	mime string
	body []byte
}

// loadUI reads Cayley's UI and turns its references to other hosts into ones
// to this server. It fails if a reference is not where it was, so that an
// upgrade of Cayley cannot silently bring a foreign host back. Source maps
// and the service worker, which the UI never registers, are left out.
func loadUI() (map[string]uiFile, error) {
	root, err := fs.Sub(cayleyui.FS, "web")
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	files := map[string]uiFile{}
	replaced := map[string]int{}
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || skipUI(name) {
			return err
		}
		b, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		if ext := path.Ext(name); ext == ".js" || ext == ".css" || ext == ".html" {
			for _, r := range [][2]string{{monacoCDN, monacoPath}, {iconFont, iconsPath}, {devServer, ""}} {
				replaced[r[0]] += bytes.Count(b, []byte(r[0]))
				b = bytes.ReplaceAll(b, []byte(r[0]), []byte(r[1]))
			}
			b = withoutSourceMap(b)
		}
		files["/"+name] = uiFile{mimeType(name), b}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("web: read Cayley's UI: %w", err)
	}
	for _, ref := range []string{monacoCDN, iconFont, devServer} {
		if replaced[ref] == 0 {
			return nil, fmt.Errorf("web: %w: %s is not mentioned", ErrUI, ref)
		}
	}
	if len(files["/index.html"].body) == 0 {
		return nil, fmt.Errorf("web: %w: no index.html", ErrUI)
	}
	index := files["/index.html"]
	for mark, with := range map[string]string{"</head>": `<link href="` + savedPath + `.css" rel="stylesheet">`, "</body>": `<script src="` + savedPath + `.js"></script>`} {
		if bytes.Count(index.body, []byte(mark)) != 1 {
			return nil, fmt.Errorf("web: %w: index.html has no %s", ErrUI, mark)
		}
		index.body = bytes.Replace(index.body, []byte(mark), []byte(with+mark), 1)
	}
	files["/index.html"] = index
	for name, a := range map[string]string{monacoPath + "/loader.js": "loader.js", iconsPath: "icons.css", savedPath + ".js": "saved.js", savedPath + ".css": "saved.css"} {
		b, err := assets.ReadFile("assets/cayley/" + a)
		if err != nil {
			return nil, fmt.Errorf("web: %w", err)
		}
		files[name] = uiFile{mimeType(a), b}
	}
	return files, nil
}

func skipUI(name string) bool {
	return strings.HasSuffix(name, ".map") || name == "service-worker.js" || strings.HasPrefix(name, "precache-manifest") ||
		name == "asset-manifest.json" || name == "robots.txt"
}

// withoutSourceMap drops the comment that leads to a file that is not served.
func withoutSourceMap(b []byte) []byte {
	for _, mark := range []string{"\n//# sourceMappingURL=", "\n/*# sourceMappingURL="} {
		if i := bytes.LastIndex(b, []byte(mark)); i >= 0 {
			b = b[:i+1]
		}
	}
	return b
}

func mimeType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".html":
		return "text/html; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".ts":
		return "text/plain; charset=utf-8"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

// uiHandler serves the UI's page at /cayley/ and its files where the page
// expects them.
func uiHandler(files map[string]uiFile) http.Handler {
	return fileHandler(files, "/cayley/", uiPolicy(files["/index.html"].body), func(name string) string {
		if strings.HasPrefix(name, "/static/") {
			return "public, max-age=3600"
		}
		return ""
	})
}

// fileHandler serves files by their paths, and /index.html at page. What
// cache says of a path is its Cache-Control; "" sets none.
func fileHandler(files map[string]uiFile, page, policy string, cache func(path string) string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Path
		if name == page {
			name = "/index.html"
		}
		f, ok := files[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", f.mime)
		h.Set("Content-Security-Policy", policy)
		if c := cache(name); c != "" {
			h.Set("Cache-Control", c)
		}
		_, _ = w.Write(f.body) // the client may have gone; net/http drops it for HEAD
	})
}

// uiPolicy is the Content-Security-Policy of Cayley's page: only this host,
// and the two inline scripts that the page has (its own, and the one by which
// it starts the editor). The page sets style attributes.
func uiPolicy(index []byte) string {
	hashes := []string{hashSource([]byte(monacoStart))}
	rest := index
	for {
		_, after, ok := bytes.Cut(rest, []byte("<script>"))
		if !ok {
			break
		}
		script, tail, _ := bytes.Cut(after, []byte("</script>"))
		hashes = append(hashes, hashSource(script))
		rest = tail
	}
	return "default-src 'none'; script-src 'self' " + strings.Join(hashes, " ") +
		"; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; " +
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

func hashSource(script []byte) string {
	h := sha256.Sum256(script)
	return "'sha256-" + base64.StdEncoding.EncodeToString(h[:]) + "'"
}

// monacoStart is the script that the UI's editor component adds to the page,
// to the blank.
const monacoStart = "\n      require.config({ paths: { 'vs': '" + monacoPath + "' } });\n      require(['vs/editor/editor.main'], function() {\n        document.dispatchEvent(new Event('monaco_init'));\n      });\n    "
