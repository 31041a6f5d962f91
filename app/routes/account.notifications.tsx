import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireActor, signedIn } from "#app/domains/identity/actor.server.ts";
import { setUserLocale } from "#app/domains/identity/sessions.repository.server.ts";
import { timeZoneOptions } from "#app/domains/identity/time-zones.server.ts";
import { choicesOf, revokeLinks, saveChoices, saveTimes, timesOf } from "#app/domains/notifications/choices.service.server.ts";
import { choicesFromForm, choicesInput, timesInput } from "#app/domains/notifications/notifications.schema.ts";
import { ChoicesForm } from "#app/domains/notifications/ui/choices-form.tsx";
import { TimesForm } from "#app/domains/notifications/ui/times-form.tsx";
import { preferenceCookie } from "#app/platform/cookies.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { locales } from "#app/shared/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";

const page = "/account/notifications";
const timesForm = timesInput.and(z.object({ locale: z.enum(locales, "errors:choose") }));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const parties = ((await signedIn(request))?.parties ?? []).filter((party) => party.role !== "viewer").map(({ id, name }) => ({ id, name }));
  const query = new URL(request.url).searchParams;
  const party = parties.find((one) => one.id === (query.get("party") ?? actor.party.id)) ?? parties[0];
  const db = await database();
  const choices = party ? await choicesOf(db, actor, party.id) : null;
  const times = await timesOf(db, actor);
  const done = query.get("done");
  return {
    parties,
    party: party ?? null,
    choices: choices?.ok ? choices.value : [],
    times,
    zones: timeZoneOptions(times.timeZone),
    personLocale: actor.locale,
    done: done === "saved" || done === "revoked" ? done : null,
    title: translator(requestLocale(request), "notifications")("settingsPage.title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const db = await database();
  const intent = String(form.get("intent"));
  if (intent === "revoke") {
    await revokeLinks(db, actor);
    return redirect(`${page}?done=revoked`);
  }
  if (intent === "choices") {
    const input = choicesInput.safeParse(choicesFromForm(form));
    if (!input.success) return data({ error: "NOTIFICATIONS.INVALID", times: null }, { status: 400 });
    const saved = await saveChoices(db, actor, input.data);
    if (!saved.ok) return data({ error: saved.error, times: null }, { status: statusOf(saved.error) });
    return redirect(`${page}?${new URLSearchParams({ party: input.data.partyId, done: "saved" })}`);
  }
  const submission = parseWithZod(form, { schema: timesForm });
  if (submission.status !== "success") return data({ error: null, times: submission.reply() }, { status: 400 });
  const { locale, ...times } = submission.value;
  const saved = await saveTimes(db, actor, times);
  if (!saved.ok) return data({ error: saved.error, times: submission.reply() }, { status: statusOf(saved.error) });
  await setUserLocale(db, { userId: actor.userId, locale });
  return redirect(`${page}?done=saved`, { headers: { "Set-Cookie": preferenceCookie("rb_locale", locale) } });
}

/** A refused form shows how things stand by now, so the loader is asked after failures too. */
export function shouldRevalidate() {
  return true;
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: `${loaded?.title ?? ""} · Roundabout` }];

export default function NotificationSettings() {
  const { parties, party, choices, times, zones, personLocale, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("notifications");
  return (
    <>
      <PageHeader title={t("settingsPage.title")} lead={t("settingsPage.lead")} />
      <div className="grid gap-4">
        {answer?.error ? (
          <Alert tone="error" live>
            {t(`errors.${answer.error.split(".")[1] ?? ""}`)}
          </Alert>
        ) : done && !answer ? (
          <Alert tone="success" live>
            {t(`settingsPage.${done}`)}
          </Alert>
        ) : null}
      </div>
      <Section title={t("settingsPage.choices")}>
        {parties.length > 1 ? (
          <nav aria-label={t("settingsPage.party")} className="flex flex-wrap gap-2">
            {parties.map((one) => (
              <Chip key={one.id} to={`${page}?party=${one.id}`} selected={one.id === party?.id}>
                {one.name}
              </Chip>
            ))}
          </nav>
        ) : null}
        {party ? <ChoicesForm key={`${party.id} ${times.version}`} partyId={party.id} version={times.version} choices={choices} /> : null}
      </Section>
      <Section title={t("settingsPage.times")}>
        <TimesForm key={times.version} times={times} zones={zones} locale={personLocale} lastResult={answer?.times} />
      </Section>
      <Section title={t("settingsPage.links")}>
        <Card padding="lg">
          <Form method="post" className="grid max-w-lg gap-4">
            <p className="text-ink-soft">{t("settingsPage.linksHint")}</p>
            <SubmitButton variant="secondary" className="justify-self-start" name="intent" value="revoke">
              {t("settingsPage.revoke")}
            </SubmitButton>
          </Form>
        </Card>
      </Section>
    </>
  );
}
