// The saved queries as questions: a form made from the front matter, an
// answer that sorts, every row leading to its sentences.

import { useEffect, useMemo, useState } from "preact/hooks";
import { url, type Param, type Query, type Row, type Statement, type Table } from "./api";
import type { Page } from "./app";
import { DateField } from "./explore";
import { command, fileName, save, snippets, tableCSV } from "./export";
import { general } from "./home";
import { useData } from "./hooks";
import { modalities, type Modality } from "./modality";
import { count } from "./network";
import { Chip, Copy, Legend, Link, Menu, Notice, Waiting } from "./parts";
import { Search } from "./search";
import { articleAddress, Card, docName, type CardActions } from "./sentences";
import { formatRoute, home, type Route } from "./state";

const groups: readonly [string, readonly string[]][] = [
  ["Who did what", ["timeline", "met", "talked", "relations", "participants", "path"]],
  ["Who says what", ["quotes", "says", "claims", "called", "plans", "disputed"]],
  ["Positions on a topic", ["supporters", "opponents", "conditions", "topics"]],
  ["What is in the graph", ["actors", "roles", "statements", "documents"]],
];

export function grouped(list: readonly Query[]): [string, Query[]][] {
  const named = new Set(groups.flatMap(([, names]) => names));
  const out: [string, Query[]][] = groups.map(([title, names]) => [title, names.flatMap((n) => list.filter((q) => q.name === n))]);
  out.push(["More", list.filter((q) => !named.has(q.name))]);
  return out.filter(([, qs]) => qs.length > 0);
}

export function Questions(p: Page) {
  const all = useData<{ queries: Query[] }>("/api/v1/queries");
  const q = all.data?.queries.find((x) => x.name === p.route.query);
  const to = (r: Partial<Route>) => ({ to: formatRoute({ ...home, ...r }), onGo: () => p.go({ ...home, ...r }) });
  if (all.fault) return <div class="page"><Notice fault={all.fault} /></div>;
  if (!all.data) return <div class="page"><Waiting what="Reading the questions…" /></div>;
  return (
    <div class={"ask" + (q ? " one" : "")}>
      <nav class="queries" aria-label="Questions">
        {grouped(all.data.queries).map(([title, list]) => (
          <section key={title}>
            <h2>{title}</h2>
            <ul>{list.map((x) => <li key={x.name}><Link {...to({ view: "ask", query: x.name })} class={x.name === q?.name ? "here" : ""}>{q ? x.title : general(x)}</Link></li>)}</ul>
          </section>
        ))}
        <p><Link {...to({ view: "write" })} class="button">Write a query of your own</Link></p>
      </nav>
      {p.route.query && !q && <div class="page"><Notice fault={{ code: "no-query", message: `There is no question called “${p.route.query}”.`, remedy: "Choose one of the list." }} /></div>}
      {q && <Question key={q.name} p={p} q={q} />}
    </div>
  );
}

type Values = Record<string, readonly string[]>;

/** ready tells whether a form has all that its query needs. */
export function ready(q: Query, values: Values): boolean {
  return (q.params ?? []).every((x) => !x.required || (values[x.name] ?? []).some((v) => v.trim() !== ""));
}

function Question({ p, q }: { p: Page; q: Query }) {
  const values = p.route.values;
  const [form, setForm] = useState<Values>(values);
  useEffect(() => setForm(values), [values]);
  const params = (q.params ?? []).filter((x) => x.name !== "on" && x.name !== "all-modalities");
  const own = params.filter((x) => !x.filter);
  const rank = (x: Param) => (x.type === "date" ? 0 : x.type === "bool" ? 1 : x.type === "fraction" ? 3 : 2);
  const filters = params.filter((x) => x.filter && x.type !== "modality").sort((a, b) => rank(a) - rank(b));
  const modality = params.find((x) => x.type === "modality");
  const asked = ready(q, values) && (Object.keys(values).length > 0 || own.every((x) => !x.required));
  const path = "/api/v1/queries/" + encodeURIComponent(q.name);
  const address = url(path, values);
  const answer = useData<Table>(asked ? address : "", p.again);
  const put = (name: string, v: string) => setForm({ ...form, [name]: v === "" ? [] : [v] });
  const run = (next: Values) => p.go({ ...home, view: "ask", query: q.name, values: next });
  const chosen: Modality[] = modality ? modalities.filter((m) => (form[modality.name] ?? []).flatMap((v) => v.split(",")).includes(m)) : [];
  const shown = chosen.length ? chosen : (q.modality ?? []);
  const example = Object.fromEntries(own.filter((x) => x.example).map((x) => [x.name, [x.example!]]));
  return (
    <div class="question">
      <h1>{q.title}</h1>
      <p class="lead">{general(q)}</p>
      <form onSubmit={(e) => { e.preventDefault(); run(form); }}>
        <div class="fields">
          {own.map((x) => <Field key={x.name} x={x} value={form[x.name]?.[0] ?? ""} onValue={(v) => put(x.name, v)} />)}
        </div>
        <div class="fields">
          {filters.map((x) => (x.type !== "date" ? <Field key={x.name} x={x} value={form[x.name]?.[0] ?? ""} onValue={(v) => put(x.name, v)} /> : <DateField key={x.name} label={x.name} value={form[x.name]?.[0] ?? ""} onDate={(v) => put(x.name, v)} />))}
        </div>
        {modality && <Legend shown={shown} onShow={(m) => setForm({ ...form, [modality.name]: m.length ? [m.join(",")] : [] })} />}
        <p class="send">
          <button type="submit" class="primary" disabled={!ready(q, form)}>Ask</button>
          {Object.keys(example).length > 0 && !asked && <button type="button" onClick={() => run(example)}>Try the example: <bdi>{Object.values(example).flat().join(", ")}</bdi></button>}
        </p>
      </form>
      {answer.fault && <Notice fault={answer.fault} onTry={(s) => { const x = own.find((o) => o.type === "actor" || o.type === "topic"); if (x) run({ ...values, [x.name]: [s] }); }} />}
      {!answer.data && answer.loading && <Waiting what="Asking…" />}
      {answer.data && <Answer p={p} q={q} t={answer.data} address={address} />}
    </div>
  );
}

function Field({ x, value, onValue }: { x: Param; value: string; onValue: (v: string) => void }) {
  const label = x.name.replaceAll("-", " ");
  if (x.type === "bool") return <label class="check" title={x.description}><input type="checkbox" checked={value === "true"} onChange={(e) => onValue(e.currentTarget.checked ? "true" : "")} /> {label}</label>;
  if (x.type === "actor") {
    return (
      <div class="field">
        <span class="name">{label}{x.required && " *"}</span>
        <Search key={value} id={"p-" + x.name} placeholder={x.description || label} value={value} clear={false} onActor={(a) => onValue(a.name)} />
        {value && <button type="button" class="plain" onClick={() => onValue("")} aria-label={"Clear " + label}>✕</button>}
      </div>
    );
  }
  return (
    <label class="field">
      <span class="name">{label}{x.required && " *"}</span>
      <input type="text" inputMode={x.type === "int" ? "numeric" : x.type === "fraction" ? "decimal" : "text"} value={value} placeholder={x.example || x.default || ""} title={x.description} required={x.required} onInput={(e) => onValue(e.currentTarget.value)} />
      {x.description && <small>{x.description}</small>}
    </label>
  );
}

const below = new Set(["sentence", "document", "statement"]);

/** sorted orders rows by a column; numbers as numbers, empty cells last. */
export function sorted(rows: readonly Row[], column: number, down: boolean): Row[] {
  const value = (r: Row) => r.cells[column]?.text ?? "";
  const numeric = rows.every((r) => value(r) === "" || !Number.isNaN(Number(value(r))));
  return [...rows].sort((a, b) => {
    const x = value(a);
    const y = value(b);
    if (x === "" || y === "") return x === y ? 0 : x === "" ? 1 : -1;
    const c = numeric ? Number(x) - Number(y) : x.localeCompare(y, "en");
    return down ? -c : c;
  });
}

function Answer({ p, q, t, address }: { p: Page; q: Query; t: Table; address: string }) {
  const [by, setBy] = useState<{ column: number; down: boolean } | null>(null);
  const [n, setN] = useState(100);
  const [open, setOpen] = useState<Row | null>(null);
  useEffect(() => { setBy(null); setN(100); setOpen(null); }, [t]);
  const all = t.rows ?? [];
  const rows = useMemo(() => (by ? sorted(all, by.column, by.down) : all), [all, by]);
  const columns = t.columns.map((c, i) => ({ c, i })).filter(({ c }) => !below.has(c.type) || all.every((r) => !r.evidence?.length));
  const s = snippets(location.origin, address, "rows");
  const file = fileName("dramatis", q.name, ...(t.params ?? []).map((x) => x.means));
  const flags = (t.params ?? []).map((x) => [x.name, x.given] as const);
  const csvAddress = address + (address.includes("?") ? "&" : "?") + "format=csv";
  return (
    <section class="answer" aria-label="Answer">
      <div class="head">
        <h2><bdi>{asked(t)}</bdi></h2>
        <span class="grow" />
        <Menu label="Copy" title="Copy this answer as an address or a command">
          <Copy label="Permalink" text={location.origin + formatRoute(p.route)} />
          <Copy label="Command" text={command(["query", q.name], flags)} />
          <Copy label="curl" text={s.curl} />
          <Copy label="Python" text={s.python} />
          <Copy label="R" text={s.r} />
          {q.language !== "primitive" && <ScriptButtons p={p} address={address} language={q.language} />}
        </Menu>
        <Menu label="Download" title="Download this answer">
          <a data-close class="button" href={csvAddress} download={file + ".csv"}>CSV</a>
          <button type="button" data-close onClick={() => save(file + "-sorted.csv", tableCSV({ ...t, rows }), "text/csv")}>CSV as sorted</button>
          <a data-close class="button" href={csvAddress.replace(/csv$/, "md")} download={file + ".md"}>Markdown</a>
          <button type="button" data-close onClick={() => save(file + ".json", JSON.stringify(t, null, 2), "application/json")}>JSON</button>
        </Menu>
      </div>
      {all.length === 0 && <p class="hint">No answer in the graph.</p>}
      {all.length > 0 && (
        <div class="scroll">
          <table>
            <caption class="sr">{asked(t)}</caption>
            <thead>
              <tr>
                {columns.map(({ c, i }) => (
                  <th key={c.name} scope="col" aria-sort={by?.column === i ? (by.down ? "descending" : "ascending") : "none"}>
                    <button type="button" class="plain" onClick={() => setBy(by?.column === i ? (by.down ? null : { column: i, down: true }) : { column: i, down: false })}>{c.label}<span aria-hidden="true">{by?.column === i ? (by.down ? " ↓" : " ↑") : ""}</span></button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{rows.slice(0, n).map((r, k) => <Lines key={k} p={p} t={t} r={r} columns={columns.map((x) => x.i)} open={open === r} onOpen={() => setOpen(open === r ? null : r)} />)}</tbody>
          </table>
        </div>
      )}
      {rows.length > n && <p><button type="button" onClick={() => setN(n + 400)}>Show more ({rows.length - n})</button></p>}
      {(t.notes ?? []).map((x) => <p class="hint" key={x}>{x}</p>)}
      {(t.notes ?? []).length > 0 && q.params?.some((x) => x.name === "all-modalities") && !p.route.values["all-modalities"] && (
        <p><button type="button" onClick={() => p.go({ values: { ...p.route.values, modality: [], "all-modalities": ["true"] } })}>Show every modality</button></p>
      )}
    </section>
  );
}

/** asked is the question as it was understood. */
export function asked(t: Table): string {
  let out = t.question;
  for (const x of t.params ?? []) out = out.replaceAll(`{${x.name}}`, x.means);
  return out.replace(/\{[^}]*\}/g, "anybody");
}

function ScriptButtons({ p, address, language }: { p: Page; address: string; language: string }) {
  const [said, say] = useState("");
  const script = () => fetch(address.replace(/(\/queries\/[^/?]+)/, "$1/script")).then((r) => (r.ok ? r.text() : Promise.reject(new Error(String(r.status)))));
  return (
    <>
      <button type="button" onClick={() => void script().then((s) => navigator.clipboard.writeText(s)).then(() => say("copied"), () => say("not copied"))}>{said || "Query text (for Cayley)"}</button>
      <button type="button" data-close onClick={() => void script().then((s) => p.go({ ...home, view: "write", values: { text: [s], language: [language] } }), () => p.say("The query's text could not be read."))}>Edit the query…</button>
    </>
  );
}

function Lines({ p, t, r, columns, open, onOpen }: { p: Page; t: Table; r: Row; columns: number[]; open: boolean; onOpen: () => void }) {
  const e = r.evidence ?? [];
  const first = e[0];
  const act: CardActions = {
    writable: p.status.writable,
    onActor: (id) => p.go({ ...home, view: "explore", actor: id }),
    onArticle: (s: Statement) => p.go({ ...home, view: "article", doc: s.document.id, statement: s.statement }),
    onDecide: p.decide,
  };
  return (
    <>
      <tr class={first ? "m-" + first.modality : ""}>
        {columns.map((i) => {
          const c = t.columns[i]!;
          const cell = r.cells[i] ?? { text: "" };
          const id = cell.ids?.length === 1 ? cell.ids[0]! : "";
          return (
            <td key={i} class={`c-${c.type} n-${c.name}`}>
              {c.type === "modality" && cell.text ? <Chip of={cell.text} />
              : id.startsWith("actor:") ? <Link to={formatRoute({ ...home, view: "explore", actor: id })} onGo={() => act.onActor(id)}><bdi>{cell.text}</bdi></Link>
              : id.startsWith("doc:") ? <Link to={formatRoute({ ...home, view: "article", doc: id })} onGo={() => p.go({ ...home, view: "article", doc: id })}><bdi>{cell.text}</bdi></Link>
              : <bdi>{cell.text}</bdi>}
            </td>
          );
        })}
      </tr>
      {first && (
        <tr class="under">
          <td colSpan={columns.length}>
            <q class="sentence"><bdi>{first.sentence}</bdi></q> <Link to={articleAddress(first)} onGo={() => act.onArticle(first)}><bdi>{docName(first.document)}</bdi></Link>{first.document.published ? ` · ${first.document.published.slice(0, 10)}` : ""}{" · "}
            <button type="button" class="plain" aria-expanded={open} onClick={onOpen}>{open ? "close" : e.length > 1 ? `evidence: ${count(e.length, "statement")}` : "evidence"}</button>
            {open && <div class="evidence">{e.slice(0, 50).map((s) => <Card key={s.statement} s={s} chosen={false} act={act} onChoose={act.onArticle} />)}</div>}
          </td>
        </tr>
      )}
    </>
  );
}
