import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { decideHoldForm, HOLD_REASONS, holdForm } from "#app/domains/impact/boards/holds.schema.ts";
import { decideHold, holdByHand, viewHolds } from "#app/domains/impact/boards/holds.service.server.ts";
import { HoldCard } from "#app/domains/impact/ui/hold-card.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

const here = "/moderation/holds";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const query = new URL(request.url).searchParams;
  const isDecided = query.get("show") === "decided";
  const after = query.get("after");
  const seen = await viewHolds(await database(), actor, { waiting: !isDecided, after });
  if (!seen.ok) throw new Response(null, { status: statusOf(seen.error), statusText: seen.error });
  const locale = requestLocale(request);
  return { locale, isDecided, after, timeZone: actor.party.timeZone, title: translator(locale, "boards")("holds.title"), ...seen.value };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = Object.fromEntries(await request.formData()) as Record<string, string>;
  const db = await database();
  const typed = { holdId: form.holdId ?? "", answer: form.answer ?? "", entryId: form.entryId ?? "", note: form.note ?? "", reason: form.reason ?? "" };
  const back = (error: string | null, fields: Record<string, string> = {}, status = 400) => data({ error, fields, typed }, { status });
  const isHold = form.intent === "hold";
  const parsed = isHold ? holdForm.safeParse(form) : decideHoldForm.safeParse(form);
  if (!parsed.success) {
    const fields = Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
    return back(["answer", "entryId", "note", "reason"].some((name) => name in fields) ? null : "errors:invalid", fields);
  }
  const done =
    parsed.data.intent === "hold" ? await holdByHand(db, actor, parsed.data) : await decideHold(db, actor, { holdId: parsed.data.holdId, version: parsed.data.version, verb: parsed.data.intent, answer: parsed.data.answer });
  return done.ok ? redirect(here) : back(errorKey(done.error), {}, statusOf(done.error));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Holds() {
  const { holds, nextCursor, after, isDecided, waiting, locale, timeZone, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("boards");
  const said = (name: string) => (answer?.fields[name] ? translateError(t, answer.fields[name]) : undefined);
  const more = isDecided ? "?show=decided" : "";
  return (
    <>
      <PageHeader title={title} lead={t("holds.lead")} />
      <nav aria-label={t("holds.filter")} className="flex flex-wrap gap-2 pb-4">
        <Chip to={here} selected={!isDecided} count={waiting}>
          {t("holds.waiting")}
        </Chip>
        <Chip to={`${here}?show=decided`} selected={isDecided}>
          {t("holds.decided")}
        </Chip>
      </nav>
      <div className="grid gap-4">
        {answer?.error ? (
          <Alert tone="error" live>
            {t(answer.error)}
          </Alert>
        ) : null}
        {holds.length === 0 ? <EmptyState kind="results" title={t(isDecided ? "holds.emptyDecided" : "holds.empty")} headingLevel={2} /> : null}
        <ul className="grid gap-3">
          {holds.map((hold) => (
            <HoldCard key={hold.id} hold={hold} locale={locale} timeZone={timeZone} error={answer?.typed.holdId === hold.id ? said("answer") : undefined} typed={answer?.typed.holdId === hold.id ? answer.typed.answer : ""} />
          ))}
        </ul>
        <Pagination nextTo={nextCursor ? `${here}?${new URLSearchParams({ ...(isDecided ? { show: "decided" } : {}), after: nextCursor })}` : null} firstTo={after ? `${here}${more}` : null} />
        <Card as="section">
          <h2 className="text-lg">{t("holds.holdTitle")}</h2>
          <Form method="post" className="mt-3 grid max-w-xl gap-4">
            <Field label={t("holds.entryId")} hint={t("holds.entryIdHint")} error={said("entryId")}>
              <Input name="entryId" defaultValue={answer?.typed.entryId} autoComplete="off" maxLength={200} />
            </Field>
            <Field label={t("holds.reason")} error={said("reason")}>
              <Select name="reason" defaultValue={answer?.typed.reason || HOLD_REASONS[0]} options={HOLD_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))} />
            </Field>
            <Field label={t("holds.note")} error={said("note")}>
              <Textarea name="note" rows={3} maxLength={1000} defaultValue={answer?.typed.note} />
            </Field>
            <p>
              <SubmitButton name="intent" value="hold">
                {t("holds.hold")}
              </SubmitButton>
            </p>
          </Form>
        </Card>
      </div>
    </>
  );
}
