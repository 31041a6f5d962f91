import { useTranslation } from "#app/ui/i18n.ts";
import { Badge } from "#app/ui/badge.tsx";
import { RelativeTime } from "#app/ui/time.tsx";
import { fillLevels, queueLevels, type LiveState, type StateReport } from "../live/live.rules.ts";

const queueTones = ["leaf", "marigold", "clay"] as const;
const fillTones = ["leaf", "leaf", "leaf", "marigold", "clay"] as const;

function useWords() {
  const { t } = useTranslation("points");
  return (report: StateReport): string => {
    if (report.subject !== "queue") return t(`live.fill.${fillLevels[report.level] ?? "full"}`);
    const words = t(`live.queue.${queueLevels[report.level] ?? "long"}`);
    return report.minutes === null ? words : t("live.queueMinutes", { words, minutes: report.minutes });
  };
}

/** How it is there now: queue and containers, each with who said so and how long ago. */
export function LiveStateList({ live, now, locale }: { live: LiveState; now: string; locale: string }) {
  const { t } = useTranslation("points");
  const { t: tm } = useTranslation("materials");
  const words = useWords();
  return (
    <ul className="grid gap-2">
      {[...(live.queue ? [live.queue] : []), ...live.fill].map((report) => (
        <li key={report.subject} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold">{report.subject === "queue" ? t("live.queueName") : tm(`groups.${report.subject}`)}</span>
          <Badge tone={report.subject === "queue" ? queueTones[report.level] : fillTones[report.level]}>{words(report)}</Badge>
          {report.subject === "queue" ? null : <FillMeter level={report.level} />}
          <span className="text-sm text-ink-soft">
            {t(`live.source.${report.source}`)} · <RelativeTime at={report.at} now={now} locale={locale} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The level as quarters of a container; the words beside it say the same. */
function FillMeter({ level }: { level: number }) {
  return (
    <span aria-hidden="true" className="inline-flex h-3 w-16 gap-0.5">
      {[1, 2, 3, 4].map((quarter) => (
        <span key={quarter} className={`h-full flex-1 rounded-sm border border-line-strong ${quarter <= level ? (level === 4 ? "bg-clay" : "bg-leaf") : "bg-surface"}`} />
      ))}
    </span>
  );
}

/** The same in one line of a list: the queue, and what is full. */
export function LiveStateLine({ live, now, locale }: { live: LiveState; now: string; locale: string }) {
  const { t } = useTranslation("points");
  const { t: tm } = useTranslation("materials");
  const words = useWords();
  const full = live.fill.filter((report) => report.level >= 3);
  const shown = [...(live.queue ? [live.queue] : []), ...full];
  const newest = shown.reduce<string>((latest, report) => (report.at > latest ? report.at : latest), "");
  if (shown.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm">
      {live.queue ? <Badge tone={queueTones[live.queue.level]}>{t("live.queueShort", { words: words(live.queue) })}</Badge> : null}
      {full.map((report) => (
        <Badge key={report.subject} tone={fillTones[report.level]}>{`${tm(`groups.${report.subject}`)}: ${words(report)}`}</Badge>
      ))}
      <span className="text-ink-soft">
        <RelativeTime at={newest} now={now} locale={locale} />
      </span>
    </p>
  );
}
