import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Link } from "#app/ui/remix.ts";
import { formatInstant, RelativeTime } from "#app/ui/time.tsx";
import type { ReportReason, SubjectKind } from "../trust.rules.ts";

export type CaseRowView = {
  id: string;
  subjectKind: SubjectKind;
  title: string;
  excerpt: string;
  partyName: string | null;
  origin: "report" | "hint";
  priority: number;
  reportCount: number;
  reasons: ReportReason[];
  hints: string[];
  openedAt: string;
  heldUntil: string | null;
  holderName: string | null;
  isMine: boolean;
};

/** A case in the queue: what it is about, why, how urgent, who is at it. */
export function CaseRow({ row, locale, timeZone, now }: { row: CaseRowView; locale: string; timeZone: string; now: string }) {
  const { t } = useTranslation("trust");
  return (
    <Card as="li" padding="sm" className="relative grid gap-2 transition-colors hover:border-line-strong has-focus-visible:outline-3 has-focus-visible:outline-focus">
      <div className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
        <Badge>{t(`subjectNames.${row.subjectKind}`)}</Badge>
        {row.origin === "hint" ? (
          <Badge tone="sky" icon="info">
            {t("moderation.byHint")}
          </Badge>
        ) : null}
        <span>{t("moderation.urgency", { number: row.priority })}</span>
        <span>{t("moderation.reports", { count: row.reportCount })}</span>
        <RelativeTime at={row.openedAt} now={now} locale={locale} />
      </div>
      <h2 className="font-sans text-base font-semibold tracking-normal wrap-anywhere">
        <Link to={`/moderation/cases/${row.id}`} className="text-ink no-underline outline-none after:absolute after:inset-0">
          {row.title}
        </Link>
      </h2>
      <p className="text-sm text-ink-soft wrap-anywhere">{[row.partyName, row.excerpt].filter(Boolean).join(" · ")}</p>
      <p className="flex flex-wrap gap-2">
        {row.reasons.map((reason) => (
          <Badge key={reason} tone="clay">
            {t(`reasons.${reason}`)}
          </Badge>
        ))}
        {row.hints.map((hint) => (
          <Badge key={hint} tone="marigold">
            {t(`moderation.hint.${hint}`)}
          </Badge>
        ))}
        {row.heldUntil ? (
          <Badge tone={row.isMine ? "leaf" : "neutral"}>
            {t(row.isMine ? "moderation.heldByYou" : "moderation.heldBy", { name: row.holderName ?? "", time: formatInstant(row.heldUntil, { locale, timeZone, format: "time" }) })}
          </Badge>
        ) : null}
      </p>
    </Card>
  );
}
