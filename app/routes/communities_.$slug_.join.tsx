import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { currentActor, requireActor } from "#app/domains/identity/actor.server.ts";
import { joinParty } from "#app/domains/identity/membership.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Avatar } from "#app/ui/avatar.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";

/** Opening an invitation changes nothing; joining is a press on the button. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const token = url.searchParams.get("token") ?? "";
  const actor = await currentActor(request);
  const community = await communityBySlug(await database(), { slug: params.slug ?? "", userId: actor?.userId ?? null, inviteToken: token });
  const valid = community?.isInvited || community?.membership?.state === "active";
  const title = translator(requestLocale(request), "communities")(valid ? "invited.title" : "invited.badTitle", { name: community?.name ?? "" });
  if (!community || !valid) return data({ title, invited: null, token: "", signInTo: "" }, { status: 404 });
  return data({
    title,
    token,
    invited: { slug: community.slug, name: community.name, placeLabel: community.placeLabel, members: community.members, isMember: community.membership?.state === "active" },
    signInTo: actor ? "" : `/sign-in?${new URLSearchParams({ returnTo: url.pathname + url.search })}`,
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const inviteToken = String((await request.formData()).get("token") ?? "");
  const community = await communityBySlug(db, { slug: params.slug ?? "", userId: actor.userId, inviteToken });
  if (!community) throw new Response(null, { status: 404 });
  const joined = await joinParty(db, actor, { partyId: community.id, inviteToken });
  if (!joined.ok && joined.error !== "COMMUNITIES.ALREADY_MEMBER") {
    return data({ error: translator(requestLocale(request))(errorKey(joined.error)) }, { status: statusOf(joined.error) });
  }
  return redirect(communityPath(community.slug));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }, { name: "referrer", content: "no-referrer" }];

export default function Invitation() {
  const { t } = useTranslation("communities");
  const { invited, token, signInTo, title } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  if (!invited) {
    return (
      <div className="content py-10">
        <EmptyState kind="not_found" title={title} headingLevel={1} action={<LinkButton to="/communities">{t("directory.title")}</LinkButton>}>
          {t("invited.badText")}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="content py-10">
      <Card className="mx-auto grid max-w-md justify-items-center gap-4 text-center" padding="lg">
        <Avatar name={invited.name} kind="community" size="lg" decorative />
        <h1 className="text-2xl">{title}</h1>
        <p className="text-ink-soft">{[invited.placeLabel, t("members", { count: invited.members })].filter(Boolean).join(" · ")}</p>
        {failed ? (
          <Alert tone="error" live>
            {failed.error}
          </Alert>
        ) : null}
        {invited.isMember ? (
          <>
            <p>{t("invited.already")}</p>
            <LinkButton to={communityPath(invited.slug)}>{t("invited.open")}</LinkButton>
          </>
        ) : (
          <>
            <p>{t("invited.text")}</p>
            {signInTo ? (
              <LinkButton to={signInTo} size="lg">
                {t("invited.signIn")}
              </LinkButton>
            ) : (
              <Form method="post">
                <input type="hidden" name="token" value={token} />
                <SubmitButton size="lg">{t("invited.join", { name: invited.name })}</SubmitButton>
              </Form>
            )}
          </>
        )}
      </Card>
    </div>
  );
}
