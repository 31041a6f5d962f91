import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { PassportList } from "#app/domains/passports/ui/passport-parts.tsx";
import { myPassports } from "#app/domains/passports/view.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const before = new URL(request.url).searchParams.get("before");
  return { ...(await myPassports(await database(), actor, { before })), before, partyId: actor.party.id, title: translator(requestLocale(request), "passports")("mine.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function MyPassports() {
  const { passports, offered, next, before, partyId } = useLoaderData<typeof loader>();
  const { t } = useTranslation("passports");
  useLive([`party:${partyId}`]);
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader
        title={t("mine.title")}
        lead={t("mine.lead")}
        actions={
          <LinkButton to="/passports/new" icon="plus">
            {t("mine.new")}
          </LinkButton>
        }
      />
      {offered.length > 0 ? (
        <Section title={t("mine.offered")}>
          <PassportList passports={offered} />
        </Section>
      ) : null}
      {passports.length > 0 ? (
        <>
          <PassportList passports={passports} />
          <Pagination nextTo={next ? `/passports?before=${next}` : null} firstTo={before ? "/passports" : null} />
        </>
      ) : (
        <EmptyState kind="results" title={t("mine.none")} headingLevel={2}>
          {t("mine.noneText")}
        </EmptyState>
      )}
    </div>
  );
}
