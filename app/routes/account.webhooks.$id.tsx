import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { AnswerNote } from "#app/domains/webhooks/ui/answer-note.tsx";
import { DeliveryLog } from "#app/domains/webhooks/ui/delivery-log.tsx";
import { EndpointFacts } from "#app/domains/webhooks/ui/endpoint-facts.tsx";
import { replayForm, versionForm } from "#app/domains/webhooks/webhooks.schema.ts";
import { removeEndpoint, renewSecret, replayDelivery, switchEndpoint, viewDeliveries } from "#app/domains/webhooks/webhooks.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs, Pagination } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

const pageSize = 20;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const locale = requestLocale(request);
  const query = new URL(request.url).searchParams;
  const found = await viewDeliveries(await database(), actor, { endpointId: params.id ?? "", after: query.get("after"), limit: pageSize });
  if (!found.ok) throw new Response(null, { status: statusOf(found.error), statusText: found.error });
  return {
    ...found.value,
    after: query.get("after"),
    done: z.enum(["saved", "replayed"]).nullable().catch(null).parse(query.get("done")),
    partyId: actor.party.id,
    timeZone: actor.party.timeZone,
    locale,
    title: translator(locale, "webhooks")("title"),
  };
}

type Answer = { secret: string | null; error: string | null };

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const endpointId = params.id ?? "";
  const form = Object.fromEntries(await request.formData());
  const db = await database();
  const refuse = (code: string) => data<Answer>({ secret: null, error: errorKey(code) }, { status: statusOf(code) });
  if (form.intent === "replay") {
    const parsed = replayForm.safeParse(form);
    if (!parsed.success) return refuse("WEBHOOKS.NOT_FOUND");
    const done = await replayDelivery(db, actor, { ...parsed.data, endpointId });
    return done.ok ? redirect(`/account/webhooks/${endpointId}?done=replayed`) : refuse(done.error);
  }
  const parsed = versionForm.safeParse(form);
  if (!parsed.success) return refuse("WEBHOOKS.STALE");
  const input = { endpointId, version: parsed.data.version };
  switch (form.intent) {
    case "on":
    case "off": {
      const done = await switchEndpoint(db, actor, { ...input, on: form.intent === "on" });
      return done.ok ? redirect(`/account/webhooks/${endpointId}?done=saved`) : refuse(done.error);
    }
    case "renew": {
      const done = await renewSecret(db, actor, input);
      // The one answer without a redirect: a secret must not stand in an address.
      return done.ok ? data<Answer>({ secret: done.value.secret, error: null }, { headers: { "Cache-Control": "no-store" } }) : refuse(done.error);
    }
    case "remove": {
      const done = await removeEndpoint(db, actor, input);
      return done.ok ? redirect("/account/webhooks?done=removed") : refuse(done.error);
    }
    default:
      return refuse("WEBHOOKS.STALE");
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Webhook() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("webhooks");
  useLive([`party:${page.partyId}`]);
  const { endpoint } = page;
  const isOn = endpoint.state === "active";
  const here = `/account/webhooks/${endpoint.id}`;
  return (
    <>
      <PageHeader
        title={new URL(endpoint.url).host}
        lead={<span className="break-all">{endpoint.url}</span>}
        breadcrumbs={<Breadcrumbs items={[{ to: "/account/webhooks", label: t("back") }, { label: new URL(endpoint.url).host }]} />}
      />
      <div className="grid grid-cols-1 gap-5 pb-12">
        <AnswerNote answer={answer} done={page.done && (page.done === "saved" ? "saved" : "log.replayed")} />
        <EndpointFacts endpoint={endpoint} locale={page.locale} timeZone={page.timeZone} whole />
        <Section title={t("log.title")} id="log">
          <p className="text-ink-soft">{t("log.lead")}</p>
          <DeliveryLog items={page.items} locale={page.locale} timeZone={page.timeZone} mayReplay={isOn} />
          <Pagination nextTo={page.next ? `${here}?after=${encodeURIComponent(page.next)}` : null} firstTo={page.after ? here : null} />
        </Section>
        <Section title={t("settings")} id="settings">
          <Setting version={endpoint.version} intent={isOn ? "off" : "on"} label={t(isOn ? "switchOff" : "switchOn")} hint={t("switchHint")} />
          <Setting version={endpoint.version} intent="renew" label={t("renew")} hint={t("renewHint")} />
          <Setting version={endpoint.version} intent="remove" label={t("remove")} hint={t("removeHint")} isDanger />
        </Section>
      </div>
    </>
  );
}

function Setting({ version, intent, label, hint, isDanger = false }: { version: number; intent: string; label: string; hint: string; isDanger?: boolean }) {
  return (
    <Form method="post" className="flex flex-wrap items-center gap-3">
      <input type="hidden" name="version" value={version} />
      <SubmitButton variant={isDanger ? "danger" : "secondary"} size="sm" name="intent" value={intent}>
        {label}
      </SubmitButton>
      <span className="text-sm text-ink-soft">{hint}</span>
    </Form>
  );
}
