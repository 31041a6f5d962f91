import { useTranslation } from "#app/ui/i18n.ts";
import { roles, type Role } from "#app/shared/actor.ts";
import { Avatar } from "#app/ui/avatar.tsx";
import { Button, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { Section } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";
import { mayChangeRole, mayRemove } from "../membership.rules.ts";

interface Person {
  userId: string;
  name: string;
  role: Role;
}

export interface MembersPanelProps {
  userId: string;
  ownRole: Role;
  members: readonly Person[];
  requests: readonly Person[];
  inviteUrl: string | null;
  emailError?: string | undefined;
  typedEmail: string;
}

/** Who belongs, who asks, and how to bring somebody in; for those who manage a party. Only buttons that will work are shown. */
export function MembersPanel({ userId, ownRole, members, requests, inviteUrl, emailError, typedEmail }: MembersPanelProps) {
  const { t } = useTranslation("account");
  const givable = roles.filter((role) => mayChangeRole(ownRole, "viewer", role)).map((role) => ({ value: role, label: t("profile.role", { role }) }));
  return (
    <>
      {requests.length > 0 ? (
        <Section title={t("recyclers.requests")}>
          <ul className="grid gap-2">
            {requests.map((person) => (
              <Card as="li" key={person.userId} padding="sm" tone="marigold" className="flex flex-wrap items-center gap-3">
                <Avatar name={person.name} decorative />
                <span className="min-w-0 grow font-semibold">{person.name}</span>
                <Form method="post" className="flex gap-2">
                  <input type="hidden" name="userId" value={person.userId} />
                  <Button type="submit" size="sm" name="intent" value="approve" aria-label={`${t("recyclers.approve")}: ${person.name}`}>
                    {t("recyclers.approve")}
                  </Button>
                  <Button type="submit" size="sm" variant="secondary" name="intent" value="decline" aria-label={`${t("recyclers.decline")}: ${person.name}`}>
                    {t("recyclers.decline")}
                  </Button>
                </Form>
              </Card>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={t("recyclers.members")}>
        <ul className="grid gap-2">
          {members.map((person) => (
            <Card as="li" key={person.userId} padding="sm" className="flex flex-wrap items-center gap-3">
              <Avatar name={person.name} decorative />
              <div className="min-w-32 grow">
                <p className="font-semibold">
                  {person.name} {person.userId === userId ? <span className="font-normal text-ink-soft">({t("recyclers.you")})</span> : null}
                </p>
                <p className="text-sm text-ink-soft">{t("profile.role", { role: person.role })}</p>
              </div>
              {person.userId === userId ? null : <MemberForms person={person} ownRole={ownRole} givable={givable} />}
            </Card>
          ))}
        </ul>
      </Section>
      <Section title={t("recyclers.invite")}>
        <Card padding="lg" className="grid gap-6">
          <Form method="post" className="grid max-w-lg gap-4">
            <Field label={t("recyclers.inviteEmail")} hint={t("recyclers.inviteEmailHint")} error={emailError}>
              <Input type="email" name="email" required autoComplete="off" defaultValue={typedEmail} key={typedEmail} />
            </Field>
            <Field label={t("recyclers.inviteRole")}>
              <Select name="role" defaultValue="staff" options={givable} />
            </Field>
            <SubmitButton className="justify-self-start" name="intent" value="add">
              {t("recyclers.inviteSubmit")}
            </SubmitButton>
          </Form>
          <Form method="post" className="grid gap-3 border-t border-line pt-5">
            {inviteUrl ? (
              <Field label={t("recyclers.inviteLink")} hint={t("recyclers.inviteLinkHint")}>
                <Input readOnly value={inviteUrl} onFocus={(event) => event.currentTarget.select()} />
              </Field>
            ) : null}
            <SubmitButton variant="secondary" size="sm" className="justify-self-start" icon="link" name="intent" value="link">
              {t(inviteUrl ? "recyclers.renewLink" : "recyclers.makeLink")}
            </SubmitButton>
          </Form>
        </Card>
      </Section>
    </>
  );
}

function MemberForms({ person, ownRole, givable }: { person: Person; ownRole: Role; givable: readonly { value: string; label: string }[] }) {
  const { t } = useTranslation("account");
  return (
    <>
      {mayChangeRole(ownRole, person.role, "viewer") ? (
        <Form method="post" className="flex gap-2">
          <input type="hidden" name="userId" value={person.userId} />
          <Field label={t("recyclers.changeNamed", { name: person.name })} hideLabel>
            <Select name="role" defaultValue={person.role} key={person.role} options={givable} />
          </Field>
          <Button type="submit" size="sm" variant="secondary" name="intent" value="role" aria-label={`${t("recyclers.change")}: ${person.name}`}>
            {t("recyclers.change")}
          </Button>
        </Form>
      ) : null}
      {mayRemove(ownRole, person.role) ? (
        <Form method="post">
          <input type="hidden" name="userId" value={person.userId} />
          <Button type="submit" size="sm" variant="quiet" name="intent" value="remove" aria-label={t("recyclers.removeNamed", { name: person.name })}>
            {t("recyclers.remove")}
          </Button>
        </Form>
      ) : null}
    </>
  );
}
