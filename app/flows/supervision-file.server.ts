import { createHash } from "node:crypto";
import type { Part, Period } from "#app/domains/supervision/supervision.schema.ts";
import { csvText, type CsvCell } from "#app/shared/csv.ts";
import type { Supervised } from "./supervise.server.ts";

/** By what rule the rows of a part are made; a new number when the rule changes (docs/methodology). */
export const METHODS: Readonly<Record<Part, string>> = { licences: "licence-register@1", decisions: "licence-decisions@1", alarms: "mass-balance@1", deliveries: "regulated-deliveries@1" };

type Columns<Row> = Readonly<Record<string, (row: Row) => CsvCell>>;

/** Names are stable; new ones are added at the end. Instants in UTC, days as the licence says them, masses in grams. */
const columns: { [P in Part]: Columns<Supervised[P][number]> } = {
  licences: {
    id: (row) => row.id,
    recycler: (row) => row.partyName,
    number: (row) => row.number,
    issuer: (row) => row.issuer,
    country: (row) => row.countryCode,
    subdivision: (row) => row.subdivision,
    materials: (row) => row.materials.join(" "),
    validFrom: (row) => row.validFrom,
    validUntil: (row) => row.validUntil,
    state: (row) => row.standing,
    daysLeft: (row) => row.daysLeft,
    reasonCode: (row) => row.reasonCode,
    reason: (row) => row.reason,
    submittedAt: (row) => row.submittedAt,
  },
  decisions: {
    licenceId: (row) => row.licenceId,
    number: (row) => row.number,
    recycler: (row) => row.partyName,
    from: (row) => row.from,
    to: (row) => row.to,
    byRole: (row) => row.role,
    reason: (row) => row.reason,
    at: (row) => row.at.toISOString(),
  },
  alarms: {
    pointId: (row) => row.pointId,
    point: (row) => row.pointName,
    recycler: (row) => row.partyName,
    month: (row) => row.month,
    unexplainedPermille: (row) => row.unexplainedPermille,
    raisedAt: (row) => row.raisedAt.toISOString(),
  },
  deliveries: {
    consignment: (row) => row.number,
    problem: (row) => row.problem,
    material: (row) => row.material,
    sentGrams: (row) => row.sentGrams,
    receivedGrams: (row) => row.receivedGrams,
    fromPoint: (row) => row.fromPoint,
    fromRecycler: (row) => row.fromParty,
    toPoint: (row) => row.toPoint,
    toRecycler: (row) => row.toParty,
    reason: (row) => row.reason,
    sentAt: (row) => row.sentAt.toISOString(),
    closedAt: (row) => row.closedAt?.toISOString() ?? null,
  },
};

/** The formats, by the end of the file's name. */
export const SUPERVISION_FORMATS = { csv: "text/csv; charset=utf-8", jsonl: "application/x-ndjson; charset=utf-8" } as const;
export type SupervisionFormat = keyof typeof SUPERVISION_FORMATS;

/**
 * Rows of a part as a file. Every line says for which region and period it was made, by which method, and which version of the rows it is
 * of: the same rows have the same version.
 */
export function supervisionFile<P extends Part>(part: P, format: SupervisionFormat, about: { region: string; period: Period }, rows: Supervised[P]): string {
  const of = columns[part] as Columns<Supervised[P][number]>;
  const records = rows.map((row) => Object.fromEntries(Object.entries(of).map(([name, cell]) => [name, cell(row)])));
  const version = createHash("sha256").update(JSON.stringify(records)).digest("base64url").slice(0, 22);
  const same = { region: about.region, periodFrom: about.period.first, periodUntil: about.period.last, method: METHODS[part], version };
  const names = [...Object.keys(of), ...Object.keys(same)];
  const lines = records.map((record) => ({ ...record, ...same }) as Record<string, CsvCell>);
  if (format === "jsonl") return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  return csvText(names, lines.map((line) => names.map((name) => line[name] ?? null)));
}
