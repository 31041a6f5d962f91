import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { selectHistory } from "#app/domains/prices/prices.repository.server.ts";
import { mostMoved } from "#app/domains/prices/prices.rules.ts";
import { priceGrades, type PriceGrade } from "#app/domains/prices/grades.ts";
import { quoteForm } from "#app/domains/prices/prices.schema.ts";
import { boardOn, dayAt, writePrices } from "#app/domains/prices/prices.service.server.ts";
import { dayText, PriceHistory, PriceTable } from "#app/domains/prices/ui/price-board.tsx";
import { perKg } from "#app/domains/prices/ui/price-words.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { hasRole } from "#app/shared/actor.ts";
import { countryOfZone } from "#app/shared/country-of-zone.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { MATERIALS } from "#app/shared/materials.ts";
import { usualCurrency } from "#app/shared/money.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { FormErrorSummary } from "#app/ui/forms/form-error-summary.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const locale = requestLocale(request);
  const db = await database();
  const today = dayAt(new Date(), actor.party.timeZone);
  const recyclerPartyId = actor.party.id;
  const board = await boardOn(db, { recyclerPartyId, day: today, usual: usualCurrency(countryOfZone(actor.party.timeZone), locale) });
  const history = await selectHistory(db, { recyclerPartyId });
  const params = new URL(request.url).searchParams;
  return { board, history, quoteId: newId(), locale, mayWrite: hasRole(actor.role, "manager"), material: params.get("material"), done: params.get("done") === "1", title: translator(locale, "prices")("staff.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "manager");
  const form = await request.formData();
  const db = await database();
  const currency = usualCurrency(countryOfZone(actor.party.timeZone), requestLocale(request));
  const stop = priceGrades.find((grade) => form.get("stop") === grade);
  if (stop) {
    const input = { quoteId: String(form.get("quoteId")), version: Number(form.get("version")), material: String(form.get("material")), validFrom: dayAt(new Date(), actor.party.timeZone), prices: [{ grade: stop, minorPerKg: null }], currency };
    const stopped = await writePrices(db, actor, input);
    return stopped.ok ? redirect("/staff/prices?done=1") : data({ error: errorKey(stopped.error), submission: null }, { status: statusOf(stopped.error) });
  }
  const submission = parseWithZod(form, { schema: quoteForm });
  if (submission.status !== "success") return data({ error: null, submission: submission.reply() }, { status: 400 });
  if (submission.value.validFrom < dayAt(new Date(), actor.party.timeZone)) {
    return data({ error: null, submission: submission.reply({ fieldErrors: { validFrom: ["prices:form.past"] } }) }, { status: 400 });
  }
  const written = await writePrices(db, actor, { ...submission.value, currency });
  if (!written.ok) return data({ error: errorKey(written.error), submission: submission.reply() }, { status: statusOf(written.error) });
  return redirect(`/staff/prices?done=1&material=${submission.value.material}`);
}

/** The board as its people write it: what stands today, what comes, one form for a material. */
export default function StaffPrices() {
  const { board, history, quoteId, locale, mayWrite, material, done, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation(["prices", "errors"]);
  const { t: name } = useTranslation("materials");
  useLive([`party:${board.recyclerPartyId}`]);
  const typed = (answer?.submission?.initialValue ?? {}) as Record<string, string | undefined>;
  const errors = answer?.submission?.error ?? {};
  const first = (field: string) => errors[field]?.map((message) => translateError((key, words) => t(key, words ?? {}), message))[0];
  const coming = history.filter((line) => line.validFrom > board.day);
  const shown = material ?? mostMoved(history);
  return (
    <div className="content grid gap-6 pb-12">
      <PageHeader title={title} lead={t("staff.lead")} />
      {answer?.error ? (
        <Alert tone="error" live>
          {t(answer.error)}
        </Alert>
      ) : null}
      {done && !answer ? (
        <Alert tone="success" live>
          {t("staff.done")}
        </Alert>
      ) : null}
      {board.prices.length > 0 ? <PriceTable board={board} locale={locale} /> : <p className="text-ink-soft">{t("board.empty")}</p>}
      {coming.length > 0 ? (
        <Section title={t("staff.coming")}>
          <ul className="grid gap-1">
            {coming.map((line) => (
              <li key={`${line.material}-${line.grade}-${line.validFrom}`}>
                {t("staff.comingLine", { day: dayText(line.validFrom, locale), material: name(`names.${line.material}`), grade: line.grade, price: line.minorPerKg === null ? t("board.noPrice") : perKg(line.minorPerKg, board.currency, locale) })}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {mayWrite ? (
        <Section title={t("form.title")}>
          <Card>
            <Form method="post" key={`${board.version}`} className="grid max-w-2xl gap-5">
              <FormErrorSummary errors={Object.keys(errors).map((field) => ({ fieldId: field, message: first(field) ?? "" }))} />
              <input type="hidden" name="quoteId" value={quoteId} />
              <input type="hidden" name="version" value={board.version} />
              <Field id="material" label={t("board.material")} error={first("material")}>
                <Select name="material" defaultValue={typed.material ?? shown ?? "cardboard"} options={MATERIALS.map(({ code }) => ({ value: code, label: name(`names.${code}`) }))} />
              </Field>
              <FieldSet legend={t("form.prices", { currency: board.currency })} hint={t("form.pricesHint")}>
                <div className="grid items-start gap-4 sm:grid-cols-3">
                  {priceGrades.map((grade) => (
                    <Field key={grade} id={grade} label={t(`grades.${grade}`)} error={first(grade)} optional>
                      <Input name={grade} inputMode="text" autoComplete="off" defaultValue={typed[grade] ?? ""} />
                    </Field>
                  ))}
                </div>
              </FieldSet>
              <Field id="validFrom" label={t("form.from")} hint={t("form.fromHint")} error={first("validFrom")}>
                <Input type="date" name="validFrom" required min={board.day} defaultValue={typed.validFrom ?? board.day} className="max-w-52" />
              </Field>
              <div>
                <SubmitButton size="lg">{t("form.submit")}</SubmitButton>
              </div>
            </Form>
          </Card>
          {board.prices.length > 0 ? <StopForms quoteId={quoteId} version={board.version} prices={board.prices} /> : null}
        </Section>
      ) : null}
      {shown ? <PriceHistory material={shown} history={history} board={board} locale={locale} /> : null}
    </div>
  );
}

function StopForms({ quoteId, version, prices }: { quoteId: string; version: number; prices: readonly { material: string; grade: PriceGrade }[] }) {
  const { t } = useTranslation("prices");
  const { t: name } = useTranslation("materials");
  return (
    <details className="rounded-control border border-line p-3">
      <summary className="cursor-pointer font-semibold">{t("stop.title")}</summary>
      <p className="mt-2 text-sm text-ink-soft">{t("stop.hint")}</p>
      <ul className="mt-3 flex flex-wrap gap-2">
        {prices.map(({ material, grade }) => (
          <li key={`${material}-${grade}`}>
            <Form method="post">
              <input type="hidden" name="quoteId" value={quoteId} />
              <input type="hidden" name="version" value={version} />
              <input type="hidden" name="material" value={material} />
              <SubmitButton name="stop" value={grade} size="sm" variant="secondary">
                {t("stop.one", { material: name(`names.${material}`), grade })}
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
    </details>
  );
}
