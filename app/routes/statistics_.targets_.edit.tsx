import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { formatAmount } from "#app/domains/statistics/targets/amount-words.ts";
import { NATIONAL_TARGETS } from "#app/domains/statistics/targets/national.ts";
import { figureForm, ownTargetForm, targetUnits, versionsSeen } from "#app/domains/statistics/targets/targets.schema.ts";
import { enterFigure, setOwnTarget, takeBackOwnTarget, viewTargets } from "#app/domains/statistics/targets/targets.service.server.ts";
import { useTargetNames } from "#app/domains/statistics/ui/target-names.ts";
import { targetRegionsOf } from "#app/flows/target-regions.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { countryOfZone } from "#app/shared/country-of-zone.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { MATERIALS } from "#app/shared/materials.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Icon } from "#app/ui/icons/icon.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

const here = "/statistics/targets/edit";

/** Where figures and targets are entered: by operators everything, by an authority's staff targets of its regions. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const may = await targetRegionsOf(db, actor);
  if (may !== "everywhere" && may.length === 0) throw new Response(null, { status: 403, statusText: "TARGETS.NOT_ALLOWED" });
  const { figures, own } = await viewTargets(db, systemClock.now());
  const country = countryOfZone(actor.party.timeZone);
  const t = translator(requestLocale(request), "targets");
  return {
    figures: figures.map(({ targetCode, year, version }) => ({ targetCode, year, version })),
    own: own.filter((one) => may === "everywhere" || may.includes(one.region)),
    regions: may === "everywhere" ? [...new Set(["all", ...(country ? [country] : []), "CN"])] : [...may],
    isOperator: actor.isOperator,
    targetId: newId(),
    done: new URL(request.url).searchParams.get("done") === "1",
    locale: requestLocale(request),
    title: t("form.title"),
    home: t("title"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const form = await request.formData();
  const may = await targetRegionsOf(db, actor);
  const intent = form.get("intent") === "figure" ? ("figure" as const) : form.get("intent") === "end" ? ("end" as const) : ("own" as const);
  if (intent === "end") {
    const ended = await takeBackOwnTarget(db, may, { id: String(form.get("targetId")), version: Number(form.get("version")) || 0 });
    return ended.ok ? redirect(`${here}?done=1`) : data({ intent, error: errorKey(ended.error), submission: null }, { status: statusOf(ended.error) });
  }
  if (intent === "figure") {
    const submission = parseWithZod(form, { schema: figureForm });
    if (submission.status !== "success") return data({ intent, error: null, submission: submission.reply() }, { status: 400 });
    const entered = await enterFigure(db, actor, submission.value);
    return entered.ok ? redirect(`${here}?done=1`) : data({ intent, error: errorKey(entered.error), submission: submission.reply() }, { status: statusOf(entered.error) });
  }
  const submission = parseWithZod(form, { schema: ownTargetForm });
  if (submission.status !== "success") return data({ intent, error: null, submission: submission.reply() }, { status: 400 });
  const set = await setOwnTarget(db, actor, may, submission.value);
  return set.ok ? redirect(`${here}?done=1`) : data({ intent, error: errorKey(set.error), submission: submission.reply() }, { status: statusOf(set.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function EnterTargets() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("targets");
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader title={page.title} lead={t("lead")} breadcrumbs={<Breadcrumbs items={[{ label: page.home, to: "/statistics/targets" }, { label: page.title }]} />} />
      {answer?.error ? (
        <Alert tone="error" live>
          {t(answer.error)}
        </Alert>
      ) : null}
      {page.done && !answer ? (
        <Alert tone="success" live>
          {t("form.saved")}
        </Alert>
      ) : null}
      {page.isOperator ? <FigureForms /> : null}
      <OwnForm />
      <Standing />
    </div>
  );
}

/** What was typed into one of the forms, and the sentence for a field of it. */
function useTyped(intent: "figure" | "own") {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation(["targets", "errors"]);
  const submission = answer?.intent === intent ? answer.submission : null;
  const typed = (submission?.initialValue ?? {}) as Record<string, string | undefined>;
  const error = (field: string) => submission?.error?.[field]?.map((message) => translateError((key, words) => t(key, words ?? {}), message))[0];
  return { typed, error };
}

/** A form for each national target, since each has a version of its own. Folded, but for one that came back. */
function FigureForms() {
  const { figures } = useLoaderData<typeof loader>();
  const { typed } = useTyped("figure");
  const { t } = useTranslation("targets");
  return (
    <Section title={t("form.figure")}>
      <p className="text-ink-soft">{t("form.figureText")}</p>
      {NATIONAL_TARGETS.map((target) => {
        const known = figures.filter((one) => one.targetCode === target.code);
        return (
          <details key={target.code} open={typed.targetCode === target.code} className="rounded-card border border-line px-4 py-2">
            <summary className="flex min-h-11 cursor-pointer items-center justify-between gap-3 py-2 font-semibold">
              {target.partOf ? t("ofWhich", { name: t(`subjects.${target.subject}`) }) : t(`subjects.${target.subject}`)}
              <Icon name="chevron-down" size={20} className="shrink-0 text-ink-soft" />
            </summary>
            <FigureForm code={target.code} year={target.year} seen={versionsSeen(known)} />
          </details>
        );
      })}
    </Section>
  );
}

function FigureForm({ code, year, seen }: { code: string; year: number; seen: string }) {
  const { typed, error } = useTyped("figure");
  const { t } = useTranslation("targets");
  const isMine = typed.targetCode === code;
  const errorAt = (field: string) => (isMine ? error(field) : undefined);
  return (
    <Form method="post" key={seen} className="grid max-w-2xl gap-3 border-t border-line py-3">
      <input type="hidden" name="targetCode" value={code} />
      <input type="hidden" name="seen" value={seen} />
      <Field id={`${code}-year`} label={t("form.yearLabel")} error={errorAt("year")}>
        <Input name="year" inputMode="numeric" maxLength={4} defaultValue={(isMine ? typed.year : undefined) ?? String(year)} className="max-w-28" />
      </Field>
      <Amount id={code} typed={isMine ? typed : {}} error={errorAt} intent="figure" />
    </Form>
  );
}

/** Amount with its unit, and where it comes from. */
function Amount({ id, typed, error, intent }: { id: string; typed: Record<string, string | undefined>; error: (field: string) => string | undefined; intent: "figure" | "own" }) {
  const { t } = useTranslation("targets");
  return (
    <>
      <div className="flex flex-wrap items-start gap-3">
        <Field id={`${id}-amount`} label={t("form.amountLabel")} error={error("amount")}>
          <Input name="amount" inputMode="decimal" autoComplete="off" defaultValue={typed.amount} className="max-w-40" />
        </Field>
        <Field id={`${id}-unit`} label={t("form.unit")} error={error("unit")}>
          <Select name="unit" defaultValue={typed.unit ?? (intent === "figure" ? "Mt" : "t")} options={targetUnits.map((value) => ({ value, label: value }))} />
        </Field>
      </div>
      <Field id={`${id}-source`} label={t("form.source")} hint={t("form.sourceHint")} error={error("source")}>
        <Input name="source" maxLength={300} defaultValue={typed.source} />
      </Field>
      <Field id={`${id}-url`} label={t("form.urlLabel")} error={error("url")} optional={intent === "own"}>
        <Input name="url" inputMode="url" maxLength={500} defaultValue={typed.url} />
      </Field>
      <div>
        <SubmitButton name="intent" value={intent} variant="secondary">
          {t("form.save")}
        </SubmitButton>
      </div>
    </>
  );
}

function OwnForm() {
  const { regions, targetId, locale } = useLoaderData<typeof loader>();
  const { typed, error } = useTyped("own");
  const { t } = useTranslation("targets");
  const names = useTargetNames(locale);
  const materials = ["all", ...MATERIALS.map(({ code }) => code)];
  return (
    <Section title={t("form.own")}>
      <Card>
        <Form method="post" key={targetId} className="grid max-w-2xl gap-4">
          <input type="hidden" name="targetId" value={typed.targetId ?? targetId} />
          <Field id="own-region" label={t("form.region")} error={error("region")}>
            <Select name="region" defaultValue={typed.region ?? regions[0]} options={regions.map((value) => ({ value, label: names.region(value) }))} />
          </Field>
          <Field id="own-material" label={t("form.material")} error={error("material")}>
            <Select name="material" defaultValue={typed.material ?? "all"} options={materials.map((value) => ({ value, label: names.material(value) }))} />
          </Field>
          <Field id="own-year" label={t("form.yearLabel")} error={error("year")}>
            <Input name="year" inputMode="numeric" maxLength={4} defaultValue={typed.year} className="max-w-28" />
          </Field>
          <Amount id="own" typed={typed} error={error} intent="own" />
        </Form>
      </Card>
    </Section>
  );
}

function Standing() {
  const { own, locale } = useLoaderData<typeof loader>();
  const { t } = useTranslation("targets");
  const names = useTargetNames(locale);
  if (own.length === 0) return null;
  return (
    <Section title={t("form.standing")}>
      <ul className="grid gap-2">
        {own.map((one) => (
          <li key={one.id}>
            <Form method="post" className="flex flex-wrap items-center gap-3">
              <input type="hidden" name="targetId" value={one.id} />
              <input type="hidden" name="version" value={one.version} />
              <span className="wrap-anywhere">
                {names.region(one.region)} · {names.material(one.material)} · {one.year} · {formatAmount(one.amountGrams, locale)}
              </span>
              <SubmitButton name="intent" value="end" variant="quiet">
                {t("form.takeBack")}
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  );
}
