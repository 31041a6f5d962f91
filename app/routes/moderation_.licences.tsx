import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { licenceMoves, licenceVerbs, reasonsFor } from "#app/domains/licences/licences.rules.ts";
import { moveForm, type LicenceView } from "#app/domains/licences/licences.schema.ts";
import { moveLicence, viewLicenceQueue } from "#app/domains/licences/licences.service.server.ts";
import { LicenceCard, WhichLicence } from "#app/domains/licences/ui/licence-card.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

const here = "/moderation/licences";
/** What is no id begins the list anew. */
const cursor = z.string().regex(/^[0-9a-zA-Z-]{1,64}$/).nullable().catch(null);

/** Beside the moderators' frame, because the staff of an authority come here too. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const params = new URL(request.url).searchParams;
  const show = params.get("show") === "standing" ? "standing" : "waiting";
  const after = cursor.parse(params.get("after"));
  const seen = await viewLicenceQueue(await database(), actor, { show, after });
  if (!seen.ok) throw new Response(null, { status: statusOf(seen.error), statusText: seen.error });
  const locale = requestLocale(request);
  return { ...seen.value, show, after, partyId: actor.party.id, isOperator: actor.isOperator, locale, title: translator(locale, "licences")("queue.title") };
}

const intentForm = z.object({ intent: z.enum(licenceVerbs) });

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = Object.fromEntries(await request.formData());
  const [intent, move] = [intentForm.safeParse(form), moveForm.safeParse(form)];
  const typed = { licenceId: String(form.licenceId ?? ""), reasonCode: String(form.reasonCode ?? ""), reason: String(form.reason ?? "") };
  if (!intent.success || !move.success) return data({ ...typed, error: "errors:invalid", atReason: false }, { status: 400 });
  const done = await moveLicence(await database(), actor, intent.data.intent, move.data);
  if (done.ok) return redirect(licenceMoves[intent.data.intent].from.includes("pending") ? here : `${here}?show=standing`);
  const atReason = done.error === "LICENCES.REASON_NEEDED";
  return data({ ...typed, error: errorKey(done.error), atReason }, { status: atReason ? 400 : statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function LicenceQueue() {
  const page = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("licences");
  useLive([page.isOperator ? "moderation" : `party:${page.partyId}`]);
  const base = page.show === "standing" ? `${here}?show=standing` : here;
  return (
    <div className="content pb-12">
      <PageHeader title={page.title} lead={t("queue.lead")} />
      <nav aria-label={t("queue.show")} className="flex flex-wrap gap-2">
        <Chip to={here} selected={page.show === "waiting"}>
          {t("queue.waiting")}
        </Chip>
        <Chip to={`${here}?show=standing`} selected={page.show === "standing"}>
          {t("queue.standing")}
        </Chip>
        <Chip to="/moderation/points" selected={false}>
          {t("queue.places")}
        </Chip>
        <Chip to="/licences" selected={false}>
          {t("queue.all")}
        </Chip>
      </nav>
      <div className="grid gap-4 pt-4">
        {failure?.error && !failure.atReason ? (
          <Alert tone="error" live>
            {t(failure.error)}
          </Alert>
        ) : null}
        {page.licences.length === 0 ? (
          <EmptyState kind="results" title={t(page.show === "waiting" ? "queue.empty" : "queue.emptyStanding")} headingLevel={2}>
            {page.show === "waiting" ? t("queue.emptyText") : null}
          </EmptyState>
        ) : null}
        <ul className="grid gap-3">
          {page.licences.map((licence) => (
            <LicenceCard key={licence.id} licence={licence} locale={page.locale} showHolder mayOpenDocument>
              <Decide licence={licence} failed={failure?.licenceId === licence.id ? failure : null} />
            </LicenceCard>
          ))}
        </ul>
        <Pagination nextTo={page.nextCursor ? `${base}${base.includes("?") ? "&" : "?"}after=${page.nextCursor}` : null} firstTo={page.after ? base : null} />
      </div>
    </div>
  );
}

/** The yes and the no that the licence's state allows. */
function Decide({ licence, failed }: { licence: LicenceView; failed: { reasonCode: string; reason: string; error: string; atReason: boolean } | null }) {
  const { t } = useTranslation("licences");
  const yes = licence.state === "pending" ? "accept" : licence.state === "suspended" ? "reinstate" : null;
  const no = licence.state === "pending" ? "refuse" : licence.state === "valid" ? "suspend" : null;
  return (
    <>
      {yes ? (
        <Form method="post">
          <WhichLicence licence={licence} />
          <SubmitButton name="intent" value={yes}>
            {t(`queue.${yes}`)}
          </SubmitButton>
        </Form>
      ) : null}
      {no ? (
        <Form method="post" className="flex grow flex-wrap items-end gap-3">
          <WhichLicence licence={licence} />
          <Field id={`reason-code-${licence.id}`} label={t("queue.reasonCode")}>
            <Select name="reasonCode" defaultValue={failed?.reasonCode ?? ""} options={[{ value: "", label: t("queue.reasonChoose") }, ...reasonsFor[no].map((code) => ({ value: code, label: t(`reasons.${code}`) }))]} />
          </Field>
          <div className="grow">
            <Field id={`reason-${licence.id}`} label={t("queue.reason")} error={failed?.atReason ? t(failed.error) : undefined} optional>
              <Input name="reason" maxLength={500} defaultValue={failed?.reason} />
            </Field>
          </div>
          <SubmitButton variant={no === "suspend" ? "danger" : "secondary"} name="intent" value={no}>
            {t(`queue.${no}`)}
          </SubmitButton>
        </Form>
      ) : null}
    </>
  );
}
