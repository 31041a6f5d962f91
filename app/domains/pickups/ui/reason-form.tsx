import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";

/** A verb that ends a visit and needs a reason; folded away until it is wanted. */
export function ReasonForm({ intent, version, title, text, label, isOpen }: { intent: string; version: number; title: string; text: string; label: string; isOpen: boolean }) {
  return (
    <details className="rounded-control border border-line p-3" open={isOpen}>
      <summary className="cursor-pointer py-1 font-semibold text-clay">{title}</summary>
      <Form method="post" className="mt-3 grid gap-3">
        <input type="hidden" name="version" value={version} />
        <p className="text-sm text-ink-soft">{text}</p>
        <Field id={`reason-${intent}`} label={label}>
          <Textarea name="reason" rows={2} maxLength={300} required />
        </Field>
        <div>
          <SubmitButton name="intent" value={intent} variant="danger" size="lg">
            {title}
          </SubmitButton>
        </div>
      </Form>
    </details>
  );
}
