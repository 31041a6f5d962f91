import { moveReason } from "#app/domains/licences/ui/move-reason.ts";
import { stages } from "#app/domains/licences/ui/licence-card.tsx";
import { reasonSaid, useLicenceWords } from "#app/domains/licences/ui/licence-words.ts";
import type { SupervisionView } from "#app/flows/supervise.server.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import { monthLabel } from "#app/shared/months.ts";
import { formatMass } from "#app/shared/units.ts";
import { StateBadge } from "#app/ui/badge.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Link } from "#app/ui/remix.ts";
import { DateTime } from "#app/ui/time.tsx";

type Text<Row, Instants extends keyof Row> = Omit<Row, Instants> & { [I in Instants]: Exclude<Row[I], Date> | string };

/** What an authority sees, with instants as texts. */
export type Written = Omit<SupervisionView, "decisions" | "alarms" | "deliveries" | "looks"> & {
  decisions: Text<SupervisionView["decisions"][number], "at">[];
  alarms: Text<SupervisionView["alarms"][number], "raisedAt">[];
  deliveries: Text<SupervisionView["deliveries"][number], "sentAt" | "closedAt">[];
  looks: Text<SupervisionView["looks"][number], "at">[];
};

interface Placed<Row> {
  rows: readonly Row[];
  locale: string;
  timeZone: string;
}

function useNothing() {
  const { t } = useTranslation("supervision");
  return <p className="text-ink-soft">{t("nothing")}</p>;
}

export function LicenceTable({ rows, locale }: Placed<Written["licences"][number]>) {
  const { t } = useTranslation("supervision");
  const { t: tl } = useTranslation("licences");
  const words = useLicenceWords(locale);
  return (
    <DataTable
      caption={t("parts.licences")}
      hideCaption
      rows={rows}
      rowKey={(row) => row.id}
      empty={useNothing()}
      columns={[
        { key: "holder", header: tl("holder"), primary: true, cell: (row) => <span className="wrap-anywhere">{row.partyName}</span> },
        {
          key: "number",
          header: tl("number"),
          cell: (row) => (
            <Link to={`/supervision/licences/${row.id}`} className="link wrap-anywhere">
              {row.number}
            </Link>
          ),
        },
        { key: "scope", header: tl("scope"), cell: (row) => words.scope(row) },
        { key: "days", header: tl("days"), cell: (row) => words.days(row) },
        {
          key: "state",
          header: tl("register.state"),
          cell: (row) => (
            <span className="grid justify-items-start gap-1 max-sm:justify-items-end">
              <StateBadge stage={stages[row.standing]}>{tl(`states.${row.standing}`)}</StateBadge>
              <span className="text-sm text-ink-soft wrap-anywhere">{reasonSaid((key) => tl(key), row)}</span>
            </span>
          ),
        },
      ]}
    />
  );
}

export function DecisionTable({ rows, locale, timeZone }: Placed<Written["decisions"][number]>) {
  const { t } = useTranslation("supervision");
  const { t: tl } = useTranslation("licences");
  return (
    <DataTable
      caption={t("parts.decisions")}
      hideCaption
      rows={rows}
      rowKey={(row) => `${row.licenceId} ${row.at} ${row.to}`}
      empty={useNothing()}
      columns={[
        { key: "at", header: t("at"), primary: true, cell: (row) => <DateTime at={row.at} locale={locale} timeZone={timeZone} /> },
        { key: "number", header: tl("number"), cell: (row) => <span className="wrap-anywhere">{row.number} · {row.partyName}</span> },
        { key: "step", header: t("step"), cell: (row) => tl(`states.${row.to}`) },
        { key: "by", header: t("by"), cell: (row) => t(`roles.${row.role}`) },
        { key: "reason", header: t("reason"), cell: (row) => <span className="wrap-anywhere">{moveReason((key) => t(key), row.reason)}</span> },
      ]}
    />
  );
}

export function AlarmTable({ rows, locale, timeZone }: Placed<Written["alarms"][number]>) {
  const { t } = useTranslation("supervision");
  return (
    <DataTable
      caption={t("parts.alarms")}
      hideCaption
      rows={rows}
      rowKey={(row) => `${row.pointId} ${row.month}`}
      empty={useNothing()}
      columns={[
        { key: "point", header: t("point"), primary: true, cell: (row) => <span className="wrap-anywhere">{row.pointName} · {row.partyName}</span> },
        { key: "month", header: t("month"), cell: (row) => monthLabel(row.month, locale) },
        { key: "share", header: t("unexplained"), align: "end", cell: (row) => numberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(row.unexplainedPermille / 1000) },
        { key: "at", header: t("raised"), cell: (row) => <DateTime at={row.raisedAt} locale={locale} timeZone={timeZone} /> },
      ]}
    />
  );
}

export function DeliveryTable({ rows, locale, timeZone }: Placed<Written["deliveries"][number]>) {
  const { t } = useTranslation("supervision");
  const { t: tm } = useTranslation("materials");
  const { t: tc, i18n } = useTranslation("custody");
  const why = (row: Written["deliveries"][number]) => {
    if (row.reason === null || row.reason === "") return "–";
    return row.problem !== "refused" && i18n.exists(`custody:reasons.${row.reason}`) ? tc(`reasons.${row.reason}`) : row.reason;
  };
  return (
    <DataTable
      caption={t("parts.deliveries")}
      hideCaption
      rows={rows}
      rowKey={(row) => `${row.number} ${row.material} ${row.sentGrams}`}
      empty={useNothing()}
      columns={[
        { key: "what", header: t("delivery"), primary: true, cell: (row) => `${row.number} · ${tm(`names.${row.material}`)}` },
        { key: "problem", header: t("problem"), cell: (row) => t(`problems.${row.problem}`) },
        { key: "way", header: t("way"), cell: (row) => <span className="wrap-anywhere">{row.fromPoint} ({row.fromParty}) → {row.toPoint} ({row.toParty})</span> },
        { key: "sent", header: t("sentMass"), align: "end", cell: (row) => formatMass(row.sentGrams, locale) },
        { key: "received", header: t("receivedMass"), align: "end", cell: (row) => (row.receivedGrams === null ? t("noneWeighed") : formatMass(row.receivedGrams, locale)) },
        { key: "reason", header: t("reason"), cell: (row) => <span className="wrap-anywhere">{why(row)}</span> },
        { key: "at", header: t("sentAt"), cell: (row) => <DateTime at={row.sentAt} locale={locale} timeZone={timeZone} /> },
      ]}
    />
  );
}

export function LookTable({ rows, locale, timeZone }: Placed<Written["looks"][number]>) {
  const { t } = useTranslation("supervision");
  const { t: tt } = useTranslation("trust");
  return (
    <DataTable
      caption={t("looks.title")}
      hideCaption
      rows={rows}
      rowKey={(row) => `${row.at} ${row.action}`}
      empty={useNothing()}
      columns={[
        { key: "at", header: t("at"), primary: true, cell: (row) => <DateTime at={row.at} locale={locale} timeZone={timeZone} /> },
        { key: "who", header: t("looks.who"), cell: (row) => row.who ?? tt("moderation.gone") },
        { key: "what", header: t("looks.what"), cell: (row) => tt(`audit.actions.${row.action.replace(".", "_")}`) },
        { key: "region", header: t("region"), cell: (row) => row.region || "–" },
        { key: "period", header: t("looks.period"), cell: (row) => row.period.replace("/", " – ") || "–" },
      ]}
    />
  );
}
