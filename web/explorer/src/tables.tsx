import type { Network } from "./api";
import { wholePeriod } from "./dates";
import { tiesOf } from "./graph";
import type { Modality } from "./modality";
import { Chip } from "./parts";

interface Props {
  net: Network;
  shown: readonly Modality[];
  pick: string;
  other: string;
  onPick: (a: string, b: string) => void;
  onCentre: (id: string) => void;
}

const most = 500;

/** NetworkTable says in words what the canvas shows, for reading and for keys. */
export function NetworkTable({ net, shown, pick, other, onPick, onCentre }: Props) {
  const names = new Map(net.nodes.map((n) => [n.id, n.name]));
  return (
    <>
      <table>
        <caption>Ties, the heaviest first{net.edges.length > most ? ` (the first ${most} of ${net.edges.length})` : ""}</caption>
        <thead><tr><th scope="col">Between</th><th scope="col">Relations</th><th scope="col">Statements</th><th scope="col">First</th><th scope="col">Last</th></tr></thead>
        <tbody>
          {net.edges.slice(0, most).map((e) => (
            <tr key={e.source + " " + e.target} class={(pick === e.source && other === e.target) || (pick === e.target && other === e.source) ? "picked" : ""}>
              <th scope="row"><button type="button" class="plain" onClick={() => onPick(e.source, e.target)}><bdi>{names.get(e.source)}</bdi> – <bdi>{names.get(e.target)}</bdi></button></th>
              <td>{e.relations.slice(0, 4).map((r) => r.text.replaceAll("_", " ")).join(", ")}</td>
              <td><div class="chips">{tiesOf(e, shown).map((t) => <span key={t.modality}>{t.count} <Chip of={t.modality} /></span>)}</div></td>
              <td class="date">{wholePeriod(e.first ?? "", e.last ?? "") || e.first || ""}</td>
              <td class="date">{wholePeriod(e.first ?? "", e.last ?? "") || e.last || ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption>Actors{net.nodes.length > most ? ` (the first ${most} of ${net.nodes.length})` : ""}</caption>
        <thead><tr><th scope="col">Actor</th><th scope="col">Kind</th><th scope="col">Statements</th><th scope="col">Steps away</th><th scope="col"><span class="sr">Actions</span></th></tr></thead>
        <tbody>
          {net.nodes.slice(0, most).map((n) => (
            <tr key={n.id} class={pick === n.id && !other ? "picked" : ""}>
              <th scope="row"><button type="button" class="plain" onClick={() => onPick(n.id, "")}><bdi>{n.name}</bdi></button></th>
              <td>{n.kind}</td>
              <td class="number">{n.statements}</td>
              <td class="number">{n.hop ?? ""}</td>
              <td><button type="button" onClick={() => onCentre(n.id)}>centre</button></td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
