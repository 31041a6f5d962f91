import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Link } from "#app/ui/remix.ts";
import type { AuditDetails, AuditValue } from "../audit.rules.ts";

/** Where things of the record can be looked at; others are only named. */
const pageOf: Readonly<Record<string, (id: string) => string>> = {
  case: (id) => `/moderation/cases/${id}`,
  decision: (id) => `/decisions/${id}`,
  listing: (id) => `/listings/${id}`,
};
const kinds = ["case", "decision", "appeal", "listing", "message", "party", "review", "photo", "post", "answer", "mark", "visit", "user", "licence"] as const;
/** The names of details, in the order in which they are read; ids stand in the record itself and in its CSV. */
const names = ["kind", "state", "outcome", "rule", "facts", "words", "until", "answer", "reason", "note", "side", "origin", "reasons", "mark", "legalName", "registerNumber", "region", "period", "file"] as const;
type Name = (typeof names)[number];

/** What an act was about: its kind, and the end of its id, which is enough to tell two apart; the whole id is in its title and in the CSV. */
export function AuditAbout({ kind, id }: { kind: string; id: string }) {
  const { t } = useTranslation("trust");
  const known = kinds.find((one) => one === kind);
  const to = pageOf[kind]?.(id);
  const end = <code className="text-xs">…{id.slice(-6)}</code>;
  return (
    <span title={id} className="inline-flex flex-wrap items-baseline gap-x-1.5">
      <span>{known ? t(`audit.kinds.${known}`) : kind}</span>
      {to ? (
        <Link to={to} className="link">
          {end}
        </Link>
      ) : (
        <span className="text-ink-soft">{end}</span>
      )}
    </span>
  );
}

/** What an act left in the record, in words; "–" when that is nothing. */
export function AuditSaid({ details }: { details: AuditDetails }) {
  const { t } = useTranslation("trust");
  const about = typeof details.of === "string" && typeof details.id === "string" ? <AuditAbout kind={details.of} id={details.id} /> : null;
  const said = names.flatMap((name) => {
    const value = details[name];
    return value === undefined || value === null || value === "" ? [] : [{ name, value }];
  });
  if (!about && said.length === 0) return <>–</>;
  return (
    <span className="grid gap-1 text-start text-sm">
      {about}
      {said.map(({ name, value }) => (
        <span key={name} className="wrap-anywhere">
          <span className="text-ink-soft">{t(`audit.detail.${name}`)}</span> {valueOf(name, value, t)}
        </span>
      ))}
    </span>
  );
}

function valueOf(name: Name, value: AuditValue, t: ReturnType<typeof useTranslation>["t"]): ReactNode {
  if (Array.isArray(value)) return value.map((one) => (name === "reasons" ? t(`moderation.hint.${String(one)}`) : String(one))).join(", ");
  if (value !== null && typeof value === "object") return Object.values(value).filter(Boolean).map(String).join(" / ");
  if (name === "kind") return t(`decided.${String(value)}`);
  if (name === "rule") return t(`reasons.${String(value)}`);
  if (name === "state") return t(`statement.states.${String(value)}`);
  if (name === "side") return t(`appeals.side.${String(value)}`);
  if (name === "origin") return t(value === "hint" ? "moderation.byHint" : "audit.byReport");
  if (name === "mark") return t(`marks.${String(value)}`);
  return String(value);
}
