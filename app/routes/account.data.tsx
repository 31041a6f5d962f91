import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor, signedIn } from "#app/domains/identity/actor.server.ts";
import { askForExport, keepExportDays, viewExport } from "#app/domains/my-data/exports.service.server.ts";
import { findWaiting } from "#app/domains/my-data/leaving.repository.server.ts";
import { ExportCard } from "#app/domains/my-data/ui/export-card.tsx";
import { LeaveCard } from "#app/domains/my-data/ui/leave-card.tsx";
import { askToLeave, leavingBlocks, undoDays, undoLeaving } from "#app/flows/leave.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const who = await signedIn(request);
  const locale = requestLocale(request);
  const db = await database();
  const waiting = await findWaiting(db, actor.userId);
  return {
    latest: await viewExport(db, actor),
    keptDays: keepExportDays,
    waiting: waiting && { id: waiting.id, dueAt: waiting.dueAt.toISOString() },
    blocks: await leavingBlocks(db, actor.userId),
    undoDays,
    email: who?.email ?? "",
    userId: actor.userId,
    locale,
    timeZone: actor.party.timeZone,
    stayed: new URL(request.url).searchParams.get("done") === "stayed",
    title: translator(locale, "my-data")("title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const db = await database();
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 400);
  const refuse = (code: string) => data({ error: errorKey(code), atConfirmation: code === "MY-DATA.CONFIRMATION_INVALID" }, { status: statusOf(code) });
  if (form.get("intent") === "leave") {
    const done = await askToLeave(db, actor, { confirmation: text("confirmation") });
    return done.ok ? redirect("/account/data") : refuse(done.error);
  }
  if (form.get("intent") === "undo") {
    const done = await undoLeaving(db, actor, { id: text("leavingId") });
    return done.ok ? redirect("/account/data?done=stayed") : refuse(done.error);
  }
  const done = await askForExport(db, actor);
  return done.ok ? redirect("/account/data") : refuse(done.error);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

/** Everything about oneself: to take along, or to leave. */
export default function MyData() {
  const { latest, keptDays, waiting, blocks, undoDays: days, email, userId, locale, timeZone, stayed, title } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("my-data");
  const translate = useTranslation().t;
  useLive([`user:${userId}`]);
  return (
    <>
      <PageHeader title={title} lead={t("lead")} />
      <div className="grid gap-6 pb-12">
        {failed && !failed.atConfirmation ? (
          <Alert tone="error" live>
            {translate(failed.error)}
          </Alert>
        ) : stayed && !waiting ? (
          <Alert tone="success" live>
            {t("leave.undone")}
          </Alert>
        ) : null}
        <ExportCard latest={latest} keptDays={keptDays} locale={locale} timeZone={timeZone} />
        <LeaveCard waiting={waiting} blocks={blocks} email={email} days={days} error={failed?.atConfirmation ? translate(failed.error) : null} locale={locale} timeZone={timeZone} />
      </div>
    </>
  );
}
