import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { chainFor } from "#app/domains/impact/correct-entry.repository.server.ts";
import { correctEntryForm, TAKE_BACK_REASONS } from "#app/domains/impact/correct-entry.schema.ts";
import { actsFor } from "#app/domains/impact/correct-entry.service.server.ts";
import { useMovedWords } from "#app/domains/impact/ui/subject.ts";
import { correctLedgerEntry } from "#app/flows/correct-ledger-entry.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { formatCo2e } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { RadioCards } from "#app/ui/forms/choices.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const locale = requestLocale(request);
  const chain = await chainFor(await database(), params.id ?? "");
  const [root] = chain;
  if (!root) throw new Response(null, { status: 404 });
  const acts = actsFor(actor, chain);
  if (acts.length === 0 && !actor.isOperator && actor.party.id !== root.takerPartyId) throw new Response(null, { status: 403 });
  const { id, kind, material, category, massGrams, itemCount } = root;
  return {
    title: translator(locale, "ledger")("correct.title"),
    locale,
    acts,
    submissionId: newId(),
    version: chain.length,
    entry: { id, kind, massGrams, itemCount, subject: material === null ? { kind: "goods" as const, code: category ?? "other" } : { kind: "material" as const, code: material } },
    standsAtGrams: chain.reduce((sum, row) => sum + (row.co2eGrams ?? 0), 0),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const entryId = params.id ?? "";
  const submission = parseWithZod(form, { schema: correctEntryForm });
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
  if (submission.status !== "success") return data({ typed, fields: submission.error ?? {}, error: null }, { status: 400 });
  const done = await correctLedgerEntry(await database(), actor, { ...submission.value, entryId });
  if (!done.ok) return data({ typed, fields: {}, error: done.error }, { status: statusOf(done.error) });
  return redirect(`/impact/entries/${entryId}`);
}

export default function CorrectEntry() {
  const { t } = useTranslation("ledger");
  const translate = useTranslation().t;
  const moved = useMovedWords();
  const { entry, acts, submissionId, version, locale, standsAtGrams } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const typed: Partial<Record<string, string>> = sent?.typed ?? {};
  const errorsOf = (name: string) => ((sent?.fields as Record<string, string[] | null | undefined> | undefined)?.[name] ?? []).map((message) => translateError(translate, message));
  const here = `/impact/entries/${entry.id}`;
  return (
    <div className="content pb-12">
      <PageHeader title={t("correct.title")} lead={t("correct.lead")} breadcrumbs={<Breadcrumbs items={[{ to: here, label: moved(entry, locale) }, { label: t("correct.breadcrumb") }]} />} />
      {acts.length === 0 ? (
        <EmptyState kind="results" title={t("correct.noneTitle")} action={<LinkButton to={here}>{t("correct.cancel")}</LinkButton>}>
          {t("correct.none")}
        </EmptyState>
      ) : (
        <Form method="post" className="group/form grid max-w-2xl gap-6">
          {sent?.error ? (
            <Alert tone="error" live>
              {translate(errorKey(sent.error))}
            </Alert>
          ) : null}
          {/* A number typed for an entry that meanwhile changed must not be written: the page's own count of rows goes with it. */}
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="submissionId" value={typed.submissionId ?? submissionId} />
          <Card tone="sunken">
            <p className="text-sm text-ink-soft">{t("correct.about")}</p>
            <p className="tabular text-lg font-semibold">
              {moved(entry, locale)} · {formatCo2e(standsAtGrams, locale, { gas: true })}
            </p>
          </Card>
          <RadioCards
            id="act"
            legend={t("correct.act")}
            name="act"
            columns={2}
            defaultValue={typed.act ?? ""}
            error={errorsOf("act")}
            options={acts.map((value) => ({ value, label: t(`correct.acts.${value}`), hint: t(`correct.actHints.${value}`) }))}
          />
          {acts.includes("weight") ? (
            <div className="hidden items-end gap-4 group-has-[[name=act][value=treated\_otherwise]:checked]/form:grid group-has-[[name=act][value=weight]:checked]/form:grid sm:grid-cols-2">
              <Field id="net" label={t("correct.net")} hint={t("correct.netHint")} error={errorsOf("net")}>
                <Input name="net" unit="kg" inputMode="decimal" autoComplete="off" defaultValue={typed.net ?? ""} />
              </Field>
              <Field id="contamination" label={t("correct.contamination")} hint={t("correct.contaminationHint")} error={errorsOf("contamination")} optional>
                <Input name="contamination" unit="%" inputMode="decimal" autoComplete="off" defaultValue={typed.contamination ?? ""} />
              </Field>
            </div>
          ) : null}
          {acts.includes("take_back") ? (
            <div className="hidden group-has-[[name=act][value=take\_back]:checked]/form:block">
              <Field id="reason" label={t("correct.reason")} error={errorsOf("reason")}>
                <Select name="reason" defaultValue={typed.reason ?? ""} options={[{ value: "", label: t("correct.noReason") }, ...TAKE_BACK_REASONS.map((value) => ({ value, label: t(`correct.reasons.${value}`) }))]} />
              </Field>
            </div>
          ) : null}
          <Field id="note" label={t("correct.note")} hint={t("correct.noteHint")} error={errorsOf("note")} optional>
            <Textarea name="note" rows={2} maxLength={300} defaultValue={typed.note ?? ""} />
          </Field>
          <div className="flex flex-wrap gap-3">
            <SubmitButton>{t("correct.submit")}</SubmitButton>
            <LinkButton to={here} variant="secondary">
              {t("correct.cancel")}
            </LinkButton>
          </div>
        </Form>
      )}
    </div>
  );
}
