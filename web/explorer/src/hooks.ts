import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { faultOf, get, type Fault } from "./api";
import { formatRoute, parseRoute, type Route } from "./state";

export interface Loaded<T> {
  data: T | undefined;
  fault: Fault | undefined;
  loading: boolean;
  /** The address that data belongs to. */
  of: string;
}

/** useData reads an address, keeps what was read before until the new is there, and drops answers that come late. */
export function useData<T>(address: string, again = 0): Loaded<T> {
  const [state, set] = useState<Loaded<T>>({ data: undefined, fault: undefined, loading: address !== "", of: "" });
  useEffect(() => {
    if (!address) {
      set({ data: undefined, fault: undefined, loading: false, of: "" });
      return;
    }
    const stop = new AbortController();
    set((s) => ({ ...s, loading: true }));
    get<T>(address, stop.signal).then(
      (data) => set({ data, fault: undefined, loading: false, of: address }),
      (err: unknown) => {
        if (!stop.signal.aborted) set({ data: undefined, fault: faultOf(err), loading: false, of: address });
      },
    );
    return () => stop.abort();
  }, [address, again]);
  return state;
}

export type Go = (change: Partial<Route>, how?: "push" | "replace") => void;

/** useRoute keeps the state of the view in the address. */
export function useRoute(): [Route, Go] {
  const [route, set] = useState(() => parseRoute(location.search));
  const now = useRef(route);
  useEffect(() => {
    const back = () => {
      now.current = parseRoute(location.search);
      set(now.current);
    };
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  const go = useCallback<Go>((change, how = "push") => {
    const next = { ...now.current, ...change };
    const address = formatRoute(next);
    if (address === formatRoute(now.current)) return;
    if (how === "push") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    now.current = next;
    set(next);
  }, []);
  return [route, go];
}

/** useDark follows the system's preference. */
export function useDark(): boolean {
  const query = "(prefers-color-scheme: dark)";
  const [dark, set] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const m = matchMedia(query);
    const on = () => set(m.matches);
    m.addEventListener("change", on);
    return () => m.removeEventListener("change", on);
  }, []);
  return dark;
}

/** useWidth measures an element. */
export function useWidth<T extends Element>(): [(el: T | null) => void, number] {
  const [width, set] = useState(0);
  const observer = useRef<ResizeObserver | null>(null);
  const ref = useCallback((el: T | null) => {
    observer.current?.disconnect();
    if (!el) return;
    observer.current = new ResizeObserver((entries) => {
      const w = Math.round(entries[0]!.contentRect.width);
      set((before) => (before === w ? before : w));
    });
    observer.current.observe(el);
    set(Math.round(el.getBoundingClientRect().width));
  }, []);
  return [ref, width];
}

/** useLater gives a value that follows another after a pause. */
export function useLater<T>(value: T, ms: number): T {
  const [later, set] = useState(value);
  useEffect(() => {
    const t = setTimeout(() => set(value), ms);
    return () => clearTimeout(t);
  }, [value, ms]);
  return later;
}
