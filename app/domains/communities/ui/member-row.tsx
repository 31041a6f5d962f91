import { useTranslation } from "#app/ui/i18n.ts";
import type { Role } from "#app/shared/actor.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Dialog, DialogClose, DialogTrigger } from "#app/ui/dialog.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { Form } from "#app/ui/remix.ts";
import { REASON_MAX } from "../communities.schema.ts";

export interface ManagedMember {
  userId: string;
  name: string;
  role: Role;
  isMe: boolean;
  /** Whose invitation brought them. */
  invitedBy: string | null;
  /** Roles this manager may give, with the present one. */
  roles: readonly Role[];
  mayRemove: boolean;
}

/** A member as their managers see them: role to set, and the way out. */
export function MemberRow({ member }: { member: ManagedMember }) {
  const { t } = useTranslation("communities");
  const { userId, name, role, isMe, invitedBy, roles, mayRemove } = member;
  const dialogId = `remove-${userId}`;
  return (
    <li className="flex flex-wrap items-center gap-3 rounded-card border border-line bg-surface px-4 py-3">
      <Avatar name={name} size="sm" decorative />
      <span className="grow">
        <span className="font-semibold">{name}</span> {isMe ? <Badge tone="leaf">{t("manage.you")}</Badge> : null}
        {invitedBy ? <span className="block text-sm text-ink-soft">{t("manage.wasInvitedBy", { name: invitedBy })}</span> : null}
      </span>
      {roles.length > 1 ? (
        <Form method="post" className="flex items-center gap-2">
          <input type="hidden" name="userId" value={userId} />
          <input type="hidden" name="intent" value="role" />
          <Field label={t("manage.roleOf", { name })} hideLabel>
            <Select name="role" key={role} defaultValue={role} options={roles.map((one) => ({ value: one, label: t(`roles.${one}`) }))} />
          </Field>
          <SubmitButton size="sm" variant="secondary">
            {t("manage.setRole")}
          </SubmitButton>
        </Form>
      ) : (
        <Badge tone="neutral">{t(`roles.${role}`)}</Badge>
      )}
      {mayRemove ? (
        <>
          <DialogTrigger dialogId={dialogId} variant="quiet" size="sm" aria-label={t("manage.removePerson", { name })}>
            {t("manage.remove")}
          </DialogTrigger>
          <Dialog
            id={dialogId}
            title={t("manage.removeTitle", { name })}
            footer={
              <>
                <DialogClose dialogId={dialogId} variant="quiet">
                  {t("form.cancel")}
                </DialogClose>
                <SubmitButton variant="danger" form={`${dialogId}-form`}>
                  {t("manage.remove")}
                </SubmitButton>
              </>
            }
          >
            <p>{t("manage.removeText")}</p>
            <Form method="post" id={`${dialogId}-form`} className="mt-4">
              <input type="hidden" name="userId" value={userId} />
              <input type="hidden" name="intent" value="remove" />
              <Field label={t("manage.removeReason")} hint={t("manage.removeReasonHint")}>
                <Textarea name="reason" rows={3} maxLength={REASON_MAX} required />
              </Field>
            </Form>
          </Dialog>
        </>
      ) : null}
    </li>
  );
}
