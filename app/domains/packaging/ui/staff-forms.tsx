import type { ReactNode } from "react";
import { useTranslation } from "#app/ui/i18n.ts";
import { currencies, formatPrice } from "#app/shared/money.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form, Link } from "#app/ui/remix.ts";
import { boxStates } from "../packaging.rules.ts";
import type { PoolView } from "../packaging.schema.ts";
import { CodesField } from "./codes-field.tsx";

type FormProps = { reply: Reply; id: string };

/** Opens the pool. */
export function OpenPoolForm({ reply, id, currency }: FormProps & { currency: string }) {
  const { t } = useTranslation("packaging");
  const { errors, typed } = useReply(reply);
  return (
    <Form method="post" className="grid gap-4">
      <input type="hidden" name="intent" value="open" />
      <input type="hidden" name="poolId" value={id} />
      <Field id="name" label={t("staff.name")} error={errors("name")}>
        <Input name="name" maxLength={80} defaultValue={typed("name")} />
      </Field>
      <Field id="currency" label={t("staff.currency")} error={errors("currency")}>
        <Select name="currency" defaultValue={typed("currency", currency)} options={currencies.map((value) => ({ value, label: value }))} />
      </Field>
      <span>
        <SubmitButton>{t("staff.open")}</SubmitButton>
      </span>
    </Form>
  );
}

/** Boxes to the holder of a card. */
export function GiveOutForm({ reply, id }: FormProps) {
  const { t } = useTranslation("packaging");
  const { errors, typed } = useReply(reply);
  return (
    <Form method="post" className="grid gap-4">
      <input type="hidden" name="intent" value="give" />
      <input type="hidden" name="issueId" value={id} />
      <Field id="card" label={t("staff.card")} hint={t("staff.cardHint")} error={errors("card")}>
        <Input name="card" autoComplete="off" maxLength={120} defaultValue={typed("card")} />
      </Field>
      <CodesField error={errors("codes")} typed={typed("codes")} id="give-codes" />
      <span>
        <SubmitButton size="lg" icon="box">
          {t("staff.give")}
        </SubmitButton>
      </span>
    </Form>
  );
}

type TypesProps = { pool: PoolView; mayManage: boolean; locale: string; intent: string | null; reply: Reply; ids: { typeId: string; submissionId: string } };

/** The kinds of boxes, where their boxes are, and the forms that add to them. */
export function TypesSection({ pool, mayManage, locale, intent, reply, ids }: TypesProps) {
  const { t } = useTranslation("packaging");
  const type = useReply(intent === "type" ? reply : null);
  const boxes = useReply(intent === "boxes" ? reply : null);
  return (
    <div className="grid gap-4">
      {pool.types.length > 0 ? (
        <DataTable
          caption={t("staff.types")}
          hideCaption
          rows={pool.types}
          rowKey={(row) => row.id}
          columns={[
            { key: "name", header: t("staff.type"), cell: (row) => row.name, primary: true },
            { key: "deposit", header: t("staff.deposit"), align: "end", cell: (row) => formatPrice(row.depositMinor, pool.currency, locale) },
            ...boxStates.map((state) => ({ key: state, header: t(`states.${state}`), align: "end" as const, cell: (row: PoolView["types"][number]) => row.counts[state] as ReactNode })),
            {
              key: "labels",
              header: t("staff.labels"),
              cell: (row) => (
                <Link to={`/staff/packaging/labels/${row.id}`} className="link">
                  {t("staff.labels")}
                </Link>
              ),
            },
          ]}
        />
      ) : (
        <p className="text-ink-soft">{t("staff.noTypes")}</p>
      )}
      <div className="grid items-start gap-4 md:grid-cols-2">
        {pool.types.length > 0 ? (
          <Card>
            <Form method="post" className="grid gap-4">
              <h3 className="text-lg">{t("staff.addBoxes")}</h3>
              <input type="hidden" name="intent" value="boxes" />
              <input type="hidden" name="submissionId" value={ids.submissionId} />
              <Field id="boxes-type" label={t("staff.type")} error={boxes.errors("typeId")}>
                <Select name="typeId" defaultValue={boxes.typed("typeId")} options={pool.types.map((row) => ({ value: row.id, label: row.name }))} />
              </Field>
              <Field id="boxes-count" label={t("staff.howMany")} error={boxes.errors("count")}>
                <Input name="count" inputMode="numeric" maxLength={3} defaultValue={boxes.typed("count", "10")} className="max-w-40" />
              </Field>
              <span>
                <SubmitButton variant="secondary">{t("staff.make")}</SubmitButton>
              </span>
            </Form>
          </Card>
        ) : null}
        {mayManage ? (
          <Card>
            <Form method="post" className="grid gap-4">
              <h3 className="text-lg">{t("staff.addType")}</h3>
              <input type="hidden" name="intent" value="type" />
              <input type="hidden" name="typeId" value={ids.typeId} />
              <Field id="type-name" label={t("staff.name")} error={type.errors("name")}>
                <Input name="name" maxLength={80} defaultValue={type.typed("name")} />
              </Field>
              <Field id="type-deposit" label={t("staff.deposit")} hint={t("staff.depositHint")} error={type.errors("depositMinor")}>
                <Input name="depositMinor" inputMode="decimal" unit={pool.currency} maxLength={10} defaultValue={type.typed("depositMinor")} />
              </Field>
              <span>
                <SubmitButton variant="secondary">{t("staff.addType")}</SubmitButton>
              </span>
            </Form>
          </Card>
        ) : null}
      </div>
    </div>
  );
}
