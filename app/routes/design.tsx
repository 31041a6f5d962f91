import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useTranslation } from "#app/ui/i18n.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Buttons, Forms } from "#app/ui/gallery/controls.tsx";
import { Lists, Plots } from "#app/ui/gallery/figures.tsx";
import { Colours, Icons, Type } from "#app/ui/gallery/foundations.tsx";
import { Cards, Feedback, SmallParts } from "#app/ui/gallery/parts.tsx";
import { Drawings, Empties, MapAndMenus } from "#app/ui/gallery/pictures.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export function loader({ request }: LoaderFunctionArgs) {
  return { pageTitle: `${translator(requestLocale(request), "design")("title")} · Roundabout` };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.pageTitle }];

/** Every part of the interface, in every state and both looks: what pages are made of, and what reviews look at. */
export default function DesignPage() {
  const { t, i18n } = useTranslation("design");
  const locale = i18n.language;
  return (
    <div className="content">
      <PageHeader title={t("title")} lead={t("lead")} />
      <Colours />
      <Type />
      <Icons />
      <Drawings />
      <Buttons />
      <Forms />
      <SmallParts />
      <Cards locale={locale} />
      <Feedback />
      <Lists locale={locale} />
      <Plots locale={locale} />
      <Empties />
      <MapAndMenus />
    </div>
  );
}
