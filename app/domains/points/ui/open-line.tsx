import { useTranslation } from "#app/ui/i18n.ts";
import type { OpenNow } from "../points.schema.ts";
import { openWords } from "./point-words.ts";

const dots = { open: "bg-leaf", closed: "bg-clay", unknown: "bg-line-strong" } as const;

/** The state at the door now: a dot and words, never the dot alone. */
export function OpenLine({ hours, timeZone, now, locale }: { hours: OpenNow; timeZone: string; now: string; locale: string }) {
  const { t } = useTranslation("points");
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden="true" className={`size-2.5 shrink-0 rounded-full ${dots[hours.state]}`} />
      {/* Server and browser may write a time with different spaces; the server's stays. */}
      <span suppressHydrationWarning className={`tabular ${hours.state === "unknown" ? "text-ink-soft" : "font-semibold"}`}>
        {openWords(hours, { timeZone, now, locale }, t)}
      </span>
    </span>
  );
}
