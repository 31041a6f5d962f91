import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useTranslation } from "#app/ui/i18n.ts";
import { deviceKinds, gateChoices } from "#app/domains/erasure/erasure.rules.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

export function loader({ request }: LoaderFunctionArgs) {
  return { title: translator(requestLocale(request), "erasure")("guide.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function ErasureGuide() {
  const { t } = useTranslation("erasure");
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={t("guide.title")} lead={t("guide.lead")} />
      <Section title={t("guide.levels")}>
        <ul className="grid gap-3">
          {gateChoices.map((choice) => (
            <Card as="li" key={choice} padding="sm">
              <h3 className="text-lg">{t(`choices.${choice}`)}</h3>
              <p>{t(`choiceHints.${choice}`)}</p>
            </Card>
          ))}
        </ul>
        <p className="text-sm text-ink-soft">{t("guide.source")}</p>
      </Section>
      <Section title={t("guide.howTo")}>
        <p>{t("guide.howToLead")}</p>
        <ul className="grid gap-2">
          {deviceKinds.map((kind) => (
            <li key={kind}>
              <details className="rounded-control border border-line bg-surface p-3">
                <summary className="cursor-pointer font-semibold">{t(`kinds.${kind}`)}</summary>
                <p className="mt-2">{t(`howTo.${kind}`)}</p>
              </details>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("guide.after")}>
        <p>{t("guide.afterText")}</p>
        <p className="flex flex-wrap gap-2">
          <LinkButton to="/certificates" variant="secondary" icon="search">
            {t("guide.check")}
          </LinkButton>
          <LinkButton to="/erasures" variant="secondary" icon="document">
            {t("mine.title")}
          </LinkButton>
        </p>
      </Section>
    </div>
  );
}
