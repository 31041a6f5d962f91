import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";

/** Gives a draft its driver and tells everybody. */
export function PublishRound({ version, drivers }: { version: number; drivers: readonly { userId: string; name: string }[] }) {
  const { t } = useTranslation("rounds");
  return (
    <Card as="section" className="grid gap-3">
      <h2 className="text-xl">{t("round.publish")}</h2>
      <p className="text-ink-soft">{t("round.publishText")}</p>
      <Form method="post" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="version" value={version} />
        <Field id="driverUserId" label={t("day.driver")}>
          <Select name="driverUserId" required defaultValue={drivers.length === 1 ? drivers[0]?.userId : ""} options={[{ value: "", label: t("round.chooseDriver") }, ...drivers.map(({ userId, name }) => ({ value: userId, label: name }))]} />
        </Field>
        <SubmitButton name="intent" value="publish" icon="send">
          {t("round.publish")}
        </SubmitButton>
      </Form>
    </Card>
  );
}

/** Takes back a round that has not left. */
export function CancelRound({ version, isPublished }: { version: number; isPublished: boolean }) {
  const { t } = useTranslation("rounds");
  return (
    <details className="rounded-control border border-line p-3">
      <summary className="cursor-pointer font-semibold text-clay">{t("round.cancel")}</summary>
      <Form method="post" className="mt-3 grid gap-3">
        <input type="hidden" name="version" value={version} />
        {isPublished ? <p>{t("round.cancelText")}</p> : null}
        <div>
          <SubmitButton name="intent" value="cancel" variant="danger">
            {t("round.cancelConfirm")}
          </SubmitButton>
        </div>
      </Form>
    </details>
  );
}
