package web

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is a headless Chromium that notes which hosts its pages ask and
// what their consoles say.
type browser struct {
	ctx    context.Context
	shots  string
	mu     sync.Mutex
	hosts  map[string]bool
	faults []string
}

// openBrowser starts Chromium, or skips the test where there is none.
func openBrowser(t *testing.T) *browser {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("SKIPPED, NOT TESTED: no Chromium on this machine (apt-get install chromium): the pages were not opened in a browser")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true), chromedp.Flag("no-first-run", true),
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.WSURLReadTimeout(90*time.Second))
	// The profile is chromedp's own folder: children of Chromium still write to
	// it for a moment after its end, over which t.TempDir would fail.
	alloc, cancelAlloc := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, cancel := chromedp.NewContext(alloc)
	ctx, cancelTime := context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(func() { cancelTime(); cancel(); cancelAlloc() })
	b := &browser{ctx: ctx, hosts: map[string]bool{}, shots: os.Getenv("DRAMATIS_SHOTS")}
	if b.shots == "" {
		b.shots = t.TempDir()
	}
	if err := os.MkdirAll(b.shots, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx); err != nil {
		t.Skipf("SKIPPED, NOT TESTED: Chromium does not start: %v", err)
	}
	err := chromedp.Listen(ctx, func(ev any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch ev := ev.(type) {
		case *network.EventRequestWillBeSent:
			if u, err := url.Parse(ev.Request.URL); err == nil && u.Scheme != "data" && u.Scheme != "about" {
				b.hosts[u.Host] = true
			}
		case *runtime.EventExceptionThrown:
			b.faults = append(b.faults, fmt.Sprintf("exception: %+v", ev.ExceptionDetails))
		case *runtime.EventConsoleAPICalled:
			if ev.Type == "error" || ev.Type == "warning" || ev.Type == "assert" {
				var words []string
				for _, a := range ev.Args {
					words = append(words, string(a.Value)+a.Description)
				}
				b.faults = append(b.faults, "console: "+strings.Join(words, " "))
			}
		case *log.EventEntryAdded:
			if ev.Entry.Level == "error" || ev.Entry.Level == "warning" {
				b.faults = append(b.faults, fmt.Sprintf("log: %s %s", ev.Entry.Text, ev.Entry.URL))
			}
		}
	})
	if err == nil {
		_, err = chromedp.Call(ctx, network.Enable, network.EnableParams{})
	}
	if err == nil {
		_, err = chromedp.Call(ctx, log.Enable, cdp.Empty{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// run does actions; a failure ends the test with a picture.
func (b *browser) run(t *testing.T, what string, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 2*time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.shot(t, "failed")
		b.mu.Lock()
		defer b.mu.Unlock()
		t.Fatalf("%s: %v; console: %v", what, err, b.faults)
	}
}

// shot writes a picture of the page.
func (b *browser) shot(t *testing.T, name string) {
	t.Helper()
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Errorf("picture %s: %v", name, err)
		return
	}
	if err := os.WriteFile(filepath.Join(b.shots, name+".png"), png, 0o644); err != nil {
		t.Error(err)
	}
}

// clean fails the test if a page asked another host than want, or if a
// console had anything to complain about.
func (b *browser) clean(t *testing.T, want string) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	u, err := url.Parse(want)
	if err != nil {
		t.Fatal(err)
	}
	if !b.hosts[u.Host] {
		t.Errorf("the network log lacks %s: %v", u.Host, b.hosts)
	}
	for h := range b.hosts {
		if h != u.Host {
			t.Errorf("a page asked another host: %s", h)
		}
	}
	for _, f := range b.faults {
		t.Errorf("a page complains: %s", f)
	}
}

// item is the entry of Cayley's menu.
func item(name string) string {
	return fmt.Sprintf(`//*[contains(@class,"mdc-list-item") and normalize-space(.)=%q]`, name)
}

const (
	queryEditor = `(//textarea[contains(@class,"dramatis-editor")])[1]`
	resultArea  = `(//textarea[contains(@class,"dramatis-editor")])[2]`
	runButton   = `//button[contains(.,"Run")]`
)

// waitFor waits until an expression of JavaScript is true.
func waitFor(expr string) chromedp.Action[chromedp.Void] {
	return quietly(chromedp.Poll[bool](expr, chromedp.WithPollingTimeout(90*time.Second)))
}

// typed empties the first editor and types a text into it.
func typed(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Steps(
		quietly(chromedp.Evaluate[bool](`(a => { a.value = ""; return a.dispatchEvent(new Event("input")) })(document.querySelector("textarea.dramatis-editor"))`)),
		chromedp.SendKeys(queryEditor, text))
}

// quietly drops the value of an action.
func quietly[T any](a chromedp.Action[T]) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := a(ctx, t)
		return chromedp.Void{}, err
	}
}

// TestCayleyUI opens the four pages of Cayley's web UI without a network.
func TestCayleyUI(t *testing.T) {
	b := openBrowser(t)
	base := start(t, openStory(t, ceasefire(t)), Options{Writable: true})
	value := func(n int) string {
		return fmt.Sprintf(`document.querySelectorAll("textarea.dramatis-editor")[%d]?.value ?? ""`, n)
	}

	b.run(t, "open Query", chromedp.Navigate(base+"/cayley/"), chromedp.WaitVisible(queryEditor), chromedp.WaitVisible(resultArea))
	b.run(t, "run a query",
		typed(`g.V("<actor:vladimir-putin>").out("<rel:meet>").all()`),
		chromedp.Click(runButton),
		waitFor(`(`+value(1)+`).includes("actor:steve-witkoff") && (`+value(1)+`).includes("actor:alexander-lukashenko")`))
	result, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](value(1)))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(result, "donald-trump") {
		t.Errorf("a planned talk is among the meetings: %s", result)
	}
	b.shot(t, "cayley-query")
	b.run(t, "run by keyboard",
		typed(`g.V("<actor:steve-witkoff>").out("<actor:label>").all()`),
		quietly(chromedp.Evaluate[bool](`document.querySelector("textarea.dramatis-editor").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", ctrlKey: true, bubbles: true}))`)),
		waitFor(`(`+value(1)+`).includes("Steve Witkoff")`))
	b.run(t, "open the saved queries",
		chromedp.Click(`//summary[.="Saved queries"]`),
		waitFor(`document.querySelectorAll("#dramatis-query option").length > 10`),
		quietly(chromedp.Evaluate[bool](`(s => { s.value = "met"; return s.dispatchEvent(new Event("change")) })(document.querySelector("#dramatis-query"))`)),
		waitFor(`document.querySelector("#dramatis-param-actor") !== null`),
		quietly(chromedp.Evaluate[bool](`(i => { i.value = "Putin"; return i.dispatchEvent(new Event("change")) })(document.querySelector("#dramatis-param-actor"))`)),
		waitFor(`document.querySelector(".dramatis-saved pre").textContent.includes("actor:vladimir-putin")`))
	b.shot(t, "cayley-saved")
	b.run(t, "run a saved query",
		chromedp.Click(`//button[.="Put into the editor"]`),
		waitFor(`document.querySelector("textarea.dramatis-editor").value.includes("var params")`),
		chromedp.Click(`//summary[.="Saved queries"]`),
		chromedp.Click(runButton),
		waitFor(`(`+value(1)+`).includes("actor:steve-witkoff") && (`+value(1)+`).includes("st:")`))
	b.run(t, "history", chromedp.Click(`//button[contains(.,"Query History")]`), chromedp.WaitVisible(chromedp.CSS(`.QueryHistory .mdc-list-item [data-icon="check_circle"]`)))
	b.shot(t, "cayley-history")

	b.run(t, "open Query Shape", chromedp.Click(item("Query Shape")), chromedp.WaitVisible(resultArea),
		typed(`g.V("<actor:vladimir-putin>").out("<rel:meet>").all()`),
		chromedp.Click(runButton), waitFor(`(`+value(1)+`).includes("nodes")`))
	b.shot(t, "cayley-shape")

	b.run(t, "open Visualize", chromedp.Click(item("Visualize")), chromedp.WaitVisible(queryEditor),
		typed(`g.V("<actor:vladimir-putin>").tag("source").out("<rel:meet>").tag("target").all()`),
		chromedp.Click(runButton), waitFor(`document.querySelectorAll(".graph circle").length >= 3`))
	b.shot(t, "cayley-visualize")

	b.run(t, "open Write", chromedp.Click(item("Write")), chromedp.WaitVisible(queryEditor),
		typed(`<actor:test-one> <rel:meet> <actor:test-two> .`),
		chromedp.Click(runButton))
	b.shot(t, "cayley-write")
	b.run(t, "see what was written", chromedp.Click(item("Query")), chromedp.WaitVisible(resultArea),
		typed(`g.V("<actor:test-one>").out("<rel:meet>").all()`),
		chromedp.Click(runButton), waitFor(`(`+value(1)+`).includes("actor:test-two")`))
	b.clean(t, base)
}

// TestExplorer opens the explorer's pages, with an article that means ill.
func TestExplorer(t *testing.T) {
	b := openBrowser(t)
	base := start(t, openStory(t, ceasefire(t), hostileStory), Options{})
	b.run(t, "start page", chromedp.Navigate(base+"/"), chromedp.WaitVisible(chromedp.CSS(`.cards`)))
	b.shot(t, "home")
	b.run(t, "ask by the form", chromedp.Click(`//a[contains(@href,"/q/timeline")]`), chromedp.WaitVisible(chromedp.CSS(`input[name=actor]`)),
		chromedp.SendKeys(chromedp.CSS(`input[name=actor]`), "Witkoff"), chromedp.Click(chromedp.CSS(`form.ask button`)),
		chromedp.WaitVisible(chromedp.CSS(`.timeline article.asserted`)))
	b.shot(t, "timeline")
	for name, path := range map[string]string{
		"table": "/q/supporters?topic=ceasefire", "talked": "/q/talked?actor=Putin&with=Trump", "path": "/q/path?from-actor=Lukashenko&to-actor=Trump",
		"actor": "/actor?id=actor:vladimir-putin", "hostile": "/q/met?actor=bob", "fault": "/q/met?actor=Putni", "documents": "/q/documents",
	} {
		b.run(t, name, chromedp.Navigate(base+path), chromedp.WaitVisible(chromedp.CSS(`main`)))
		b.shot(t, name)
	}
	b.run(t, "statement", chromedp.Navigate(base+"/q/met?actor=Putin"), chromedp.Click(`//a[contains(@href,"/statement?id=")]`), chromedp.WaitVisible(chromedp.CSS(`blockquote.big mark`)))
	b.shot(t, "statement")
	b.run(t, "narrow", chromedp.EmulateViewport(390, 800), chromedp.Navigate(base+"/q/timeline?actor=Putin&all-modalities=true"), chromedp.WaitVisible(chromedp.CSS(`.timeline`)))
	b.shot(t, "narrow")
	b.mu.Lock()
	var rest []string
	for _, f := range b.faults {
		if !strings.Contains(f, "404") { // the page about an unknown name, asked on purpose
			rest = append(rest, f)
		}
	}
	b.faults = rest
	b.mu.Unlock()
	b.clean(t, base)
}
