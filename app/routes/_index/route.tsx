import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { signedIn } from "#app/domains/identity/actor.server.ts";
import type { Topic } from "#app/outbox/events.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { HeroDrawing } from "#app/ui/drawings/hero-drawing.tsx";
import { Latest, OpenPoints, TopFive } from "./around.tsx";
import { placeOf, readAround, readMine } from "./home.server.ts";
import { Figure, NextSteps } from "./mine.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const [db, who, locale] = [await database(), await signedIn(request), requestLocale(request)];
  const now = systemClock.now();
  const [around, mine] = await Promise.all([
    (who ? placeOf(db, who) : Promise.resolve(null)).then((near) => readAround(db, near, now, who?.actor.party.id ?? null)),
    who ? readMine(db, who, now) : null,
  ]);
  const t = translator(locale, "home");
  return { locale, title: t("title"), description: t("description"), around, mine };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ""} · Roundabout` },
  { name: "description", content: data?.description ?? "" },
];

export default function Home() {
  const { around, mine, locale } = useLoaderData<typeof loader>();
  const topics: Topic[] = ["board", "listings"];
  useLive(mine ? [...topics, `party:${mine.partyId}`] : topics);
  return (
    <div className="content pb-8">
      {mine ? <Greeting /> : <Hero />}
      <Latest latest={around.latest} locale={locale} />
      <div className="grid items-start gap-x-10 lg:grid-cols-[2fr_3fr]">
        <OpenPoints points={around.points} locale={locale} />
        <TopFive board={around.board} mine={mine?.communityIds ?? []} locale={locale} />
      </div>
    </div>
  );
}

function Hero() {
  const { t } = useTranslation("home");
  const { around, locale } = useLoaderData<typeof loader>();
  return (
    <div className="grid items-center gap-x-10 gap-y-4 pt-6 pb-4 md:grid-cols-[1fr_1fr] md:pt-10 lg:grid-cols-[6fr_5fr]">
      <div className="grid gap-5">
        <h1 className="text-3xl text-balance break-keep wrap-anywhere sm:text-4xl lg:text-5xl">{t("hero.sentence")}</h1>
        <p className="flex flex-wrap gap-2">
          <LinkButton to="/listings" size="lg">
            {t("hero.browse")}
          </LinkButton>
          <LinkButton to="/sign-up" size="lg" variant="secondary">
            {t("hero.join")}
          </LinkButton>
        </p>
      </div>
      <Card>
        <Figure totals={around.totals} label={t("figure.everybody")} none={t("figure.noneText")} locale={locale} />
      </Card>
      <HeroDrawing title={t("hero.drawing")} className="mx-auto max-w-lg md:col-start-2 md:row-span-2 md:row-start-1" />
    </div>
  );
}

function Greeting() {
  const { t } = useTranslation("home");
  const { around, mine, locale } = useLoaderData<typeof loader>();
  if (!mine) return null;
  return (
    <div className="grid gap-4 pt-6 md:grid-cols-2 md:pt-8">
      <h1 className="text-2xl sm:text-3xl md:col-span-2">{t("hello", { name: mine.name })}</h1>
      <Card>
        <Figure totals={mine.totals} label={t("figure.mine", mine.party)} none={t("figure.noneMine", mine.party)} locale={locale} isMine />
      </Card>
      <div className="md:col-span-2 md:row-start-3">
        <NextSteps mine={mine} locale={locale} />
      </div>
      <Card tone="sunken">
        <Figure totals={around.totals} label={t("figure.everybody")} none={t("figure.noneText")} locale={locale} />
      </Card>
    </div>
  );
}
