import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { EditCommunityInput } from "#app/domains/communities/communities.schema.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { CommunityForm } from "#app/domains/communities/ui/community-form.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { mayManage } from "#app/domains/identity/membership.rules.ts";
import { PlacePicker } from "#app/domains/pickups/ui/home/place-picker.tsx";
import { editCommunity } from "#app/flows/edit-community.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

async function managed(request: Request, slug: string | undefined) {
  const actor = await requireActor(request);
  const community = await communityBySlug(await database(), { slug: slug ?? "", userId: actor.userId });
  if (!community) throw new Response(null, { status: 404 });
  const { membership } = community;
  if (membership?.state !== "active" || !mayManage(membership.role)) throw new Response(null, { status: 403 });
  return { actor, community };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { community } = await managed(request, params.slug);
  const settings = env();
  return { map: { tileUrl: settings.MAP_TILE_URL ?? null, attribution: settings.MAP_ATTRIBUTION ?? "" }, title: translator(requestLocale(request), "communities")("form.editTitle", { name: community.name }), community };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { actor, community } = await managed(request, params.slug);
  const submission = parseWithZod(await request.formData(), { schema: EditCommunityInput });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { version, description, rulesText, ...rest } = submission.value;
  const edit = { ...rest, description: description ?? "", rulesText: rulesText ?? "", isListed: rest.joinPolicy !== "invite" };
  const edited = await editCommunity(await database(), actor, { partyId: community.id, version, edit });
  if (!edited.ok) return data(submission.reply({ formErrors: [errorKey(edited.error)] }), { status: statusOf(edited.error) });
  return redirect(communityPath(community.slug));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function EditCommunity() {
  const { t } = useTranslation("communities");
  const { community, title, map } = useLoaderData<typeof loader>();
  return (
    <div className="content pb-12">
      <PageHeader title={title} breadcrumbs={<Breadcrumbs items={[{ to: "/communities", label: t("directory.title") }, { to: communityPath(community.slug), label: community.name }, { label: t("page.edit") }]} />} />
      <CommunityForm
        lastResult={useActionData<typeof action>()}
        defaults={{ ...community, placeLabel: community.placeLabel ?? "", latitude: community.latitude?.toString() ?? "", longitude: community.longitude?.toString() ?? "" }}
        onMap={({ latitude, longitude, errors }) => (
          <PlacePicker legend={t("form.onMap")} hint={t("form.onMapHint")} latitude={latitude} longitude={longitude} errors={errors} map={map} marker={community.name} isOptional />
        )}
        submitLabel={t("form.save")}
        hidden={{ version: String(community.version) }}
      >
        <LinkButton to={communityPath(community.slug)} variant="quiet" size="lg">
          {t("form.cancel")}
        </LinkButton>
      </CommunityForm>
    </div>
  );
}
