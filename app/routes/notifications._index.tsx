import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { listNotifications, markRead, openNotification } from "#app/domains/notifications/notifications.service.server.ts";
import { NotificationCard } from "#app/domains/notifications/ui/notification-card.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const locale = requestLocale(request);
  const query = new URL(request.url).searchParams;
  const onlyUnread = query.get("show") === "unread";
  const after = query.get("after") ?? undefined;
  const page = await listNotifications(await database(), actor, { locale, onlyUnread, cursor: after });
  return { ...page, onlyUnread, isFirst: after === undefined, done: query.get("done") === "all", locale, now: new Date().toISOString(), title: translator(locale, "notifications")("title") };
}

/** Opens one (and counts its group as read), or marks one or all read. Forms, so that it works without scripts and no GET changes anything. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const db = await database();
  const id = String(form.get("open") ?? form.get("read") ?? "");
  if (id) {
    const opened = await openNotification(db, actor, { id });
    if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
    return redirect(form.has("open") ? opened.value.path : "/notifications");
  }
  await markRead(db, actor, { all: true, upToId: String(form.get("upTo") ?? "") || undefined });
  return redirect("/notifications?done=all");
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Notifications() {
  const { groups, unreadPlaces, nextCursor, onlyUnread, isFirst, done, locale, now } = useLoaderData<typeof loader>();
  const { t } = useTranslation("notifications");
  const show = onlyUnread ? { show: "unread" } : undefined;
  return (
    <div className="content max-w-3xl pb-10">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <LinkButton to="/account/notifications" variant="secondary" size="sm" icon="settings">
            {t("settings")}
          </LinkButton>
        }
      />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <nav aria-label={t("filter")} className="flex gap-2">
          <Chip to="/notifications" selected={!onlyUnread}>
            {t("all")}
          </Chip>
          <Chip to="/notifications?show=unread" selected={onlyUnread} count={unreadPlaces}>
            {t("unreadOnly")}
          </Chip>
        </nav>
        {unreadPlaces > 0 && isFirst && groups[0] ? (
          <Form method="post" action="/notifications?index">
            <input type="hidden" name="upTo" value={groups[0].id} />
            <SubmitButton variant="quiet" size="sm" icon="check" name="intent" value="all">
              {t("markAll")}
            </SubmitButton>
          </Form>
        ) : null}
      </div>
      {done && unreadPlaces === 0 ? (
        <div className="mb-4">
          <Alert tone="success" live>
            {t("allRead")}
          </Alert>
        </div>
      ) : null}
      {groups.length === 0 ? (
        <EmptyState kind="messages" title={t(onlyUnread ? "empty.unreadTitle" : "empty.title")}>
          {t(onlyUnread ? "empty.unreadText" : "empty.text")}
        </EmptyState>
      ) : (
        <ul className="grid gap-2">
          {groups.map((group) => (
            <NotificationCard key={group.id} group={group} locale={locale} now={now} />
          ))}
        </ul>
      )}
      <Pagination
        nextTo={nextCursor ? `/notifications?${new URLSearchParams({ ...show, after: nextCursor })}` : null}
        firstTo={isFirst ? null : `/notifications?${new URLSearchParams(show)}`}
      />
    </div>
  );
}
