import { useTranslation } from "#app/ui/i18n.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { useReply, type Reply } from "#app/ui/forms/use-reply.ts";
import { Form } from "#app/ui/remix.ts";
import type { EventView } from "../events.schema.ts";

/** What may become of a day: published, closed when it has been, or called off with a reason. */
export function MoveForms({ event, reply }: { event: EventView; reply: Reply }) {
  const { t } = useTranslation("events");
  const { errors, typed } = useReply(reply);
  return (
    <div className="grid gap-3">
      {(["publish", "close"] as const)
        .filter((verb) => event.verbs.includes(verb))
        .map((verb) => (
          <Card as="section" key={verb} tone="leaf" className="flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0 basis-72 grow">{t(`moves.${verb}Text`)}</p>
            <Form method="post">
              <input type="hidden" name="intent" value="move" />
              <input type="hidden" name="version" value={event.version} />
              <SubmitButton name="verb" value={verb}>
                {t(`moves.${verb}`)}
              </SubmitButton>
            </Form>
          </Card>
        ))}
      {event.verbs.includes("cancel") ? (
        <details className="rounded-card border border-line p-4" open={errors("reason").length > 0}>
          <summary className="min-h-9 cursor-pointer font-semibold">{t("moves.cancel")}</summary>
          <Form method="post" className="mt-3 grid gap-3">
            <input type="hidden" name="intent" value="move" />
            <input type="hidden" name="version" value={event.version} />
            <Field id="reason" label={t("moves.reason")} hint={t("moves.cancelText")} error={errors("reason")}>
              <Textarea name="reason" required maxLength={500} rows={2} defaultValue={typed("reason")} />
            </Field>
            <div>
              <SubmitButton name="verb" value="cancel" variant="danger">
                {t("moves.cancelSubmit")}
              </SubmitButton>
            </div>
          </Form>
        </details>
      ) : null}
    </div>
  );
}
