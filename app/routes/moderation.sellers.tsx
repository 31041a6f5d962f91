import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { failedForm, readForm } from "#app/domains/trust/forms.ts";
import { answerSeller, viewRequestedSellers } from "#app/domains/trust/sellers.service.server.ts";
import { answerSellerInput } from "#app/domains/trust/trust.schema.ts";
import { AnswerForm } from "#app/domains/trust/ui/answer-form.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const found = await viewRequestedSellers(await database(), actor);
  if (!found.ok) throw new Response(null, { status: statusOf(found.error), statusText: found.error });
  return {
    rows: found.value.map(({ partyId, partyName, legalName, registerNumber, address, vatId, contactEmail, version }) => ({ partyId, partyName, legalName, registerNumber, address, vatId, contactEmail, version })),
    done: new URL(request.url).searchParams.get("done") === "answered",
    title: translator(requestLocale(request), "trust")("seller.queueTitle"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const read = readForm(form, answerSellerInput);
  if (!read.ok) return data(read.failed, { status: 400 });
  const done = await answerSeller(await database(), actor, read.value);
  return done.ok ? redirect("/moderation/sellers?done=answered") : data(failedForm(form, done.error), { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Sellers() {
  const { rows, done, title } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("trust");
  return (
    <>
      <PageHeader title={title} lead={t("seller.queueLead")} />
      <div className="grid gap-4">
        {done && !failed ? (
          <Alert tone="success" live>
            {t("moderation.done.answered")}
          </Alert>
        ) : null}
        {rows.length === 0 ? <EmptyState kind="results" title={t("seller.queueEmpty")} headingLevel={2} /> : null}
        <ul className="grid gap-4">
          {rows.map((row) => (
            <Card as="li" key={row.partyId} className="grid gap-3">
              <h2 className="text-lg wrap-anywhere">{row.partyName}</h2>
              <DefinitionList
                items={(["legalName", "registerNumber", "address", "vatId", "contactEmail"] as const).map((name) => ({ term: t(`seller.${name}`), value: <span className="whitespace-pre-line wrap-anywhere">{row[name] ?? "–"}</span> }))}
              />
              <AnswerForm
                intent="seller"
                idName="partyId"
                id={row.partyId}
                version={row.version}
                outcomes={[
                  { value: "verified", label: t("seller.verify") },
                  { value: "refused", label: t("seller.refuse") },
                ]}
                textName="reason"
                textLabel={t("seller.reason")}
                optional
                failed={failed}
              />
            </Card>
          ))}
        </ul>
      </div>
    </>
  );
}
