import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { currentActor, requireActor } from "#app/domains/identity/actor.server.ts";
import { actOnPassport } from "#app/domains/passports/act.server.ts";
import { HealthSection } from "#app/domains/passports/ui/health-section.tsx";
import { OwnerFacts, OwnerMoves } from "#app/domains/passports/ui/owner-section.tsx";
import { BatteryStatusBadge, PassportRefusal, PublicFacts } from "#app/domains/passports/ui/passport-parts.tsx";
import { viewPassport } from "#app/domains/passports/view.service.server.ts";
import { qrPath } from "#app/domains/pickups/qr.server.ts";
import { QrCode } from "#app/domains/pickups/ui/qr-code.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await currentActor(request);
  const seen = await viewPassport(await database(), actor, params.id ?? "");
  if (!seen) throw new Response(null, { status: 404 });
  return {
    ...seen,
    locale: requestLocale(request),
    timeZone: actor?.party.timeZone ?? "UTC",
    partyId: actor?.party.id ?? null,
    today: new Date().toISOString().slice(0, 10),
    isHeld: new URL(request.url).searchParams.get("held") === "1",
    ids: { readingId: newId(), transferId: newId(), newPassportId: newId() },
    qr: qrPath(`${env().PUBLIC_URL}/passports/${seen.passport.id}`),
    title: `${seen.passport.maker} ${seen.passport.model}`,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  form.set("passportId", params.id ?? "");
  const intent = String(form.get("intent") ?? "");
  const outcome = await actOnPassport(await database(), actor, intent, (schema) => parseWithZod(form, { schema }));
  if (!outcome) return data({ intent, reply: null, error: "PASSPORTS.WRONG_STATE" }, { status: 400 });
  if ("goTo" in outcome) return redirect(outcome.goTo);
  return data({ intent, ...outcome }, { status: outcome.error ? statusOf(outcome.error) : 400 });
}

/** A refused move shows how the passport stands by now. */
export function shouldRevalidate() {
  return true;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function PassportPage() {
  const { passport, mine, locale, timeZone, partyId, today, isHeld, ids: freshIds, qr, title } = useLoaderData<typeof loader>();
  const ids = useUntilSent(freshIds);
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("passports");
  useLive(partyId ? [`party:${partyId}`] : []);
  const replyTo = (...intents: string[]) => (failed && intents.includes(failed.intent) ? failed.reply : null);
  const { transfer } = mine ?? {};
  return (
    <div className="content max-w-4xl pb-12">
      <PageHeader title={title} lead={<BatteryStatusBadge status={passport.status} />} />
      <div className="grid gap-5">
        <PassportRefusal error={failed?.error} />
        {passport.successors.length > 0 ? <Alert>{t("continued", { count: passport.successors.length })}</Alert> : null}
        {transfer ? (
          <Card tone="marigold" as="section">
            <Form method="post" className="grid gap-3">
              <input type="hidden" name="transferId" value={transfer.id} />
              <input type="hidden" name="version" value={transfer.version} />
              <p className="font-semibold">{mine?.relation === "offered" ? t("move.offeredToYou", { name: transfer.fromName }) : t("move.offered", { name: transfer.toName })}</p>
              <span className="flex flex-wrap gap-2">
                {mine?.relation === "offered" ? (
                  <>
                    <SubmitButton name="intent" value="accept" icon="check">
                      {t("move.accept")}
                    </SubmitButton>
                    <SubmitButton name="intent" value="decline" variant="secondary">
                      {t("move.decline")}
                    </SubmitButton>
                  </>
                ) : (
                  <SubmitButton name="intent" value="withdraw" variant="secondary" icon="undo">
                    {t("move.withdraw")}
                  </SubmitButton>
                )}
              </span>
            </Form>
          </Card>
        ) : null}
        <PublicFacts passport={passport} qr={<QrCode path={qr} label={t("facts.qr")} />} />
        <p className="text-sm text-ink-soft">
          {t(`statusHints.${passport.status}`)} {t("source")}
        </p>
        {mine ? <HealthSection key={ids.readingId} mine={mine} readingId={ids.readingId} today={today} isHeld={isHeld} reply={replyTo("measure")} /> : null}
        {mine?.owner ? <OwnerMoves passport={passport} owner={mine.owner} version={mine.version} ids={ids} intent={failed?.intent ?? null} reply={replyTo("offer", "second")} /> : null}
        {mine?.owner ? <OwnerFacts owner={mine.owner} locale={locale} timeZone={timeZone} /> : null}
      </div>
    </div>
  );
}
