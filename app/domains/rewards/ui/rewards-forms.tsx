import { MATERIAL_GROUPS, type MaterialGroup } from "#app/shared/materials.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field, FieldSet } from "#app/ui/forms/field.tsx";
import { Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form } from "#app/ui/remix.ts";
import type { RuleFigures } from "../rewards.rules.ts";

type Fields = ReturnType<typeof useReply>;

/** A field with a whole number. */
function NumberField({ id, name, label, hint, fields, usual = "" }: { id: string; name: string; label: string; hint?: string; fields: Fields; usual?: string }) {
  return (
    <Field id={id} label={label} hint={hint} error={fields.errors(name)}>
      <Input name={name} inputMode="numeric" maxLength={8} defaultValue={fields.typed(name, usual)} />
    </Field>
  );
}

/** What earns points, and the most a household gets. */
function RuleFields({ form, fields, rule }: { form: string; fields: Fields; rule?: RuleFigures | undefined }) {
  const { t } = useTranslation("rewards");
  const usual = (group: MaterialGroup) => (rule?.perKg[group] ? String(rule.perKg[group]) : "");
  return (
    <>
      <FieldSet id={`${form}-rates`} legend={t("edit.rates")} hint={t("edit.ratesHint")}>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {MATERIAL_GROUPS.map((group) => (
            <NumberField key={group} id={`${form}-perKg_${group}`} name={`perKg_${group}`} label={t(`materials:groups.${group}`)} fields={fields} usual={usual(group)} />
          ))}
        </div>
      </FieldSet>
      <div className="grid items-end gap-4 sm:grid-cols-3">
        <NumberField id={`${form}-perReuse`} name="perReuse" label={t("edit.perReuse")} fields={fields} usual={rule ? String(rule.perReuse) : ""} />
        <NumberField id={`${form}-dayCap`} name="dayCap" label={t("edit.dayCap")} fields={fields} usual={String(rule?.dayCap ?? 200)} />
        <NumberField id={`${form}-monthCap`} name="monthCap" label={t("edit.monthCap")} fields={fields} usual={String(rule?.monthCap ?? 1000)} />
      </div>
    </>
  );
}

function NameFields({ form, fields, name = "", words = "" }: { form: string; fields: Fields; name?: string; words?: string }) {
  const { t } = useTranslation("rewards");
  return (
    <>
      <Field id={`${form}-name`} label={t("edit.name")} error={fields.errors("name")}>
        <Input name="name" maxLength={80} defaultValue={fields.typed("name", name)} />
      </Field>
      <Field id={`${form}-words`} label={t("edit.words")} error={fields.errors("words")} optional>
        <Textarea name="words" rows={3} maxLength={1000} defaultValue={fields.typed("words", words)} />
      </Field>
    </>
  );
}

type FormProps = { reply: Reply };

/** A community's first programme. */
export function FoundForm({ programmeId, reply }: FormProps & { programmeId: string }) {
  const { t } = useTranslation("rewards");
  const fields = useReply(reply);
  return (
    <Form method="post" className="grid gap-4">
      <input type="hidden" name="programmeId" value={programmeId} />
      <NameFields form="found" fields={fields} />
      <NumberField id="found-budgetPoints" name="budgetPoints" label={t("edit.budget")} hint={t("edit.budgetHint")} fields={fields} />
      <RuleFields form="found" fields={fields} />
      <span>
        <SubmitButton size="lg" name="intent" value="found">
          {t("edit.foundSend")}
        </SubmitButton>
      </span>
    </Form>
  );
}

type Editing = FormProps & { programme: { id: string; version: number; name: string; words: string } };

/** A new version of the rules. */
export function RuleForm({ programme, rule, reply }: Editing & { rule: RuleFigures | undefined }) {
  const { t } = useTranslation("rewards");
  const fields = useReply(reply);
  return (
    <Form method="post" className="grid gap-4">
      <input type="hidden" name="programmeId" value={programme.id} />
      <input type="hidden" name="version" value={programme.version} />
      <RuleFields form="rule" fields={fields} rule={rule} />
      <span>
        <SubmitButton name="intent" value="rule">
          {t("edit.ruleSend")}
        </SubmitButton>
      </span>
    </Form>
  );
}

/** Name and words of a programme. */
export function DescribeForm({ programme, reply }: Editing) {
  const { t } = useTranslation("rewards");
  const fields = useReply(reply);
  return (
    <Form method="post" className="grid gap-4">
      <input type="hidden" name="programmeId" value={programme.id} />
      <input type="hidden" name="version" value={programme.version} />
      <NameFields form="describe" fields={fields} name={programme.name} words={programme.words} />
      <span>
        <SubmitButton variant="secondary" name="intent" value="describe">
          {t("edit.describeSend")}
        </SubmitButton>
      </span>
    </Form>
  );
}

/** More budget. */
export function FundForm({ programmeId, fundId, reply }: FormProps & { programmeId: string; fundId: string }) {
  const { t } = useTranslation("rewards");
  const fields = useReply(reply);
  return (
    <Form method="post" className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="programmeId" value={programmeId} />
      <input type="hidden" name="fundId" value={fundId} />
      <div className="min-w-0 grow basis-48">
        <NumberField id="fund-budgetPoints" name="budgetPoints" label={t("edit.fund")} fields={fields} />
      </div>
      <SubmitButton variant="secondary" name="intent" value="fund">
        {t("edit.fundSend")}
      </SubmitButton>
    </Form>
  );
}

/** A new offer: of the community (its programme is known), or of a shop, which chooses a programme. */
export function OfferForm({ offerId, programmeId, programmes, reply, send }: FormProps & { offerId: string; programmeId?: string; programmes?: readonly { id: string; name: string; communityName: string }[]; send: string }) {
  const { t } = useTranslation("rewards");
  const fields = useReply(reply);
  return (
    <Form method="post" className="grid gap-4">
      <input type="hidden" name="offerId" value={offerId} />
      {programmes ? (
        <Field id="offer-programmeId" label={t("serve.community")} error={fields.errors("programmeId")}>
          <Select name="programmeId" defaultValue={fields.typed("programmeId")} options={programmes.map((one) => ({ value: one.id, label: `${one.communityName} · ${one.name}` }))} />
        </Field>
      ) : (
        <input type="hidden" name="programmeId" value={programmeId} />
      )}
      <Field id="offer-title" label={t("edit.offerTitle")} error={fields.errors("title")}>
        <Input name="title" maxLength={80} defaultValue={fields.typed("title")} />
      </Field>
      <Field id="offer-words" label={t("edit.words")} error={fields.errors("words")} optional>
        <Textarea name="words" rows={3} maxLength={1000} defaultValue={fields.typed("words")} />
      </Field>
      <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <NumberField id="offer-pricePoints" name="pricePoints" label={t("edit.price")} fields={fields} />
        <NumberField id="offer-stock" name="stock" label={t("edit.stock")} fields={fields} />
        <NumberField id="offer-perHousehold" name="perHousehold" label={t("edit.perHousehold")} fields={fields} usual="1" />
        <NumberField id="offer-days" name="days" label={t("edit.days")} fields={fields} usual="30" />
      </div>
      <span>
        <SubmitButton name="intent" value="offer">
          {send}
        </SubmitButton>
      </span>
    </Form>
  );
}

/** The buttons by which an offer is answered or closed. */
export function OfferVerbs({ offer, mayAnswer }: { offer: { id: string; title: string; version: number; state: string }; mayAnswer: boolean }) {
  const { t } = useTranslation("rewards");
  if (offer.state !== "proposed" && offer.state !== "open") return null;
  const { title } = offer;
  return (
    <Form method="post" className="flex flex-wrap gap-2">
      <input type="hidden" name="intent" value="move" />
      <input type="hidden" name="offerId" value={offer.id} />
      <input type="hidden" name="version" value={offer.version} />
      {mayAnswer && offer.state === "proposed" ? (
        <>
          <SubmitButton size="sm" name="to" value="open" aria-label={t("edit.acceptOne", { title })}>
            {t("edit.accept")}
          </SubmitButton>
          <SubmitButton size="sm" variant="secondary" name="to" value="refused" aria-label={t("edit.refuseOne", { title })}>
            {t("edit.refuse")}
          </SubmitButton>
        </>
      ) : (
        <SubmitButton size="sm" variant="secondary" name="to" value="closed" aria-label={t("edit.closeOne", { title })}>
          {t("edit.close")}
        </SubmitButton>
      )}
    </Form>
  );
}
