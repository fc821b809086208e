import { useEffect, useRef, useState } from "preact/hooks";
import { url, type ActorItem, type ActorPage } from "./api";
import { useData, useLater } from "./hooks";

/** Search finds an actor while its name is typed: arrow keys choose, Enter opens, Escape closes; "/" comes here from anywhere. */
export function Search({ id, placeholder, big, onActor, value = "", clear = true }: { id: string; placeholder: string; big?: boolean; value?: string; clear?: boolean; onActor: (a: ActorItem) => void }) {
  const [text, setText] = useState(value);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const later = useLater(text.trim(), 110);
  const found = useData<ActorPage>(open && later ? url("/api/v1/actors", { q: later, limit: 10 }) : "");
  const list = open && text.trim() ? (found.data?.actors ?? []) : [];
  useEffect(() => setAt(0), [found.of]);
  useEffect(() => {
    if (id !== "search") return;
    const slash = (e: KeyboardEvent) => {
      const t = e.target as HTMLElement;
      if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || t.closest("input,textarea,select,[contenteditable]")) return;
      e.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener("keydown", slash);
    return () => removeEventListener("keydown", slash);
  }, [id]);
  const choose = (a: ActorItem | undefined) => {
    if (!a) return;
    setOpen(false);
    setText(clear ? "" : a.name);
    input.current?.blur();
    onActor(a);
  };
  const key = (e: KeyboardEvent) => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      setOpen(true);
      if (list.length) setAt((at + (e.key === "ArrowDown" ? 1 : list.length - 1)) % list.length);
    } else if (e.key === "Enter") {
      e.preventDefault();
      choose(list[at]);
    } else if (e.key === "Escape") setOpen(false);
  };
  const none = open && later !== "" && later === text.trim() && !found.loading && !found.fault && found.data && list.length === 0;
  return (
    <div class={"search" + (big ? " big" : "")}>
      <svg class="glass" viewBox="0 0 20 20" width="17" height="17" aria-hidden="true"><circle cx="8.5" cy="8.5" r="5.5" fill="none" stroke="currentColor" stroke-width="1.8" /><path d="m13 13 4.5 4.5" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" /></svg>
      <input
        ref={input} id={id} type="text" role="combobox" aria-expanded={list.length > 0} aria-controls={id + "-list"} aria-autocomplete="list" aria-label={placeholder}
        aria-activedescendant={list.length ? `${id}-${at}` : undefined} placeholder={placeholder} value={text} autocomplete="off" spellcheck={false}
        onInput={(e) => { setText(e.currentTarget.value); setOpen(true); }} onFocus={() => setOpen(true)} onBlur={() => setOpen(false)} onKeyDown={key}
      />
      {id === "search" && !text && <kbd aria-hidden="true">/</kbd>}
      {(list.length > 0 || none) && (
        <ul id={id + "-list"} role="listbox" aria-label="Actors">
          {none && <li class="none">No actor has a name like this.</li>}
          {list.map((a, i) => (
            <li key={a.id} id={`${id}-${i}`} role="option" aria-selected={i === at} onPointerDown={(e) => { e.preventDefault(); choose(a); }} onPointerEnter={() => setAt(i)}>
              <bdi>{a.name}</bdi> <small><bdi>{a.detail || a.kind}</bdi></small> <span class="number" title="statements">{a.statements}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
