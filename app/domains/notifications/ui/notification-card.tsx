import { Button } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Icon, type IconName } from "#app/ui/icons/icon.tsx";
import { Form } from "#app/ui/remix.ts";
import { RelativeTime } from "#app/ui/time.tsx";
import type { NotificationKind } from "../kinds.ts";
import type { NotificationGroup } from "../notifications.schema.ts";

const icons: Record<NotificationKind, IconName> = {
  deal_request: "gift",
  deal_progress: "swap",
  message: "message",
  review: "star",
  booking: "calendar",
  booking_reminder: "clock",
  listing_expiry: "box",
  custody: "truck",
  search_alert: "search",
  point_correction: "point",
  moderation: "shield",
  benchmark_step: "chart",
  reward: "heart",
  community: "people",
  community_post: "message",
  integration: "external",
  security: "lock",
};

/** A place with what happened there. The whole card opens it, by a form: opening marks it read. */
export function NotificationCard({ group, locale, now }: { group: NotificationGroup; locale: string; now: string }) {
  const { t } = useTranslation("notifications");
  const isUnread = group.unread > 0;
  const left = group.count - 1 - group.earlier.length;
  return (
    <Card
      as="li"
      padding="sm"
      className="relative flex gap-3 transition-colors hover:border-line-strong has-[[data-opens]:focus-visible]:outline-3 has-[[data-opens]:focus-visible]:outline-offset-2 has-[[data-opens]:focus-visible]:outline-focus"
    >
      <span className={`flex size-10 shrink-0 items-center justify-center rounded-full ${isUnread ? "bg-marigold-soft text-marigold-ink" : "bg-sunken text-ink-soft"}`}>
        <Icon name={icons[group.kind]} size={20} />
      </span>
      <div className="grid min-w-0 grow gap-0.5">
        <h2 className={`min-w-0 font-sans text-base leading-snug tracking-normal ${isUnread ? "font-semibold" : "font-normal"}`}>
          {isUnread ? (
            <>
              <span aria-hidden="true" className="me-2 inline-block size-2 rounded-full bg-marigold align-middle" />
              <span className="sr-only">{t("unread")}: </span>
            </>
          ) : null}
          <Form method="post" action="/notifications?index" className="inline">
            <button type="submit" name="open" value={group.id} data-opens className="text-start text-ink outline-none wrap-anywhere after:absolute after:inset-0 after:rounded-card">
              {group.title}
            </button>
          </Form>
        </h2>
        {group.text ? <p className="line-clamp-2 text-sm text-ink-soft wrap-anywhere">{group.text}</p> : null}
        <p className="flex flex-wrap gap-x-2 text-sm text-ink-soft">
          <RelativeTime at={group.at} now={now} locale={locale} />
          <span aria-hidden="true">·</span>
          <span>{t(`kinds.${group.kind}`)}</span>
          {group.partyName ? (
            <>
              <span aria-hidden="true">·</span>
              <span className="wrap-anywhere">{group.partyName}</span>
            </>
          ) : null}
        </p>
        {group.earlier.length > 0 ? (
          <details className="relative z-10 w-fit max-w-full text-sm">
            <summary className="inline-flex min-h-9 cursor-pointer items-center text-ink-soft hover:text-ink">{t("more", { count: group.count - 1 })}</summary>
            <ul className="grid gap-1 border-s border-line ps-3">
              {group.earlier.map((one) => (
                <li key={one.id} className="flex flex-wrap gap-x-2">
                  <span className={`wrap-anywhere ${one.unread ? "font-semibold" : ""}`}>{one.title}</span>
                  <span className="text-ink-soft">
                    <RelativeTime at={one.at} now={now} locale={locale} />
                  </span>
                </li>
              ))}
              {left > 0 ? <li className="text-ink-soft">{t("more", { count: left })}</li> : null}
            </ul>
          </details>
        ) : null}
      </div>
      {isUnread ? (
        <Form method="post" action="/notifications?index" className="relative z-10 shrink-0 self-start">
          <Button type="submit" name="read" value={group.id} variant="quiet" size="sm" icon="check" aria-label={t("markOneNamed", { title: group.title })} title={t("markOne")} />
        </Form>
      ) : null}
    </Card>
  );
}
