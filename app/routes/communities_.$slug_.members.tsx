import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { COMMUNITY_ROLES, EndInvitationInput, InvitationInput, MemberInput, RemoveInput, RoleInput } from "#app/domains/communities/communities.schema.ts";
import { listInvitations } from "#app/domains/communities/invitations.repository.server.ts";
import { endInvitation, makeInvitation } from "#app/domains/communities/invitations.service.server.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { InvitationForm, InvitationRow } from "#app/domains/communities/ui/invitations.tsx";
import { MemberRow } from "#app/domains/communities/ui/member-row.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { listMembers } from "#app/domains/identity/membership.repository.server.ts";
import { mayChangeRole, mayManage, mayRemove } from "#app/domains/identity/membership.rules.ts";
import { approveRequest, changeRole, declineRequest, removeMember } from "#app/domains/identity/membership.service.server.ts";
import { qrPath } from "#app/domains/pickups/qr.server.ts";
import { QrCode } from "#app/domains/pickups/ui/qr-code.tsx";
import { database, type Db } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { roles, type Actor, type Role } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Avatar } from "#app/ui/avatar.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

const isCommunityRole = (role: Role): boolean => (COMMUNITY_ROLES as readonly Role[]).includes(role);

async function managed(request: Request, slug: string | undefined) {
  const actor = await requireActor(request);
  const community = await communityBySlug(await database(), { slug: slug ?? "", userId: actor.userId });
  if (!community) throw new Response(null, { status: 404 });
  const { membership } = community;
  if (membership?.state !== "active" || !mayManage(membership.role)) throw new Response(null, { status: 403 });
  return { actor, community, role: membership.role };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor, community, role } = await managed(request, params.slug);
  const db = await database();
  const [members, requests, invitations] = await Promise.all([
    listMembers(db, { partyId: community.id, state: "active" }),
    listMembers(db, { partyId: community.id, state: "requested" }),
    listInvitations(db, { partyId: community.id, now: new Date() }),
  ]);
  return {
    locale: requestLocale(request),
    submissionId: newId(),
    title: translator(requestLocale(request), "communities")("manage.title", { name: community.name }),
    community: { id: community.id, slug: community.slug, name: community.name, timeZone: community.timeZone },
    requests: requests.map(({ userId, name, requestText }) => ({ userId, name, text: requestText })),
    members: members.map((member) => ({
      userId: member.userId,
      name: member.name,
      role: member.role,
      isMe: member.userId === actor.userId,
      invitedBy: member.invitedBy,
      // Always with the present one, also one from before that is given no more: a choice without it would stand on another.
      roles: roles.filter((to) => to === member.role || (isCommunityRole(to) && mayChangeRole(role, member.role, to))),
      mayRemove: member.userId !== actor.userId && mayRemove(role, member.role),
    })),
    invitations: invitations.map(({ token, ...invitation }) => {
      if (invitation.state !== "good") return { ...invitation, url: null, qr: null };
      const url = new URL(communityPath(community.slug, `/join?token=${token}`), env().PUBLIC_URL).href;
      return { ...invitation, url, qr: qrPath(url) };
    }),
  };
}

type Acting = { db: Db; actor: Actor; partyId: string };
type Done = Promise<{ ok: true } | { ok: false; error: string }>;

/** What one button sends and does. */
function verb<Input>(schema: z.ZodType<Input>, run: (acting: Acting, input: Input) => Done) {
  return { parse: (fields: unknown) => schema.safeParse(fields), run: run as (acting: Acting, input: unknown) => Done };
}

const verbs: Record<string, ReturnType<typeof verb>> = {
  accept: verb(MemberInput, ({ db, actor, partyId }, { userId }) => approveRequest(db, actor, { partyId, userId })),
  decline: verb(MemberInput, ({ db, actor, partyId }, { userId }) => declineRequest(db, actor, { partyId, userId })),
  role: verb(RoleInput, ({ db, actor, partyId }, input) => changeRole(db, actor, { partyId, ...input })),
  remove: verb(RemoveInput, ({ db, actor, partyId }, input) => removeMember(db, actor, { partyId, ...input })),
  invite: verb(InvitationInput, ({ db, actor, partyId }, { days, maxUses = null, submissionId }) => {
    const wish = { partyId, days, maxUses };
    return once(db, { userId: actor.userId, key: submissionId, request: wish }, (tx) => makeInvitation(tx, actor, wish));
  }),
  endInvite: verb(EndInvitationInput, ({ db, actor, partyId }, { invitationId }) => endInvitation(db, actor, { partyId, invitationId })),
};

export async function action({ request, params }: ActionFunctionArgs) {
  const { actor, community } = await managed(request, params.slug);
  const form = await request.formData();
  const intent = String(form.get("intent"));
  const chosen = Object.hasOwn(verbs, intent) ? verbs[intent] : undefined;
  if (!chosen) throw new Response(null, { status: 400 });
  const t = translator(requestLocale(request));
  const parsed = chosen.parse(Object.fromEntries(form));
  if (!parsed.success) {
    // What people type is said at its place; the rest no page sends.
    if (intent === "remove") return data({ error: t("communities:errors.REASON_MISSING"), fields: [], typed: {} }, { status: 400 });
    if (intent !== "invite") throw new Response(null, { status: 400 });
    const fields = parsed.error.issues.map(({ path, message }) => ({ name: String(path[0]), message }));
    return data({ error: null, fields, typed: Object.fromEntries([...form].map(([name, value]) => [name, String(value)])) }, { status: 400 });
  }
  const result = await chosen.run({ db: await database(), actor, partyId: community.id }, parsed.data);
  if (!result.ok) return data({ error: t(errorKey(result.error)), fields: [], typed: {} }, { status: statusOf(result.error) });
  return redirect(communityPath(community.slug, "/members"));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Members() {
  const { t } = useTranslation("communities");
  const { community, title, members, requests } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  useLive([`community:${community.id}`]);
  return (
    <div className="content pb-12">
      <PageHeader title={title} breadcrumbs={<Breadcrumbs items={[{ to: "/communities", label: t("directory.title") }, { to: communityPath(community.slug), label: community.name }, { label: t("manage.members") }]} />} />
      {failed?.error ? (
        <Alert tone="error" live>
          {failed.error}
        </Alert>
      ) : null}
      <Section title={t("manage.requests")}>
        {requests.length === 0 ? <p className="text-ink-soft">{t("manage.noRequests")}</p> : null}
        <ul className="grid gap-2">
          {requests.map((person) => (
            <li key={person.userId} className="flex flex-wrap items-center gap-3 rounded-card border border-line bg-surface px-4 py-3">
              <Avatar name={person.name} size="sm" decorative />
              <span className="grid min-w-0 grow">
                <span className="font-semibold">{person.name}</span>
                {person.text ? <span className="text-sm break-words whitespace-pre-line text-ink-soft">{person.text}</span> : null}
              </span>
              <Form method="post" className="flex gap-2">
                <input type="hidden" name="userId" value={person.userId} />
                <SubmitButton size="sm" name="intent" value="accept" aria-label={t("manage.acceptPerson", { name: person.name })}>
                  {t("manage.accept")}
                </SubmitButton>
                <SubmitButton size="sm" variant="secondary" name="intent" value="decline" aria-label={t("manage.declinePerson", { name: person.name })}>
                  {t("manage.decline")}
                </SubmitButton>
              </Form>
            </li>
          ))}
        </ul>
      </Section>
      <Invite />
      <Section title={t("manage.members")}>
        <ul className="grid gap-2">
          {members.map((member) => (
            <MemberRow key={member.userId} member={member} />
          ))}
        </ul>
      </Section>
    </div>
  );
}

function Invite() {
  const { t } = useTranslation("communities");
  const { invitations, submissionId: freshId, locale, community } = useLoaderData<typeof loader>();
  const submissionId = useUntilSent(freshId);
  const failed = useActionData<typeof action>();
  return (
    <Section title={t("manage.invite")}>
      <p className="prose-text text-ink-soft">{t("manage.inviteLead")}</p>
      <InvitationForm key={submissionId} submissionId={submissionId} fields={failed?.fields ?? []} typed={failed?.typed ?? {}} />
      {invitations.length === 0 ? <p>{t("manage.inviteNone")}</p> : null}
      <ul className="grid gap-2">
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} locale={locale} timeZone={community.timeZone} code={invitation.qr ? <QrCode path={invitation.qr} label={t("manage.inviteQr")} /> : null} />
        ))}
      </ul>
    </Section>
  );
}
