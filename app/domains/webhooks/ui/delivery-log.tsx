import { StateBadge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import { DateTime, formatInstant } from "#app/ui/time.tsx";
import type { AttemptView, DeliveryState, DeliveryView } from "../webhooks.schema.ts";

const stages = { waiting: "waiting", delivered: "done", failed: "stopped" } as const satisfies Record<DeliveryState, string>;

/** What was sent to an address, how each try went, and a button that sends one again. */
export function DeliveryLog({ items, locale, timeZone, mayReplay }: { items: readonly DeliveryView[]; locale: string; timeZone: string; mayReplay: boolean }) {
  const { t } = useTranslation("webhooks");
  if (items.length === 0) return <EmptyState kind="results" title={t("log.none")} />;
  return (
    <ul className="grid gap-3" aria-label={t("log.caption")}>
      {items.map((delivery) => (
        <Card as="li" key={delivery.id} className="grid gap-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <code className="font-semibold wrap-anywhere">{delivery.eventType}</code>
            <StateBadge stage={stages[delivery.state]}>{t(`log.states.${delivery.state}`)}</StateBadge>
          </div>
          <p className="text-sm text-ink-soft" suppressHydrationWarning>
            <DateTime at={delivery.createdAt} locale={locale} timeZone={timeZone} format="datetime" />
            {delivery.dueAt && delivery.attempts > 0 ? ` · ${t("log.next", { time: formatInstant(delivery.dueAt, { locale, timeZone, format: "datetime" }) })}` : null}
          </p>
          <details>
            <summary className="cursor-pointer py-1 font-semibold">{t("log.details", { count: delivery.attempts })}</summary>
            <div className="grid grid-cols-1 gap-3 pt-2 text-sm">
              {delivery.tries.map((one) => (
                <Try key={one.number} one={one} locale={locale} timeZone={timeZone} />
              ))}
              <div className="grid grid-cols-1 gap-1">
                <p className="text-ink-soft">{t("log.id")}</p>
                <code className="break-all">{delivery.id}</code>
                <p className="text-ink-soft">{t("log.sent")}</p>
                <code className="break-all">{delivery.body}</code>
              </div>
            </div>
          </details>
          {mayReplay && delivery.state !== "waiting" ? (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="deliveryId" value={delivery.id} />
              <input type="hidden" name="attempts" value={delivery.attempts} />
              <SubmitButton
                variant="secondary"
                size="sm"
                name="intent"
                value="replay"
                aria-label={t("log.replayNamed", { type: delivery.eventType, time: formatInstant(delivery.createdAt, { locale, timeZone, format: "datetime" }) })}
              >
                {t("log.replay")}
              </SubmitButton>
            </Form>
          ) : null}
        </Card>
      ))}
    </ul>
  );
}

function Try({ one, locale, timeZone }: { one: AttemptView; locale: string; timeZone: string }) {
  const { t } = useTranslation("webhooks");
  return (
    <div className="grid grid-cols-1 gap-1 border-s-2 border-line ps-3">
      <p>
        <DateTime at={one.at} locale={locale} timeZone={timeZone} format="datetime" /> · {one.status ?? t("log.noAnswer")} · {t("log.took", { ms: one.durationMs })}
        {one.problem ? ` · ${t(`problems.${one.problem}`)}` : null}
      </p>
      {one.snippet ? <code className="break-all whitespace-pre-wrap">{one.snippet}</code> : null}
    </div>
  );
}
