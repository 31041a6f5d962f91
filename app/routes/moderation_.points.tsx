import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { subdivisionChoices } from "#app/domains/points/care/special-days.server.ts";
import { confirmSubdivision, viewUnconfirmedParts } from "#app/flows/confirm-subdivision.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

const here = "/moderation/points";

/** Beside the licences, and for the same people: which part of its country a point lies in decides which licences count there. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const seen = await viewUnconfirmedParts(await database(), actor);
  if (!seen.ok) throw new Response(null, { status: statusOf(seen.error), statusText: seen.error });
  const points = seen.value.map((point) => {
    const { choices, derivedName } = subdivisionChoices(point);
    return { ...point, statedName: choices.find((one) => one.code === point.subdivisionCode)?.name ?? point.subdivisionCode, derivedName };
  });
  return { points, title: translator(requestLocale(request), "licences")("queue.places") };
}

const answer = z.object({ pointId: z.string().min(1).max(64), version: z.coerce.number().int(), intent: z.enum(["yes", "no"]) });

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const parsed = answer.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) return data({ error: "errors:invalid" }, { status: 400 });
  const { pointId, version, intent } = parsed.data;
  const done = await confirmSubdivision(await database(), actor, { pointId, version, liesThere: intent === "yes" });
  return done.ok ? redirect(here) : data({ error: errorKey(done.error) }, { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function PointsToConfirm() {
  const page = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("licences");
  const { t: tc } = useTranslation("point-care");
  return (
    <div className="content pb-12">
      <PageHeader title={page.title} lead={t("queue.placesLead")} />
      <nav aria-label={t("queue.show")} className="flex flex-wrap gap-2">
        <Chip to="/moderation/licences" selected={false}>
          {t("queue.waiting")}
        </Chip>
        <Chip to={here} selected>
          {t("queue.places")}
        </Chip>
      </nav>
      <div className="grid gap-4 pt-4">
        {failure?.error ? (
          <Alert tone="error" live>
            {t(failure.error)}
          </Alert>
        ) : null}
        {page.points.length === 0 ? <EmptyState kind="results" title={t("queue.placesEmpty")} headingLevel={2} /> : null}
        <ul className="grid gap-3">
          {page.points.map((point) => (
            <Card as="li" key={point.id} className="grid gap-3">
              <h2 className="text-lg wrap-anywhere">
                <a href={`/points/${point.id}`} className="link">
                  {point.name ?? point.operatorName}
                </a>
              </h2>
              <p className="wrap-anywhere">{[point.operatorName, point.address, [point.postalCode, point.city].filter(Boolean).join(" "), `${point.latitude}, ${point.longitude}`].filter(Boolean).join(" · ")}</p>
              <p>
                <strong>{t("queue.placesSays", { part: point.statedName })}</strong>
                {point.derivedName ? <span className="block text-sm text-ink-soft">{tc("facts.subdivisionDerived", { name: point.derivedName })}</span> : null}
              </p>
              <Form method="post" className="flex flex-wrap gap-3 border-t border-line pt-3">
                <input type="hidden" name="pointId" value={point.id} />
                <input type="hidden" name="version" value={point.version} />
                <SubmitButton name="intent" value="yes">
                  {t("queue.placesYes")}
                </SubmitButton>
                <SubmitButton name="intent" value="no" variant="secondary">
                  {t("queue.placesNo")}
                </SubmitButton>
              </Form>
            </Card>
          ))}
        </ul>
      </div>
    </div>
  );
}
