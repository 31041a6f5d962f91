import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { FoundCommunityInput } from "#app/domains/communities/communities.schema.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { CommunityForm } from "#app/domains/communities/ui/community-form.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { foundParty } from "#app/domains/identity/membership.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { newId } from "#app/shared/ids.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", actor.party.timeZone]);
  return {
    title: translator(requestLocale(request), "communities")("form.foundTitle"),
    submissionId: newId(),
    timeZone: actor.party.timeZone,
    zones: [...zones].sort(),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const submission = parseWithZod(await request.formData(), { schema: FoundCommunityInput });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { submissionId, description, rulesText, ...input } = submission.value;
  const founding = { ...input, kind: "community" as const, description: description ?? "", rulesText: rulesText ?? "", isListed: input.joinPolicy !== "invite" };
  const founded = await once(await database(), { userId: actor.userId, key: submissionId, request: founding }, (tx) => foundParty(tx, actor, founding));
  if (!founded.ok) return data(submission.reply({ formErrors: [errorKey(founded.error)] }), { status: statusOf(founded.error) });
  return redirect(communityPath(founded.value.slug));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function NewCommunity() {
  const { t } = useTranslation("communities");
  const { submissionId, timeZone, zones } = useLoaderData<typeof loader>();
  return (
    <div className="content pb-12">
      <PageHeader title={t("form.foundTitle")} lead={t("form.foundLead")} breadcrumbs={<Breadcrumbs items={[{ to: "/communities", label: t("directory.title") }, { label: t("form.foundTitle") }]} />} />
      <CommunityForm
        lastResult={useActionData<typeof action>()}
        defaults={{ joinPolicy: "open", timeZone }}
        submitLabel={t("form.found")}
        timeZones={zones}
        hidden={{ submissionId }}
      >
        <LinkButton to="/communities" variant="quiet" size="lg">
          {t("form.cancel")}
        </LinkButton>
      </CommunityForm>
    </div>
  );
}
