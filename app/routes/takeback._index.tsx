import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { listOpenProgrammes } from "#app/domains/takeback/takeback.repository.server.ts";
import { ProgrammeLine } from "#app/domains/takeback/ui/takeback-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { hasRole } from "#app/shared/actor.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await currentActor(request);
  const found = await listOpenProgrammes(await database());
  const programmes = found.map(({ id, slug, name, brand, producerName, categories, regions, isOpen }) => ({ id, slug, name, brand, producerName, categories, regions, isOpen }));
  return { programmes, mayManage: actor !== null && actor.party.kind === "producer" && hasRole(actor.role, "manager"), title: translator(requestLocale(request), "takeback")("title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Programmes() {
  const { programmes, mayManage } = useLoaderData<typeof loader>();
  const { t } = useTranslation("takeback");
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          mayManage ? (
            <LinkButton to="/takeback/manage" variant="secondary" icon="settings">
              {t("manage.title")}
            </LinkButton>
          ) : null
        }
      />
      {programmes.length > 0 ? (
        <ul className="grid gap-3">
          {programmes.map((programme) => (
            <Card as="li" key={programme.id}>
              <ProgrammeLine programme={programme} />
            </Card>
          ))}
        </ul>
      ) : (
        <EmptyState kind="results" title={t("none")} headingLevel={2}>
          {t("noneText")}
        </EmptyState>
      )}
    </div>
  );
}
