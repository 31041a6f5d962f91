import { useTranslation } from "#app/ui/i18n.ts";
import { Card } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icons/icon.tsx";
import { formatInstant, formatSpan } from "#app/ui/time.tsx";
import type { LiveStop } from "../driver.schema.ts";

/** Where the collection stands, for its resident: a window and a number of stops, nothing of other people. */
export function LiveCard({ live, locale }: { live: LiveStop; locale: string }) {
  const { t } = useTranslation("rounds");
  const time = (at: string) => formatInstant(at, { locale, timeZone: live.timeZone, format: "time" });
  const [from, until] = live.phase === "told" || live.phase === "on_its_way" ? [live.from, live.until] : ["", ""];
  return (
    <Card as="section" tone={live.phase === "left_out" ? "clay" : "leaf"} className="grid gap-1.5" aria-labelledby="live-title">
      <h2 id="live-title" className="flex items-center gap-2 text-base">
        <Icon name="truck" size={20} />
        {t("live.title")}
      </h2>
      <div role="status" className="grid gap-1" data-testid="live">
        {live.phase === "told" ? (
          <>
            <p className="font-display text-2xl font-semibold" suppressHydrationWarning>
              {formatSpan(from, until, { locale, timeZone: live.timeZone })}
            </p>
            <p>{t("live.toldText")}</p>
          </>
        ) : null}
        {live.phase === "on_its_way" ? (
          <>
            <p className="font-display text-2xl font-semibold" suppressHydrationWarning>
              {t("live.onItsWay", { from: time(from), until: time(until) })}
            </p>
            <p>{t("live.stopsBefore", { count: live.stopsBefore })}</p>
            {live.later ? <p>{t("live.later")}</p> : null}
            <p className="text-sm">{t("live.estimated")}</p>
          </>
        ) : null}
        {live.phase === "here" ? <p className="font-display text-2xl font-semibold">{t("live.here")}</p> : null}
        {live.phase === "collected" ? <p>{t("live.collected")}</p> : null}
        {live.phase === "left_out" ? <p>{t("live.leftOut")}</p> : null}
      </div>
    </Card>
  );
}
