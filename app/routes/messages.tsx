import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { useSystemLine } from "#app/domains/deals/ui/system-line.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { messagesPerMinute, newAccountMessagesPerMinute, newAccountRequestsPerDay, settledAfterDeals } from "#app/domains/messaging/messaging.rules.ts";
import { maxSearchLength } from "#app/domains/messaging/messaging.search.ts";
import { findInThreads } from "#app/domains/messaging/search.service.server.ts";
import { listThreads } from "#app/domains/messaging/threads.repository.server.ts";
import { MessageHitList } from "#app/domains/messaging/ui/message-hits.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Avatar, type AvatarKind } from "#app/ui/avatar.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { RemanufacturedBadge } from "#app/domains/listings/ui/item-marks.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";
import { RelativeTime } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  const title = translator(locale, "messaging")("title");
  const query = new URL(request.url).searchParams;
  const text = (query.get("q") ?? "").trim().slice(0, maxSearchLength);
  const actor = await currentActor(request);
  const db = await database();
  const found = actor && text ? await findInThreads(db, actor, { text, cursor: query.get("after") }) : null;
  const threads = actor && !found ? await listThreads(db, { partyId: actor.party.id, userId: actor.userId }) : null;
  return {
    title,
    locale,
    text,
    found,
    now: new Date().toISOString(),
    partyName: actor?.party.name ?? null,
    threads: threads?.map((thread) => ({ ...thread, at: thread.at.toISOString() })) ?? null,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Messages() {
  const { threads, found, text, partyName, locale, now } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["messaging", "deals"]);
  const limits = { minute: messagesPerMinute, newMinute: newAccountMessagesPerMinute, requests: newAccountRequestsPerDay, deals: settledAfterDeals };
  return (
    <div className="content max-w-3xl pb-10">
      <PageHeader title={t("title")} lead={t("lead")} />
      {partyName === null ? (
        <EmptyState kind="messages" title={t("signIn.title")} action={<LinkButton to="/sign-in?returnTo=%2Fmessages">{t("deals:visitor.signIn")}</LinkButton>}>
          {t("signIn.text")}
        </EmptyState>
      ) : (
        <div className="grid gap-5">
          <Form method="get" action="/messages" role="search" className="flex items-end gap-2">
            <div className="min-w-0 grow">
              <Field id="message-search" label={t("search.label")}>
                <Input key={text} type="search" name="q" defaultValue={text} maxLength={maxSearchLength} autoComplete="off" />
              </Field>
            </div>
            <SubmitButton icon="search" variant="secondary">
              {t("search.submit")}
            </SubmitButton>
          </Form>
          {found ? <MessageHitList text={text} found={found} partyName={partyName} locale={locale} now={now} /> : <Threads threads={threads ?? []} locale={locale} now={now} />}
          <details className="text-sm text-ink-soft">
            <summary className="w-fit py-1">{t("limits.title")}</summary>
            <p className="pt-1">{t("limits.text", limits)}</p>
          </details>
        </div>
      )}
    </div>
  );
}

const kinds: Record<string, AvatarKind> = { household: "household", community: "community", recycler: "recycler" };

type Thread = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["threads"]>[number];

function Threads({ threads, locale, now }: { threads: readonly Thread[]; locale: string; now: string }) {
  const { t } = useTranslation("messaging");
  if (threads.length === 0) {
    return (
      <EmptyState kind="messages" title={t("empty.title")} action={<LinkButton to="/listings">{t("empty.action")}</LinkButton>}>
        {t("empty.text")}
      </EmptyState>
    );
  }
  return (
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
            <div className="flex items-start justify-between gap-3">
              <LastLine thread={thread} locale={locale} />
              {thread.unreadCount > 0 ? (
                <span className="shrink-0 rounded-full bg-marigold px-2 text-sm font-semibold text-on-marigold tabular-nums">
                  <span aria-hidden="true">{thread.unreadCount}</span>
                  <span className="sr-only">{t("unreadCount", { count: thread.unreadCount })}</span>
                </span>
              ) : null}
            </div>
          </div>
        </Card>
      ))}
    </ul>
  );
}

function LastLine({ thread, locale }: { thread: Thread; locale: string }) {
  const { t } = useTranslation("messaging");
  const systemLine = useSystemLine(locale);
  const said = thread.withdrawn ? t("withdrawn") : thread.excerpt || t("photoOnly", { count: thread.photoCount });
  return (
    <p className={`line-clamp-2 min-w-0 wrap-anywhere ${thread.unreadCount > 0 ? "font-semibold" : "text-ink-soft"}`}>
      {thread.mine ? `${t("thread.you")}: ` : ""}
      {thread.kind === "system" ? systemLine(thread, thread) : said}
    </p>
  );
}
