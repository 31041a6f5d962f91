import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { readPassCode } from "#app/domains/pickups/passes.rules.ts";
import { selectOwnPoints } from "#app/domains/pickups/slots.repository.server.ts";
import { Refusal } from "#app/domains/pickups/ui/refusal.tsx";
import { selectPresentSlots } from "#app/domains/pickups/walk-in.repository.server.ts";
import { walkInForm } from "#app/domains/pickups/walk-in.schema.ts";
import { visitWhen } from "#app/domains/pickups/when.rules.ts";
import { letWalkIn } from "#app/flows/walk-in.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const db = await database();
  const points = await selectOwnPoints(db, actor.party.id);
  const params = new URL(request.url).searchParams;
  const point = points.find((one) => one.id === params.get("point")) ?? points[0];
  if (!point) throw redirect("/staff");
  const locale = requestLocale(request);
  const present = await selectPresentSlots(db, { pointId: point.id, now: new Date() });
  return {
    points,
    pointId: point.id,
    present: present.map((slot) => ({ id: slot.id, freeVisits: slot.freeVisits, when: visitWhen(slot.startsAt, slot.endsAt, { locale, timeZone: point.timeZone }) })),
    pass: readPassCode(params.get("pass") ?? "") ?? "",
    bookingId: newId(),
    partyId: actor.party.id,
    title: translator(locale, "pickups")("walkIn.title"),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: walkInForm });
  if (submission.status !== "success") return data({ error: null, expected: null, submission: submission.reply() }, { status: 400 });
  const result = await letWalkIn(await database(), actor, submission.value);
  if (result.ok) return redirect(`/staff/bookings/${result.value.bookingId}`);
  const expected = result.error === "PICKUPS.ALREADY_BOOKED" && typeof result.details?.bookingId === "string" ? result.details.bookingId : null;
  const atPass = result.error === "PICKUPS.PASS_NOT_FOUND";
  const reply = atPass ? submission.reply({ fieldErrors: { pass: ["pickups:errors.PASS_NOT_FOUND"] } }) : submission.reply();
  return data({ error: atPass || expected ? null : result.error, expected, submission: reply }, { status: statusOf(result.error) });
}

export default function WalkIn() {
  const { points, pointId, present, pass, bookingId, partyId, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("pickups");
  useLive([`party:${partyId}`]);
  const typed = (failure?.submission.initialValue ?? {}) as Record<string, string | undefined>;
  const errors = (name: string) => failure?.submission.error?.[name]?.map((message) => translateError(t, message))[0];
  const isFull = failure?.error === "PICKUPS.FULL";
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader breadcrumbs={<Breadcrumbs items={[{ to: "/staff", label: t("staff.title") }, { label: title }]} />} title={title} lead={t("walkIn.lead")} />
      {points.length > 1 ? (
        <Form method="get" className="flex flex-wrap items-end gap-2">
          <Field id="point" label={t("walkIn.point")}>
            <Select key={pointId} name="point" defaultValue={pointId} options={points.map((one) => ({ value: one.id, label: one.name }))} />
          </Field>
          {pass ? <input type="hidden" name="pass" value={pass} /> : null}
          <SubmitButton variant="secondary">{t("slots.show")}</SubmitButton>
        </Form>
      ) : (
        <p className="font-semibold">{points[0]?.name}</p>
      )}
      <ul className="grid gap-1">
        {present.length === 0 ? <li className="text-ink-soft">{t("walkIn.noneUnderWay")}</li> : null}
        {present.map((slot) => (
          <li key={slot.id} className="flex flex-wrap items-center gap-2">
            <span>{t("walkIn.present", { when: slot.when, count: slot.freeVisits })}</span>
            {slot.freeVisits === 0 ? <Badge tone="clay">{t("slot.FULL")}</Badge> : null}
          </li>
        ))}
      </ul>
      <Card as="section" padding="lg" className="max-w-2xl">
        <Form method="post" action={`/staff/walk-in?point=${pointId}`} className="grid gap-5">
          {isFull ? null : <Refusal error={failure?.error} />}
          {failure?.expected ? (
            <Alert tone="info" live action={<LinkButton to={`/staff/bookings/${failure.expected}`}>{t("walkIn.openExpected")}</LinkButton>}>
              {t("walkIn.expected")}
            </Alert>
          ) : null}
          <input type="hidden" name="bookingId" value={typed.bookingId ?? bookingId} />
          <input type="hidden" name="pointId" value={pointId} />
          <RadioCards
            id="who"
            legend={t("walkIn.who")}
            name="who"
            columns={2}
            defaultValue={typed.who ?? "pass"}
            options={[
              { value: "pass", label: t("walkIn.withPass"), hint: t("walkIn.withPassHint"), icon: "qr" },
              { value: "nobody", label: t("walkIn.nobody"), hint: t("walkIn.nobodyHint"), icon: "people" },
            ]}
          />
          <Field id="pass" label={t("walkIn.pass")} hint={pass && !typed.pass ? t("walkIn.scanned") : t("walkIn.passHint")} error={errors("pass")}>
            <Input name="pass" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={200} key={typed.pass ?? pass} defaultValue={typed.pass ?? pass} className="tabular min-h-16 text-center text-2xl font-semibold uppercase" />
          </Field>
          {isFull ? (
            <Alert
              tone="warning"
              live
              action={
                <SubmitButton name="beyond" value="1" variant="secondary" size="lg">
                  {t("walkIn.beyond")}
                </SubmitButton>
              }
            >
              {t("walkIn.full")}
            </Alert>
          ) : (
            <SubmitButton size="lg" wide icon="check">
              {t("walkIn.submit")}
            </SubmitButton>
          )}
        </Form>
      </Card>
    </div>
  );
}
