import type { ReactNode } from "react";
import { translateError } from "#app/shared/field-errors.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Form } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import { INVITATION_DAYS, type InvitationView } from "../communities.schema.ts";

/** An invitation as its row shows it: with the whole address while it is good. */
export type ShownInvitation = Omit<InvitationView, "token"> & { url: string | null };

/** Makes an invitation. What was typed comes back with the error at the field. */
export function InvitationForm({ submissionId, fields, typed }: { submissionId: string; fields: readonly { name: string; message: string }[]; typed: Readonly<Record<string, string>> }) {
  const { t } = useTranslation(["communities", "errors"]);
  const errors = (name: string) => fields.filter((field) => field.name === name).map((field) => translateError(t, field.message));
  return (
    <Form method="post" className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="intent" value="invite" />
      <input type="hidden" name="submissionId" value={submissionId} />
      <Field id="invite-days" label={t("manage.inviteDays")} error={errors("days")}>
        <Select name="days" defaultValue={typed.days ?? "7"} options={INVITATION_DAYS.map((days) => ({ value: String(days), label: t("manage.inviteDaysOption", { count: days }) }))} />
      </Field>
      <Field id="invite-max" label={t("manage.inviteMax")} hint={t("manage.inviteMaxHint")} error={errors("maxUses")}>
        <Input name="maxUses" inputMode="numeric" autoComplete="off" defaultValue={typed.maxUses ?? ""} />
      </Field>
      <SubmitButton variant="secondary" icon="link">
        {t("manage.inviteMake")}
      </SubmitButton>
    </Form>
  );
}

/** An invitation: how it stands, who came by it, and while it is good its link, its code, and its end. */
export function InvitationRow({ invitation, locale, timeZone, code }: { invitation: ShownInvitation; locale: string; timeZone: string; code: ReactNode }) {
  const { t } = useTranslation("communities");
  const { id, state, uses, maxUses, createdBy, takers, url } = invitation;
  const day = (at: string) => formatInstant(new Date(at), { locale, timeZone, format: "date" });
  return (
    <li className="grid gap-2 rounded-card border border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="grid grow">
          <span className="font-semibold">{t(`manage.inviteStates.${state}`, { date: day(invitation.expiresAt) })}</span>
          <span className="text-sm text-ink-soft">
            {[maxUses === null ? t("manage.inviteUsesOpen", { uses }) : t("manage.inviteUses", { uses, max: maxUses }), createdBy ? t("manage.inviteBy", { name: createdBy }) : null].filter(Boolean).join(" · ")}
          </span>
        </p>
        {state === "good" ? (
          <Form method="post">
            <input type="hidden" name="intent" value="endInvite" />
            <input type="hidden" name="invitationId" value={id} />
            <SubmitButton size="sm" variant="quiet" aria-label={t("manage.inviteEndOf", { date: day(invitation.createdAt) })}>
              {t("manage.inviteEnd")}
            </SubmitButton>
          </Form>
        ) : null}
      </div>
      {takers.length > 0 ? <p className="text-sm">{t("manage.inviteTakers", { names: takers.join(", ") })}</p> : null}
      {url ? (
        <details>
          <summary className="cursor-pointer text-sm font-semibold">{t("manage.inviteLink")}</summary>
          <div className="mt-2 grid gap-3">
            <p className="rounded-card bg-sunken px-4 py-3 text-sm break-all select-all">{url}</p>
            {code}
          </div>
        </details>
      ) : null}
    </li>
  );
}
