import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { JoinInput, REASON_MAX } from "#app/domains/communities/communities.schema.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { currentActor, requireActor } from "#app/domains/identity/actor.server.ts";
import { joinParty } from "#app/domains/identity/membership.service.server.ts";
import { rulesHtml } from "#app/flows/community-rules.server.ts";
import { takeInvitation } from "#app/flows/take-invitation.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Avatar } from "#app/ui/avatar.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DocumentText } from "#app/ui/document-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Checkbox, Textarea } from "#app/ui/forms/inputs.tsx";

/** The way in, with an invitation in the address or without one. Opening it changes nothing; joining is a press on the button. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const token = url.searchParams.get("token") ?? "";
  const actor = await currentActor(request);
  const community = await communityBySlug(await database(), { slug: params.slug ?? "", userId: actor?.userId ?? null, inviteToken: token });
  const isMember = community?.membership?.state === "active";
  const valid = token === "" ? community !== null && (isMember || community.joinPolicy !== "invite") : community?.isInvited || isMember;
  const t = translator(requestLocale(request), "communities");
  const title = t(!valid ? "invited.badTitle" : token === "" ? "page.joinTitle" : "invited.title", { name: community?.name ?? "" });
  if (!community || !valid) return data({ title, door: null, token: "", signInTo: "" }, { status: 404 });
  return data({
    title,
    token,
    door: {
      slug: community.slug,
      name: community.name,
      placeLabel: community.placeLabel,
      members: community.members,
      isMember,
      hasAsked: community.membership?.state === "requested" && !community.isInvited,
      asks: !community.isInvited && (community.joinPolicy === "ask" || community.wasRemoved),
      wasRemoved: community.wasRemoved && !community.isInvited,
      rules: rulesHtml(community.rulesText, t("page.rulesTable")),
      rulesVersion: community.rulesVersion,
    },
    signInTo: actor ? "" : `/sign-in?${new URLSearchParams({ returnTo: url.pathname + url.search })}`,
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const form = await request.formData();
  const token = String(form.get("token") ?? "");
  const community = await communityBySlug(db, { slug: params.slug ?? "", userId: actor.userId, inviteToken: token });
  if (!community) throw new Response(null, { status: 404 });
  if (community.membership?.state === "active") return redirect(communityPath(community.slug));
  const typed = { text: String(form.get("text") ?? "") };
  const parsed = JoinInput.safeParse(Object.fromEntries(form));
  if (!parsed.success) {
    return data({ ...typed, error: null, textErrors: parsed.error.issues.filter((issue) => issue.path[0] === "text").map((issue) => issue.message), unconfirmed: false }, { status: 400 });
  }
  const joined = token === "" ? await joinParty(db, actor, { partyId: community.id, ...parsed.data }) : await takeInvitation(db, actor, { token, rulesVersion: parsed.data.rulesVersion ?? null });
  if (!joined.ok && joined.error !== "COMMUNITIES.ALREADY_MEMBER") {
    return data({ ...typed, error: translator(requestLocale(request))(errorKey(joined.error)), textErrors: [], unconfirmed: joined.error === "COMMUNITIES.RULES_UNCONFIRMED" }, { status: statusOf(joined.error) });
  }
  return redirect(communityPath(community.slug));
}

// The secret in the address goes to no other site; our own forms still say where they come from, without which they are refused.
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }, { name: "referrer", content: "same-origin" }, { name: "robots", content: "noindex" }];

export default function Join() {
  const { t } = useTranslation("communities");
  const { door, token, signInTo, title } = useLoaderData<typeof loader>();
  if (!door) {
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
      <Card className="mx-auto grid max-w-xl gap-4" padding="lg">
        <div className="grid justify-items-center gap-4 text-center">
          <Avatar name={door.name} kind="community" size="lg" decorative />
          <h1 className="text-2xl">{title}</h1>
          <p className="text-ink-soft">{[door.placeLabel, t("members", { count: door.members })].filter(Boolean).join(" · ")}</p>
        </div>
        {door.isMember || door.hasAsked ? (
          <div className="grid justify-items-center gap-4 text-center">
            <p>{t(door.isMember ? "invited.already" : "page.asked")}</p>
            <LinkButton to={communityPath(door.slug)}>{t("invited.open")}</LinkButton>
          </div>
        ) : (
          <>
            <p className="text-center">{t("invited.text")}</p>
            {door.wasRemoved ? <Alert tone="info">{t("page.wasRemoved")}</Alert> : null}
            {door.rules ? (
              <section aria-labelledby="rules-title" className="rounded-card bg-sunken px-4 py-3">
                <h2 id="rules-title" className="text-lg">
                  {t("page.rules")}
                </h2>
                <DocumentText html={door.rules} />
              </section>
            ) : null}
            {signInTo ? (
              <LinkButton to={signInTo} size="lg" className="justify-self-center">
                {t("invited.signIn")}
              </LinkButton>
            ) : (
              <JoinForm door={door} token={token} />
            )}
          </>
        )}
      </Card>
    </div>
  );
}

function JoinForm({ door, token }: { door: { name: string; asks: boolean; rulesVersion: number }; token: string }) {
  const { t } = useTranslation(["communities", "errors"]);
  const failed = useActionData<typeof action>();
  return (
    <Form method="post" className="grid gap-4">
      {failed?.error && !failed.unconfirmed ? (
        <Alert tone="error" live>
          {failed.error}
        </Alert>
      ) : null}
      <input type="hidden" name="token" value={token} />
      {door.asks ? (
        <Field id="text" label={t("page.askWords")} hint={t("page.askWordsHint")} error={(failed?.textErrors ?? []).map((message) => translateError(t, message))} optional>
          <Textarea name="text" rows={3} maxLength={REASON_MAX} defaultValue={failed?.text ?? ""} />
        </Field>
      ) : null}
      {door.rulesVersion > 0 ? (
        <Checkbox name="rulesVersion" value={String(door.rulesVersion)} label={t("page.confirmRules")} error={failed?.unconfirmed ? (failed.error ?? undefined) : undefined} required />
      ) : null}
      <SubmitButton size="lg" className="justify-self-center">
        {door.asks ? t("page.ask") : t("invited.join", { name: door.name })}
      </SubmitButton>
    </Form>
  );
}
