import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { endFeed, findFeed, renewFeed } from "#app/domains/identity/calendar-feeds.repository.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { DateTime } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const locale = requestLocale(request);
  return {
    feed: await findFeed(await database(), { userId: actor.userId, partyId: actor.party.id }),
    partyName: actor.party.name,
    timeZone: actor.party.timeZone,
    locale,
    ended: new URL(request.url).searchParams.get("done") === "ended",
    title: translator(locale, "account")("calendar.title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const intent = (await request.formData()).get("intent");
  const db = await database();
  const of = { userId: actor.userId, partyId: actor.party.id };
  if (intent === "end") {
    await endFeed(db, of);
    return redirect("/account/calendar?done=ended");
  }
  if (intent !== "renew") throw new Response(null, { status: 400 });
  const { secret } = await renewFeed(db, { ...of, now: new Date() });
  // The one answer without a redirect: the secret must not stand in an address of ours.
  return data({ address: `${env().PUBLIC_URL}/calendar/${secret}.ics` }, { headers: { "Cache-Control": "no-store" } });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function CalendarPage() {
  const { feed, partyName, timeZone, locale, ended } = useLoaderData<typeof loader>();
  const made = useActionData<typeof action>();
  const { t } = useTranslation("account");
  return (
    <>
      <PageHeader title={t("calendar.title")} lead={t("calendar.lead", { party: partyName })} />
      <div className="grid gap-5">
        {made ? (
          <Alert tone="success" live title={t("calendar.madeTitle")}>
            <p>{t("calendar.madeBody")}</p>
            <div className="mt-3 grid max-w-xl gap-3">
              <Field label={t("calendar.address")}>
                <Input readOnly value={made.address} className="font-mono text-sm" onFocus={(event) => event.currentTarget.select()} />
              </Field>
              <div>
                <LinkButton to={made.address.replace(/^https?:/, "webcal:")} variant="secondary" icon="calendar" reloadDocument>
                  {t("calendar.open")}
                </LinkButton>
              </div>
            </div>
          </Alert>
        ) : ended ? (
          <Alert tone="success" live>
            {t("calendar.ended")}
          </Alert>
        ) : null}
        <Card padding="lg" className="grid gap-4">
          <p className="max-w-prose">{t("calendar.holds")}</p>
          <p className="max-w-prose text-ink-soft">{t("calendar.leavesOut")}</p>
          {feed ? (
            <p className="text-sm text-ink-soft">
              {t("calendar.since")} <DateTime at={feed.createdAt} locale={locale} timeZone={timeZone} />
              {" · "}
              {feed.lastReadAt ? (
                <>
                  {t("calendar.read")} <DateTime at={feed.lastReadAt} locale={locale} timeZone={timeZone} />
                </>
              ) : (
                t("calendar.neverRead")
              )}
            </p>
          ) : null}
          <Form method="post" className="flex flex-wrap gap-3" preventScrollReset>
            <SubmitButton name="intent" value="renew" icon="calendar" variant={feed ? "secondary" : "primary"}>
              {t(feed ? "calendar.renew" : "calendar.make")}
            </SubmitButton>
            {feed ? (
              <SubmitButton name="intent" value="end" variant="danger">
                {t("calendar.end")}
              </SubmitButton>
            ) : null}
          </Form>
          {feed ? <p className="max-w-prose text-sm text-ink-soft">{t("calendar.renewHint")}</p> : null}
        </Card>
      </div>
    </>
  );
}
