import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor, signedIn } from "#app/domains/identity/actor.server.ts";
import { endOtherSessions, endSession, listSessions } from "#app/domains/identity/sessions.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { disconnectUser } from "#app/realtime/io.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button, SubmitButton } from "#app/ui/buttons.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { DateTime } from "#app/ui/time.tsx";

async function holderOf(request: Request) {
  const actor = await requireActor(request);
  const who = await signedIn(request);
  return { actor, holder: { userId: actor.userId, sessionId: who?.sessionId ?? "" } };
}

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor, holder } = await holderOf(request);
  const locale = requestLocale(request);
  const done = new URL(request.url).searchParams.get("done");
  return {
    sessions: await listSessions(await database(), holder),
    locale,
    timeZone: actor.party.timeZone,
    done: done === "ended" || done === "othersEnded" ? done : null,
    title: translator(locale, "account")("sessions.title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { holder } = await holderOf(request);
  const form = await request.formData();
  const db = await database();
  if (form.get("intent") === "others") {
    await endOtherSessions(db, holder);
    disconnectUser(holder.userId);
    return redirect("/account/sessions?done=othersEnded");
  }
  const result = await endSession(db, holder, { sessionId: String(form.get("sessionId") ?? "") });
  if (!result.ok) throw new Response(null, { status: statusOf(result.error), statusText: result.error });
  // Sockets know the person, not the session; those that may stay come back by themselves.
  disconnectUser(holder.userId);
  return redirect("/account/sessions?done=ended");
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

export default function Sessions() {
  const { sessions, locale, timeZone, done } = useLoaderData<typeof loader>();
  const { t } = useTranslation("account");
  const nameOf = (session: (typeof sessions)[number]) =>
    t("sessions.deviceName", { browser: session.browser ?? t("sessions.unknownBrowser"), system: session.system ?? t("sessions.unknownSystem") });
  return (
    <>
      <PageHeader
        title={t("sessions.title")}
        lead={t("sessions.lead")}
        actions={
          sessions.length > 1 ? (
            <Form method="post">
              <SubmitButton variant="secondary" name="intent" value="others">
                {t("sessions.endOthers")}
              </SubmitButton>
            </Form>
          ) : null
        }
      />
      <div className="grid gap-4">
        {done ? (
          <Alert tone="success" live>
            {t(`sessions.${done}`)}
          </Alert>
        ) : null}
        <DataTable
          caption={t("sessions.caption")}
          hideCaption
          rows={sessions}
          rowKey={(session) => session.id}
          columns={[
            {
              key: "device",
              header: t("sessions.device"),
              primary: true,
              cell: (session) => (
                <span className="inline-flex flex-wrap items-center gap-2">
                  {nameOf(session)} {session.isThis ? <Badge tone="leaf">{t("sessions.this")}</Badge> : null}
                </span>
              ),
            },
            { key: "since", header: t("sessions.since"), cell: (session) => <DateTime at={session.since} locale={locale} timeZone={timeZone} /> },
            { key: "from", header: t("sessions.from"), cell: (session) => session.address ?? "–" },
            {
              key: "action",
              header: t("sessions.action"),
              align: "end",
              cell: (session) =>
                session.isThis ? null : (
                  <Form method="post">
                    <input type="hidden" name="sessionId" value={session.id} />
                    <Button type="submit" variant="secondary" size="sm" aria-label={t("sessions.endNamed", { device: nameOf(session) })}>
                      {t("sessions.end")}
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
      </div>
    </>
  );
}
