// Small parts that several views share.

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Fault } from "./api";
import { look, looks, type Modality } from "./modality";

/** Line is a sample of how a modality is drawn. */
export function Line({ of, width = 30 }: { of: string; width?: number }) {
  const l = look(of);
  return (
    <svg class={"line m-" + l.name} width={width} height="10" aria-hidden="true">
      <line x1="1" y1="5" x2={width - 1} y2="5" stroke="currentColor" stroke-width="2.4" stroke-dasharray={l.dash.join(" ") || undefined} />
    </svg>
  );
}

export function Chip({ of }: { of: string }) {
  return <span class={"chip m-" + look(of).name} title={look(of).meaning}><span aria-hidden="true">{look(of).sign}</span> {of}</span>;
}

/** Legend explains the lines and chooses which are shown. */
export function Legend({ shown, counts, onShow }: { shown: readonly Modality[]; counts?: Partial<Record<Modality, number>> | undefined; onShow: (m: Modality[]) => void }) {
  return (
    <fieldset class="legend">
      <legend class="sr">Modality: which statements are shown</legend>
      {looks.map((l) => {
        const on = shown.includes(l.name);
        return (
          <label key={l.name} class={on ? "on" : "off"} title={`${l.name}: ${l.meaning}`}>
            <input type="checkbox" checked={on} onChange={() => onShow(looks.map((x) => x.name).filter((m) => (m === l.name ? !on : shown.includes(m))))} />
            <Line of={l.name} />
            <span>{l.name}</span>
            {counts && <small>{counts[l.name] ?? 0}</small>}
          </label>
        );
      })}
    </fieldset>
  );
}

/** suggested reads a suggestion of the API: a quoted name or an id with a name, and what it is. */
export function suggested(s: string): { value: string; name: string; detail: string } {
  const [, words = s, detail = ""] = /^(.*?)(?: \[(.*)\])?$/s.exec(s) ?? [];
  const id = /^(\S+:\S+) \((.*)\)$/s.exec(words);
  if (id) return { value: id[1]!, name: id[2]!, detail };
  try {
    const name: unknown = words.startsWith('"') ? JSON.parse(words) : words;
    if (typeof name === "string") return { value: name, name, detail };
  } catch {
    // Go quotes some characters in another way than JSON
  }
  return { value: words, name: words, detail };
}

export function Notice({ fault, onTry }: { fault: Fault; onTry?: (s: string) => void }) {
  return (
    <div class="notice" role="alert">
      <p><bdi>{fault.message}</bdi></p>
      {fault.remedy && <p class="remedy">{onTry && fault.suggestions?.length ? "Did you mean one of these? Or search above." : fault.remedy}</p>}
      {onTry && fault.suggestions && fault.suggestions.length > 0 && (
        <p class="try">{fault.suggestions.map((s) => { const { value, name, detail } = suggested(s); return <button type="button" key={s} onClick={() => onTry(value)}><bdi>{name}</bdi>{detail && <small> {detail}</small>}</button>; })}</p>
      )}
    </div>
  );
}

export function Waiting({ what }: { what: string }) {
  return <p class="waiting" role="status"><span class="spinner" aria-hidden="true" />{what}</p>;
}

/** Menu is a button with a panel that Escape and a click elsewhere close. */
export function Menu({ label, title, children }: { label: ComponentChildren; title: string; children: ComponentChildren }) {
  const el = useRef<HTMLDivElement>(null);
  const [open, set] = useState(false);
  useEffect(() => {
    if (!open) return;
    const away = (e: Event) => {
      if (!el.current?.contains(e.target as Node)) set(false);
    };
    const esc = (e: KeyboardEvent) => {
      if (e.key !== "Escape") return;
      set(false);
      el.current?.querySelector("button")?.focus();
    };
    addEventListener("pointerdown", away);
    addEventListener("keydown", esc);
    return () => {
      removeEventListener("pointerdown", away);
      removeEventListener("keydown", esc);
    };
  }, [open]);
  return (
    <div class="menu" ref={el}>
      <button type="button" aria-expanded={open} title={title} onClick={() => set(!open)}>{label}</button>
      {open && <div class="panel" onClick={(e) => (e.target as Element).closest("[data-close]") && set(false)}>{children}</div>}
    </div>
  );
}

/** Copy puts words on the clipboard and says that it did. */
export function Copy({ text, label }: { text: string; label: string }) {
  const [said, say] = useState("");
  return (
    <button
      type="button" class="copy"
      onClick={() => {
        navigator.clipboard.writeText(text).then(() => say("copied"), () => say("select and copy it yourself"));
        setTimeout(() => say(""), 2000);
      }}
    >
      {said || label}
    </button>
  );
}

/** Link goes to another view without loading the page; with a modifier key it opens a new tab like any link. */
export function Link({ to, onGo, children, ...rest }: { to: string; onGo: () => void; children: ComponentChildren } & Record<string, unknown>) {
  return (
    <a
      href={to} {...rest}
      onClick={(e: MouseEvent) => {
        if (e.metaKey || e.ctrlKey || e.shiftKey || e.button !== 0) return;
        e.preventDefault();
        onGo();
      }}
    >
      {children}
    </a>
  );
}
