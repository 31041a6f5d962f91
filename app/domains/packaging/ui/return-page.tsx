import { useTranslation } from "#app/ui/i18n.ts";
import { formatPrice } from "#app/shared/money.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Checkbox, Textarea } from "#app/ui/forms/inputs.tsx";
import { useReply } from "#app/ui/forms/use-reply.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";
import { DateTime } from "#app/ui/time.tsx";
import type { PackagingOutcome } from "../act.server.ts";
import type { ReturnView } from "../packaging.schema.ts";
import { PackagingRefusal, ReturnLines, ReturnStateBadge } from "./packaging-parts.tsx";
import { CodesField } from "./codes-field.tsx";

type Failed = Exclude<PackagingOutcome, { done: unknown }> | undefined;
type Props = { view: ReturnView; side: "holder" | "receiver"; mayManage: boolean; mayWithdraw: boolean; title: string; locale: string; timeZone: string; failed: Failed };

/** A return as its two sides see it, with what each can do now. */
export function ReturnPage({ view, side, mayManage, mayWithdraw, title, locale, timeZone, failed }: Props) {
  const { t } = useTranslation("packaging");
  const { errors, typed } = useReply(failed?.reply);
  const ref = (
    <>
      <input type="hidden" name="returnId" value={view.id} />
      <input type="hidden" name="version" value={view.version} />
    </>
  );
  const at = (instant: string) => <DateTime at={instant} locale={locale} timeZone={timeZone} />;
  const up = side === "holder" ? { to: "/packaging", label: t("holder.title") } : { to: "/staff/packaging", label: t("staff.title") };
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={title} lead={<ReturnStateBadge state={view.state} />} breadcrumbs={<Breadcrumbs items={[up, { label: title }]} />} />
      <div className="grid gap-5">
        <PackagingRefusal refusal={failed?.refusal} />
        {side === "holder" && view.state === "declared" ? <Alert>{t("return.waiting")}</Alert> : null}
        {side === "holder" && view.state === "mismatch" ? <Alert tone="warning">{t("return.mismatch")}</Alert> : null}
        <Card as="section" className="grid gap-4">
          <ReturnLines view={view} />
          <DefinitionList
            items={[
              { term: t("return.declaredAt"), value: at(view.createdAt) },
              ...(view.countedAt ? [{ term: t("return.countedAt"), value: at(view.countedAt) }, { term: t("return.paid"), value: <span data-testid="paid">{formatPrice(view.paidMinor, view.currency, locale)}</span> }] : []),
              ...(view.resolution ? [{ term: t("return.resolution"), value: <span className="wrap-anywhere">{view.resolution}</span> }] : []),
            ]}
          />
        </Card>
        {side === "receiver" && view.state === "declared" ? (
          <Card as="section" padding="lg">
            <Form method="post" className="grid gap-4">
              {ref}
              <input type="hidden" name="intent" value="count" />
              <h2 className="text-xl">{t("return.count")}</h2>
              <p>{t("return.countText")}</p>
              <CodesField id="codes" typed={typed("codes")} error={errors("codes")} />
              <Checkbox name="nothingCame" value="true" label={t("return.nothingCame")} hint={t("return.nothingCameHint")} defaultChecked={typed("nothingCame") === "true"} error={errors("nothingCame")[0]} />
              <span>
                <SubmitButton size="lg" icon="check">
                  {t("return.countSend")}
                </SubmitButton>
              </span>
            </Form>
          </Card>
        ) : null}
        {mayManage && view.state === "mismatch" ? (
          <Card as="section" padding="lg">
            <Form method="post" className="grid gap-4">
              {ref}
              <input type="hidden" name="intent" value="resolve" />
              <h2 className="text-xl">{t("return.resolve")}</h2>
              <p>{t("return.resolveText")}</p>
              <CodesField id="codes" typed={typed("codes")} error={errors("codes")} />
              <Field id="resolution" label={t("return.resolveReason")} error={errors("resolution")}>
                <Textarea name="resolution" rows={3} maxLength={300} defaultValue={typed("resolution")} />
              </Field>
              <span>
                <SubmitButton>{t("return.resolveSend")}</SubmitButton>
              </span>
            </Form>
          </Card>
        ) : null}
        {mayWithdraw && side === "holder" && view.state === "declared" ? (
          <Form method="post">
            {ref}
            <SubmitButton name="intent" value="withdraw" variant="secondary" icon="undo">
              {t("return.withdraw")}
            </SubmitButton>
          </Form>
        ) : null}
      </div>
    </div>
  );
}
