import { Component, type ComponentChildren } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { faultOf, post, type Decision, type Status } from "./api";
import { AddView } from "./add";
import { ArticlesView, ArticleView } from "./articles";
import { CorrectionsView } from "./corrections";
import { Explore } from "./explore";
import { HomeView } from "./home";
import { useDark, useData, useRoute } from "./hooks";
import { Link, Notice, Waiting } from "./parts";
import { Questions } from "./questions";
import { Search } from "./search";
import { formatRoute, home, type Route } from "./state";
import { WriteView } from "./write";

export interface Page {
  route: Route;
  go: (change: Partial<Route>, how?: "push" | "replace") => void;
  status: Status;
  dark: boolean;
  /** Grows with each change of the graph, so that views read anew. */
  again: number;
  changed: () => void;
  decide: (verb: string, args: string[], words: string) => void;
  say: (words: string, undo?: boolean) => void;
}

interface Toast { words: string; undo: boolean; key: number }

const verbs: Record<string, string> = {
  confirm: "Confirmed", reject: "Rejected", same: "Merged", split: "Split off", rename: "Renamed", kind: "Kind set", different: "Kept apart",
};

export function App() {
  const [route, go] = useRoute();
  const dark = useDark();
  const [again, setAgain] = useState(0);
  const [toast, setToast] = useState<Toast | null>(null);
  const status = useData<Status>("/api/v1/status", again);
  const changed = useCallback(() => setAgain((n) => n + 1), []);
  const say = useCallback((words: string, undo = false) => setToast({ words, undo, key: Date.now() }), []);
  useEffect(() => {
    if (!toast) return;
    const t = setTimeout(() => setToast(null), toast.undo ? 12_000 : 6000);
    return () => clearTimeout(t);
  }, [toast]);
  useEffect(() => {
    document.documentElement.dataset.dark = String(dark);
  }, [dark]);

  const decide = useCallback((verb: string, args: string[], words: string) => {
    post<{ decision: Decision; changed: number }>("/api/v1/decisions", { verb, args }).then(
      () => {
        say(`${verbs[verb] ?? verb}: ${words}`, true);
        changed();
      },
      (err: unknown) => {
        const f = faultOf(err);
        say([f.message, f.remedy].filter(Boolean).join(" "));
      },
    );
  }, []);
  const undo = () => {
    setToast(null);
    post<{ decision: Decision }>("/api/v1/decisions/undo", {}).then(
      (d) => {
        say(`Taken back: ${d.decision.verb} ${d.decision.args.join(" ")}`);
        changed();
      },
      (err: unknown) => say(faultOf(err).message),
    );
  };

  const to = (r: Partial<Route>) => ({ to: formatRoute({ ...home, ...r }), onGo: () => go({ ...home, ...r }) });
  const tab = (view: Route["view"], label: string, also: Route["view"][] = []) => {
    const here = route.view === view || also.includes(route.view);
    return <Link {...to({ view })} class={here ? "here" : ""} aria-current={here ? "page" : undefined}>{label}</Link>;
  };
  const st = status.data;
  const page: Page | null = st ? { route, go, status: st, dark, again, changed, decide, say } : null;
  return (
    <>
      <a class="skip" href="#main">Skip to the content</a>
      <header class="top">
        <Link {...to({})} class="brand" aria-label="Dramatis, start page"><Mark /><span>Dramatis</span></Link>
        <Search id="search" placeholder="Search an actor" onActor={(a) => go({ ...home, view: "explore", actor: a.id })} />
        <nav aria-label="Views">
          {tab("explore", "Network")}
          {tab("ask", "Questions", ["write"])}
          {tab("articles", "Articles", ["article", "add"])}
          {tab("corrections", "Corrections")}
          <a href="/cayley/" title="Cayley's own web UI: Query, Query Shape, Visualize, Write">Cayley</a>
        </nav>
      </header>
      <main id="main" class={"view-" + route.view}>
        {status.fault && <div class="page"><Notice fault={status.fault} /></div>}
        {!page && !status.fault && <div class="page"><Waiting what="Opening the graph…" /></div>}
        {page && (
          <Guard key={route.view}>{
          route.view === "home" ? <HomeView {...page} />
          : route.view === "ask" ? <Questions {...page} />
          : route.view === "write" ? <WriteView {...page} />
          : route.view === "articles" ? <ArticlesView {...page} />
          : route.view === "article" ? <ArticleView {...page} />
          : route.view === "add" ? <AddView {...page} />
          : route.view === "corrections" ? <CorrectionsView {...page} onUndo={undo} />
          : <Explore {...page} />
          }</Guard>
        )}
      </main>
      {toast && (
        <div class="toast" role="status" key={toast.key}>
          <span><bdi>{toast.words}</bdi></span>
          {toast.undo && <button type="button" onClick={undo}>Undo</button>}
          <button type="button" class="plain" aria-label="Close" onClick={() => setToast(null)}>✕</button>
        </div>
      )}
    </>
  );
}

/** Guard shows a fault of a view in its place, so that the rest of the page stays. */
class Guard extends Component<{ children: ComponentChildren }, { broken: string }> {
  override state = { broken: "" };

  override componentDidCatch(err: unknown): void {
    this.setState({ broken: err instanceof Error ? err.message : String(err) });
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return <div class="page"><Notice fault={{ code: "page", message: `This view failed: ${this.state.broken}`, remedy: "Reload the page. If it stays so, please report it with the address of the view." }} /></div>;
  }
}

function Mark() {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M8 23 22 8M8 23h15" stroke="currentColor" stroke-width="2.2" fill="none" /><path d="M22 8l1 15" stroke="currentColor" stroke-width="2.2" stroke-dasharray="3 2.4" fill="none" />
      <circle cx="8" cy="23" r="4.5" fill="currentColor" /><circle cx="22" cy="8" r="4.5" fill="currentColor" /><circle cx="23" cy="23" r="3.4" fill="currentColor" />
    </svg>
  );
}
