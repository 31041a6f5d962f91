import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { AnswerNote } from "#app/domains/webhooks/ui/answer-note.tsx";
import { EndpointForm, type FailedEndpoint } from "#app/domains/webhooks/ui/endpoint-form.tsx";
import { EndpointFacts } from "#app/domains/webhooks/ui/endpoint-facts.tsx";
import { maxTries } from "#app/domains/webhooks/webhooks.rules.ts";
import { endpointForm } from "#app/domains/webhooks/webhooks.schema.ts";
import { registerEndpoint, viewEndpoints } from "#app/domains/webhooks/webhooks.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { newId } from "#app/shared/ids.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const locale = requestLocale(request);
  const found = await viewEndpoints(await database(), actor);
  return {
    endpoints: found.ok ? found.value : null,
    endpointId: newId(),
    tries: maxTries,
    partyId: actor.party.id,
    partyName: actor.party.name,
    timeZone: actor.party.timeZone,
    removed: new URL(request.url).searchParams.get("done") === "removed",
    locale,
    title: translator(locale, "webhooks")("title"),
  };
}

type Answer = { secret: string | null; error: string | null; failed: FailedEndpoint | null };

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const typed = { endpointId: form.get("endpointId"), url: form.get("url") ?? "", eventTypes: form.getAll("eventTypes") };
  const failed = (fields: FailedEndpoint["fields"]): FailedEndpoint => ({ url: String(typed.url), eventTypes: typed.eventTypes.map(String), fields });
  const parsed = endpointForm.safeParse(typed);
  if (!parsed.success) return data<Answer>({ secret: null, error: null, failed: failed(z.flattenError(parsed.error).fieldErrors) }, { status: 400 });
  const done = await registerEndpoint(await database(), actor, parsed.data);
  if (!done.ok) {
    const atUrl = done.error === "WEBHOOKS.URL_INVALID";
    return data<Answer>({ secret: null, error: atUrl ? null : errorKey(done.error), failed: failed(atUrl ? { url: [errorKey(done.error)] } : {}) }, { status: statusOf(done.error) });
  }
  if (!done.value.secret) return redirect(`/account/webhooks/${done.value.endpointId}`);
  // The one answer without a redirect: a secret must not stand in an address.
  return data<Answer>({ secret: done.value.secret, error: null, failed: null }, { headers: { "Cache-Control": "no-store" } });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Webhooks() {
  const page = useLoaderData<typeof loader>();
  const endpointId = useUntilSent(page.endpointId);
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("webhooks");
  useLive([`party:${page.partyId}`]);
  return (
    <>
      <PageHeader title={page.title} lead={t("lead", { party: page.partyName })} />
      {page.endpoints === null ? (
        <p className="text-ink-soft">{t("notManager", { party: page.partyName })}</p>
      ) : (
        <div className="grid grid-cols-1 gap-5 pb-12">
          <AnswerNote answer={answer} done={page.removed && !answer ? "removed" : null} />
          {page.endpoints.length === 0 ? (
            <EmptyState kind="results" title={t("none.title")} headingLevel={2}>
              {t("none.text")}
            </EmptyState>
          ) : (
            <ul className="grid grid-cols-1 gap-3">
              {page.endpoints.map((endpoint) => (
                <Card as="li" key={endpoint.id} className="grid grid-cols-1 gap-3">
                  <h2 className="text-lg break-all">{endpoint.url}</h2>
                  <EndpointFacts endpoint={endpoint} locale={page.locale} timeZone={page.timeZone} />
                  <LinkButton to={`/account/webhooks/${endpoint.id}`} variant="secondary" size="sm" className="w-fit" aria-label={t("openNamed", { url: endpoint.url })}>
                    {t("open")}
                  </LinkButton>
                </Card>
              ))}
            </ul>
          )}
          <Section title={t("add")} id="add">
            <Card padding="lg">
              <EndpointForm key={endpointId} endpointId={endpointId} failed={answer?.failed ?? null} />
            </Card>
          </Section>
          <Section title={t("how.title")} id="how">
            <p className="prose-text">{t("how.text")}</p>
            <p className="prose-text">{t("how.again", { tries: page.tries })}</p>
          </Section>
        </div>
      )}
    </>
  );
}
