import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useSystemLine } from "#app/domains/deals/ui/system-line.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { listThreads } from "#app/domains/messaging/threads.repository.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Avatar, type AvatarKind } from "#app/ui/avatar.tsx";
import { LinkButton } from "#app/ui/buttons.tsx";
import { RemanufacturedBadge } from "#app/domains/listings/ui/item-marks.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";
import { RelativeTime } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  const title = translator(locale, "messaging")("title");
  const actor = await currentActor(request);
  const threads = actor ? await listThreads(await database(), { partyId: actor.party.id, userId: actor.userId }) : null;
  return { title, locale, now: new Date().toISOString(), threads: threads?.map((thread) => ({ ...thread, at: thread.at.toISOString() })) ?? null };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

const kinds: Record<string, AvatarKind> = { household: "household", community: "community", recycler: "recycler" };

export default function Messages() {
  const { threads, locale, now } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["messaging", "deals"]);
  const systemLine = useSystemLine(locale);
  return (
    <div className="content max-w-3xl pb-10">
      <PageHeader title={t("title")} lead={t("lead")} />
      {threads === null ? (
        <EmptyState kind="messages" title={t("signIn.title")} action={<LinkButton to="/sign-in?returnTo=%2Fmessages">{t("deals:visitor.signIn")}</LinkButton>}>
          {t("signIn.text")}
        </EmptyState>
      ) : threads.length === 0 ? (
        <EmptyState kind="messages" title={t("empty.title")} action={<LinkButton to="/listings">{t("empty.action")}</LinkButton>}>
          {t("empty.text")}
        </EmptyState>
      ) : (
        <ul className="grid gap-2">
          {threads.map((thread) => (
            <Card key={thread.dealId} as="li" padding="sm" className="relative flex gap-3 transition-colors hover:border-line-strong has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
              <Avatar name={thread.otherName} kind={kinds[thread.otherKind] ?? "other"} decorative />
              <div className="grid min-w-0 grow gap-0.5">
                <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                  <h2 className="min-w-0 font-sans text-base font-semibold tracking-normal">
                    <Link to={`/deals/${thread.dealId}`} className="text-ink no-underline outline-none wrap-anywhere after:absolute after:inset-0">
                      {thread.otherName}
                    </Link>
                  </h2>
                  <span className="text-sm text-ink-soft">
                    <RelativeTime at={thread.at} now={now} locale={locale} />
                  </span>
                </div>
                <p className="truncate text-sm text-ink-soft">
                  {thread.title} {thread.remanufactured ? <RemanufacturedBadge /> : null}
                </p>
                <p className={`line-clamp-2 wrap-anywhere ${thread.unread ? "font-semibold" : "text-ink-soft"}`}>
                  {thread.unread ? (
                    <>
                      <span aria-hidden="true" className="me-2 inline-block size-2 rounded-full bg-marigold align-middle" />
                      <span className="sr-only">{t("unread")} </span>
                    </>
                  ) : null}
                  {thread.mine ? `${t("thread.you")}: ` : ""}
                  {thread.kind === "system" ? systemLine(thread, thread) : thread.excerpt}
                </p>
              </div>
            </Card>
          ))}
        </ul>
      )}
    </div>
  );
}
