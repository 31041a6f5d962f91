import { useTranslation } from "#app/ui/i18n.ts";
import { formatPrice } from "#app/shared/money.ts";
import { Alert } from "#app/ui/alert.tsx";
import { StateBadge } from "#app/ui/badge.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Link } from "#app/ui/remix.ts";
import type { ReturnView } from "../packaging.schema.ts";

/** Why a verb was refused, with the codes to blame. */
export function PackagingRefusal({ refusal }: { refusal: { code: string; codes: readonly string[] } | null | undefined }) {
  const { t } = useTranslation("packaging");
  if (!refusal) return null;
  return (
    <Alert tone="error" live>
      {t(`errors.${refusal.code.split(".")[1] ?? ""}`, { codes: refusal.codes.join(", ") })}
    </Alert>
  );
}

const stages = { declared: "waiting", matched: "done", mismatch: "problem", resolved: "done", withdrawn: "stopped" } as const;

export function ReturnStateBadge({ state }: { state: ReturnView["state"] }) {
  const { t } = useTranslation("packaging");
  return <StateBadge stage={stages[state]}>{t(`return.states.${state}`)}</StateBadge>;
}

/** Returns one below the other. */
export function ReturnList({ returns, base, locale }: { returns: readonly ReturnView[]; base: "/packaging" | "/staff/packaging"; locale: string }) {
  const { t } = useTranslation("packaging");
  return (
    <ul className="grid gap-2">
      {returns.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-control border border-line bg-surface px-3 py-2">
          <span className="min-w-0">
            <Link to={`${base}/returns/${one.id}`} className="link font-semibold wrap-anywhere">
              {base === "/packaging" ? t("holder.pool", { name: one.poolName }) : t("return.of", { name: one.holderName })}
            </Link>
            <span className="block text-sm text-ink-soft">
              {one.lines.map((line) => `${line.typeName}: ${line.countedCount ?? line.declaredCount}`).join(" · ")}
              {one.countedAt ? ` · ${t("return.paid")}: ${formatPrice(one.paidMinor, one.currency, locale)}` : ""}
            </span>
          </span>
          <ReturnStateBadge state={one.state} />
        </li>
      ))}
    </ul>
  );
}

/** What was declared and counted, line by line. */
export function ReturnLines({ view }: { view: ReturnView }) {
  const { t } = useTranslation("packaging");
  return (
    <DataTable
      caption={t("return.title")}
      hideCaption
      rows={view.lines}
      rowKey={(line) => line.typeId}
      columns={[
        { key: "line", header: t("return.line"), cell: (line) => line.typeName, primary: true },
        { key: "declared", header: t("return.declared"), align: "end", cell: (line) => line.declaredCount },
        { key: "counted", header: t("return.counted"), align: "end", cell: (line) => line.countedCount ?? t("return.notCounted") },
      ]}
    />
  );
}
