import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e, formatCo2eRange } from "#app/shared/units.ts";
import { Badge } from "#app/ui/badge.tsx";
import { GoodsDrawing } from "#app/ui/drawings/goods-drawing.tsx";
import { MaterialDrawing } from "#app/ui/drawings/material-drawing.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime } from "#app/ui/time.tsx";
import type { EntryLine, EntrySubject } from "../entries.schema.ts";
import { groupOf, useMovedWords } from "./subject.ts";

/** The drawing that belongs to what moved. */
export function SubjectDrawing({ subject, size = 44 }: { subject: EntrySubject; size?: number }) {
  const group = groupOf(subject.code, subject.kind);
  if (!group) return null;
  return "material" in group ? <MaterialDrawing group={group.material} size={size} /> : <GoodsDrawing group={group.goods} size={size} />;
}

/** A party's entries: what moved, when, and its share of the figure; each row leads to the explanation. */
export function EntryList({ label, entries, locale, timeZone }: { label: string; entries: readonly EntryLine[]; locale: string; timeZone: string }) {
  return (
    <ul aria-label={label} className="grid gap-1.5">
      {entries.map((entry) => (
        <EntryRow key={`${entry.id} ${entry.side}`} entry={entry} locale={locale} timeZone={timeZone} />
      ))}
    </ul>
  );
}

function EntryRow({ entry, locale, timeZone }: { entry: EntryLine; locale: string; timeZone: string }) {
  const { t } = useTranslation("impact");
  const movedWords = useMovedWords();
  const moved = movedWords(entry, locale);
  return (
    <li className="relative grid grid-cols-[auto_1fr_auto] items-center gap-x-3 rounded-card border border-line bg-surface px-3 py-2.5 transition-colors hover:bg-sunken">
      <span aria-hidden="true" className={entry.status === "ok" ? "" : "opacity-50"}>
        <SubjectDrawing subject={entry.subject} />
      </span>
      <span className="min-w-0">
        <Link to={`/impact/entries/${entry.id}`} className="font-semibold text-ink underline-offset-4 after:absolute after:inset-0 after:rounded-card hover:underline">
          {entry.kind === "entry" ? moved : t(`line.${entry.kind}`, { what: moved })}
        </Link>
        <span className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
          <DateTime at={entry.occurredAt} locale={locale} timeZone={timeZone} format="date" />
          <span>{t(`line.${entry.side === "giver" ? "given" : "taken"}`)}</span>
          {entry.stage === "provisional" && entry.status === "ok" ? <Badge tone="marigold">{t("statuses.provisional")}</Badge> : null}
          {entry.isLate ? <Badge tone="neutral">{t("statuses.late")}</Badge> : null}
          {entry.isReversed ? <Badge tone="clay">{t("statuses.reversed")}</Badge> : null}
        </span>
      </span>
      <Figure entry={entry} locale={locale} />
    </li>
  );
}

function Figure({ entry, locale }: { entry: EntryLine; locale: string }) {
  const { t } = useTranslation("impact");
  const { co2eGrams, lowGrams, highGrams } = entry.share;
  if (co2eGrams === null || lowGrams === null || highGrams === null) {
    return <Badge tone="neutral">{t(entry.reason === "in_chain" ? "statuses.in_chain" : "statuses.not_covered")}</Badge>;
  }
  return (
    <span className={`tabular text-end ${entry.isReversed ? "line-through decoration-clay" : ""}`}>
      <span className={`block font-semibold ${co2eGrams < 0 ? "text-clay" : "text-leaf"}`}>{formatCo2e(co2eGrams, locale)}</span>
      <span className="block text-xs text-ink-soft">{formatCo2eRange(lowGrams, highGrams, locale)}</span>
    </span>
  );
}
