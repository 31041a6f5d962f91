import { useTranslation } from "#app/ui/i18n.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button, LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import { DateTime } from "#app/ui/time.tsx";

export type ShownSearch = { id: string; name: string; live: boolean; mails: boolean; version: number; createdAt: Date | string; newCount: number; params: string; parts: string[] };

/** One saved search: what it looks for, how it tells, what is new, and what can be done with it. */
export function SearchRow({ search, locale, timeZone }: { search: ShownSearch; locale: string; timeZone: string }) {
  const { t } = useTranslation("searches");
  const { id, name, newCount } = search;
  return (
    <Card>
      <article aria-labelledby={`search-${id}`} className="grid gap-3">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h2 id={`search-${id}`} className="min-w-0 text-lg break-words">
            <Link to={`/searches/${id}`} className="text-ink no-underline hover:underline">
              {name}
            </Link>
          </h2>
          {newCount > 0 ? <Badge tone="marigold">{newCount > 99 ? "99+" : newCount}</Badge> : null}
        </div>
        <p className="text-sm text-ink-soft">
          {[...search.parts, t(`list.tells.${search.live ? (search.mails ? "both" : "live") : search.mails ? "mails" : "none"}`)].join(" · ")}
          {" · "}
          <DateTime at={search.createdAt} locale={locale} timeZone={timeZone} format="date" />
        </p>
        <div className="flex flex-wrap gap-2">
          {newCount > 0 ? (
            <Form method="post" action="/searches?index">
              <input type="hidden" name="searchId" value={id} />
              <Button type="submit" name="intent" value="open" size="sm">
                {t("list.openNew", { count: newCount })}
              </Button>
            </Form>
          ) : (
            <LinkButton to={`/listings?${search.params}&sort=newest`} size="sm" aria-label={t("list.openNamed", { name })}>
              {t("list.open")}
            </LinkButton>
          )}
          <LinkButton to={`/searches/${id}#settings`} size="sm" variant="secondary" aria-label={t("list.editNamed", { name })}>
            {t("list.edit")}
          </LinkButton>
          <Form method="post" action="/searches?index">
            <input type="hidden" name="searchId" value={id} />
            <input type="hidden" name="version" value={search.version} />
            <Button type="submit" name="intent" value="delete" size="sm" variant="quiet" aria-label={t("list.deleteNamed", { name })}>
              {t("list.delete")}
            </Button>
          </Form>
        </div>
      </article>
    </Card>
  );
}
