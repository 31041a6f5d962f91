import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { myErasures } from "#app/domains/erasure/erasure.service.server.ts";
import { ErasureList } from "#app/domains/erasure/ui/erasure-parts.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const before = new URL(request.url).searchParams.get("before");
  return { ...(await myErasures(await database(), actor, { before })), before, partyId: actor.party.id, title: translator(requestLocale(request), "erasure")("mine.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function MyErasures() {
  const { erasures, next, before, partyId } = useLoaderData<typeof loader>();
  const { t } = useTranslation("erasure");
  useLive([`party:${partyId}`]);
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader
        title={t("mine.title")}
        lead={t("mine.lead")}
        actions={
          <LinkButton to="/erasure" variant="secondary" icon="info">
            {t("panel.guide")}
          </LinkButton>
        }
      />
      {erasures.length > 0 ? (
        <>
          <ErasureList erasures={erasures} base="/erasures" />
          <Pagination nextTo={next ? `/erasures?before=${next}` : null} firstTo={before ? "/erasures" : null} />
        </>
      ) : (
        <EmptyState kind="results" title={t("mine.none")} headingLevel={2}>
          {t("mine.noneText")}
        </EmptyState>
      )}
    </div>
  );
}
