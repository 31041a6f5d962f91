import { useTranslation } from "#app/ui/i18n.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/remix.ts";
import { RelativeTime } from "#app/ui/time.tsx";
import type { MessageHits } from "../search.service.server.ts";

/** What was found in one's threads, each with the way to its place in the thread. */
export function MessageHitList({ text, found, partyName, locale, now }: { text: string; found: MessageHits; partyName: string; locale: string; now: string }) {
  const { t } = useTranslation("messaging");
  const all = (
    <LinkButton to="/messages" variant="quiet" size="sm">
      {t("search.clear")}
    </LinkButton>
  );
  if (found.hits.length === 0) {
    return (
      <EmptyState kind="results" title={t("search.none")} action={all}>
        {t("search.noneText", { party: partyName })}
      </EmptyState>
    );
  }
  return (
    <section className="grid gap-3" aria-labelledby="hits-title">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="hits-title" className="text-xl wrap-anywhere">
          {t("search.title", { query: text })}
        </h2>
        {all}
      </div>
      <ul className="grid gap-2">
        {found.hits.map((hit) => (
          <Card key={`${hit.dealId}-${hit.seq}`} as="li" padding="sm" className="relative grid gap-0.5 transition-colors hover:border-line-strong has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <h3 className="min-w-0 font-sans text-base font-semibold tracking-normal">
                <Link to={`/deals/${hit.dealId}?at=${hit.seq}`} className="text-ink no-underline outline-none wrap-anywhere after:absolute after:inset-0">
                  {t("search.hit", { who: hit.otherName, title: hit.title })}
                </Link>
              </h3>
              <span className="text-sm text-ink-soft">
                <RelativeTime at={hit.at} now={now} locale={locale} />
              </span>
            </div>
            <p className="line-clamp-3 wrap-anywhere text-ink-soft">
              {hit.mine ? `${t("thread.you")}: ` : ""}
              {hit.excerpt}
            </p>
          </Card>
        ))}
      </ul>
      {found.next ? (
        <LinkButton to={`/messages?${new URLSearchParams({ q: text, after: found.next }).toString()}`} variant="secondary" className="w-fit">
          {t("search.older")}
        </LinkButton>
      ) : null}
    </section>
  );
}
