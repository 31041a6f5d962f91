import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { useRegionName } from "#app/domains/supervision/ui/region-name.ts";
import { stateRegion, viewAuthorities } from "#app/flows/state-region.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

/** Where each authority supervises, as operators state it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const seen = await viewAuthorities(await database(), actor);
  if (!seen.ok) throw new Response(null, { status: statusOf(seen.error), statusText: seen.error });
  const locale = requestLocale(request);
  return { authorities: seen.value, locale, title: translator(locale, "supervision")("authorities.title") };
}

const form = z.object({ partyId: z.string().min(1).max(64), region: z.string().max(40), intent: z.enum(["state", "end"]) });

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const typed = Object.fromEntries(await request.formData());
  const parsed = form.safeParse(typed);
  if (!parsed.success) return data({ partyId: "", region: "", error: "errors:invalid", atField: false }, { status: 400 });
  const { partyId, region, intent } = parsed.data;
  const done = await stateRegion(await database(), actor, { partyId, region, supervises: intent === "state" });
  if (done.ok) return redirect("/moderation/authorities");
  return data({ partyId, region, error: errorKey(done.error), atField: done.error === "SUPERVISION.REGION_INVALID" }, { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Authorities() {
  const page = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("supervision");
  const nameOf = useRegionName(page.locale);
  return (
    <>
      <PageHeader title={page.title} lead={t("authorities.lead")} />
      <div className="grid gap-4">
        {failure?.error && !failure.atField ? (
          <Alert tone="error" live>
            {t(failure.error)}
          </Alert>
        ) : null}
        {page.authorities.length === 0 ? <EmptyState kind="results" title={t("authorities.empty")} headingLevel={2} /> : null}
        <ul className="grid gap-3">
          {page.authorities.map((authority) => {
            const failed = failure?.partyId === authority.id && failure.atField ? failure : null;
            return (
              <Card as="li" key={authority.id} className="grid gap-3">
                <h2 className="text-lg wrap-anywhere">{authority.name}</h2>
                {authority.regions.length === 0 ? <p className="text-ink-soft">{t("authorities.none")}</p> : null}
                <ul className="flex flex-wrap gap-2">
                  {authority.regions.map((region) => (
                    <li key={region}>
                      <Form method="post" className="flex items-center gap-2 rounded-control border border-line px-3 py-1">
                        <input type="hidden" name="partyId" value={authority.id} />
                        <input type="hidden" name="region" value={region} />
                        <span>{nameOf(region)}</span>
                        <SubmitButton variant="quiet" name="intent" value="end">
                          {t("authorities.end", { region })}
                        </SubmitButton>
                      </Form>
                    </li>
                  ))}
                </ul>
                <Form method="post" className="flex flex-wrap items-end gap-3 border-t border-line pt-3">
                  <input type="hidden" name="partyId" value={authority.id} />
                  <Field id={`region-${authority.id}`} label={t("authorities.region")} hint={t("authorities.regionHint")} error={failed ? t(failed.error) : undefined}>
                    <Input name="region" maxLength={12} autoComplete="off" required defaultValue={failed?.region} className="max-w-32 uppercase" />
                  </Field>
                  <SubmitButton variant="secondary" name="intent" value="state">
                    {t("authorities.state")}
                  </SubmitButton>
                </Form>
              </Card>
            );
          })}
        </ul>
      </div>
    </>
  );
}
