import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { communityBySlug, inviteTokenOf } from "#app/domains/communities/communities.repository.server.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { MemberRow } from "#app/domains/communities/ui/member-row.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { listMembers } from "#app/domains/identity/membership.repository.server.ts";
import { mayChangeRole, mayManage, mayRemove } from "#app/domains/identity/membership.rules.ts";
import { approveRequest, changeRole, declineRequest, removeMember, renewInvite } from "#app/domains/identity/membership.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import type { Role } from "#app/shared/actor.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Avatar } from "#app/ui/avatar.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

const communityRoles = ["owner", "manager", "member", "viewer"] as const satisfies readonly Role[];

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
  const [members, requests, token] = await Promise.all([
    listMembers(db, { partyId: community.id, state: "active" }),
    listMembers(db, { partyId: community.id, state: "requested" }),
    inviteTokenOf(db, community.id),
  ]);
  return {
    title: translator(requestLocale(request), "communities")("manage.title", { name: community.name }),
    community: { id: community.id, slug: community.slug, name: community.name },
    requests: requests.map(({ userId, name }) => ({ userId, name })),
    members: members.map((member) => ({
      userId: member.userId,
      name: member.name,
      role: member.role,
      isMe: member.userId === actor.userId,
      roles: communityRoles.filter((to) => to === member.role || mayChangeRole(role, member.role, to)),
      mayRemove: member.userId !== actor.userId && mayRemove(role, member.role),
    })),
    inviteUrl: token ? new URL(communityPath(community.slug, `/join?token=${token}`), env().PUBLIC_URL).href : null,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { actor, community } = await managed(request, params.slug);
  const db = await database();
  const form = await request.formData();
  const about = { partyId: community.id, userId: String(form.get("userId") ?? "") };
  const role = communityRoles.find((one) => one === form.get("role"));
  const verbs: Record<string, () => Promise<{ ok: true } | { ok: false; error: string }>> = {
    accept: () => approveRequest(db, actor, about),
    decline: () => declineRequest(db, actor, about),
    remove: () => removeMember(db, actor, about),
    role: () => (role ? changeRole(db, actor, { ...about, role }) : Promise.resolve({ ok: false as const, error: "COMMUNITIES.NOT_ALLOWED" })),
    inviteOn: () => renewInvite(db, actor, { partyId: community.id, on: true }),
    inviteOff: () => renewInvite(db, actor, { partyId: community.id, on: false }),
  };
  const verb = verbs[String(form.get("intent"))];
  if (!verb) throw new Response(null, { status: 400 });
  const result = await verb();
  if (!result.ok) return data({ error: translator(requestLocale(request))(errorKey(result.error)) }, { status: statusOf(result.error) });
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
      {failed ? (
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
              <span className="grow font-semibold">{person.name}</span>
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
  const { inviteUrl } = useLoaderData<typeof loader>();
  return (
    <Section title={t("manage.invite")}>
      <p className="prose-text text-ink-soft">{t("manage.inviteText")}</p>
      {inviteUrl ? <p className="rounded-card bg-sunken px-4 py-3 text-sm break-all select-all">{inviteUrl}</p> : <p>{t("manage.inviteNone")}</p>}
      <Form method="post" className="flex flex-wrap gap-2">
        <SubmitButton variant="secondary" size="sm" icon="link" name="intent" value="inviteOn">
          {t("manage.inviteNew")}
        </SubmitButton>
        {inviteUrl ? (
          <SubmitButton variant="quiet" size="sm" name="intent" value="inviteOff">
            {t("manage.inviteOff")}
          </SubmitButton>
        ) : null}
      </Form>
    </Section>
  );
}
