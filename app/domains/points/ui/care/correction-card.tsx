import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { DateTime } from "#app/ui/time.tsx";
import { partOfProposal, type CorrectionView } from "../../corrections/corrections.schema.ts";
import { seasonWords } from "../season-words.ts";
import { weekdayName } from "./week-fields.tsx";

/** What somebody proposed, as it would be, with what came of it. */
export function CorrectionCard({ correction, timeZone, locale, children }: { correction: CorrectionView; timeZone: string; locale: string; children?: ReactNode }) {
  const { t } = useTranslation("point-care");
  const { kind, state } = correction;
  return (
    <Card as="li" className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-base font-semibold">{t(`corrections.kinds.${kind}`)}</h2>
        {state === "open" ? <Badge tone="marigold">{t("corrections.state.open")}</Badge> : <Badge tone={state === "accepted" ? "leaf" : "neutral"}>{t(`corrections.state.${state}`)}</Badge>}
      </div>
      <p className="text-sm text-ink-soft">
        {correction.proposerName} · <DateTime at={correction.createdAt} locale={locale} timeZone={timeZone} format="datetime" />
      </p>
      <Proposed correction={correction} locale={locale} />
      {correction.text ? <blockquote className="rounded-control border-s-4 border-line-strong bg-sunken px-4 py-2 break-words whitespace-pre-wrap">{correction.text}</blockquote> : null}
      {correction.decidedAt ? (
        <p className="text-sm">
          {correction.decidedByName ?? ""} · <DateTime at={correction.decidedAt} locale={locale} timeZone={timeZone} format="datetime" />
          {correction.reason ? <span className="block break-words">{correction.reason}</span> : null}
        </p>
      ) : null}
      {children}
    </Card>
  );
}

function Proposed({ correction, locale }: { correction: CorrectionView; locale: string }) {
  const { t } = useTranslation("point-care");
  const { t: tm } = useTranslation("materials");
  const { t: tp } = useTranslation("points");
  const { proposal, kind } = correction;
  const part = partOfProposal(proposal);
  if (kind === "hours" && proposal.days) {
    return (
      <div className="grid gap-1 text-sm">
        <p className="font-semibold" suppressHydrationWarning>
          {part ? seasonWords(part, locale, tp) : t("hours.allYear")}
        </p>
        <ul className="tabular">
          {proposal.days.map((day, index) => (
            <li key={index}>
              <span suppressHydrationWarning>{weekdayName(index + 1, locale)}</span>: {day.trim() || t("dates.closed")}
            </li>
          ))}
        </ul>
        <p className="text-ink-soft">{t(part ? "corrections.restStays" : "corrections.datesStay")}</p>
      </div>
    );
  }
  if (kind === "materials" && proposal.lines) {
    return (
      <ul className="list-disc ps-5 text-sm">
        {proposal.lines.map((line) => (
          <li key={line.material}>
            {tm(`names.${line.material}`)}: {t(`corrections.says.${line.says}`)}
          </li>
        ))}
      </ul>
    );
  }
  if (kind === "place" && proposal.latitude !== undefined && proposal.longitude !== undefined) {
    return (
      <p className="tabular text-sm">
        {proposal.latitude.toFixed(5)}, {proposal.longitude.toFixed(5)}
      </p>
    );
  }
  return null;
}
