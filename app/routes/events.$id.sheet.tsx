import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { TotalFacts } from "#app/domains/impact/ui/total-facts.tsx";
import { EventFacts } from "#app/domains/events/ui/event-parts.tsx";
import { qrPath } from "#app/domains/pickups/qr.server.ts";
import { QrCode } from "#app/domains/pickups/ui/qr-code.tsx";
import { eventSheet } from "#app/flows/event-sheet.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { formatCo2e, formatCo2eRange, formatMass } from "#app/shared/units.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { FigureWithRange } from "#app/ui/plots/figure-with-range.tsx";
import { Link } from "#app/ui/remix.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const sheet = await eventSheet(await database(), await currentActor(request), params.id ?? "", new Date());
  if (!sheet) throw new Response(null, { status: 404 });
  const address = `${env().PUBLIC_URL.replace(/\/$/, "")}/events/${sheet.event.id}/sheet`;
  const locale = requestLocale(request);
  return { sheet, address, qr: qrPath(address), locale, title: translator(locale, "events")("sheet.title", { title: sheet.event.title }) };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

/** One page of A4 per day: what, where, how many came, what went round, and what that kept out of the air. */
export default function Sheet() {
  const { sheet, address, qr, locale } = useLoaderData<typeof loader>();
  const { event, present, sum, entryIds } = sheet;
  const { t } = useTranslation("events");
  useLive([`community:${event.community.id}`]);
  return (
    <div className="content max-w-3xl pb-12 [page:sheet] print:max-w-none print:p-0 print:text-[10.5pt]">
      <div className="grid gap-2 pt-5 pb-4 md:pt-8 print:pt-0 print:pb-2">
        <div className="print:hidden">
          <Breadcrumbs items={[{ to: `/events/${event.id}`, label: event.title }, { label: t("page.sheet") }]} />
        </div>
        <p className="font-semibold text-ink-soft">{event.community.name}</p>
        <h1 className="text-3xl break-words sm:text-4xl print:text-2xl">{event.title}</h1>
        <EventFacts event={event} locale={locale} />
      </div>
      <div className="grid gap-5 print:gap-3">
        <section className="grid gap-4 border-t border-line pt-4 sm:grid-cols-[1fr_2fr] print:grid-cols-[1fr_2fr] print:pt-2">
          <div className="grid content-start gap-1">
            <h2 className="text-sm font-normal text-ink-soft">{t("sheet.came")}</h2>
            <p className="tabular font-display text-4xl font-bold">{present.people}</p>
            <p className="tabular text-sm text-ink-soft">{t("sheet.households", { count: present.households, unnamed: present.unnamed })}</p>
          </div>
          {event.isSettled ? <FigureWithRange label={t("sheet.kept")} lowGrams={sum.total.lowGrams} centralGrams={sum.total.co2eGrams} highGrams={sum.total.highGrams} grade={sum.total.grade} locale={locale} caption={<TotalFacts total={sum.total} locale={locale} />} /> : <p>{t(event.kind === "collection_day" && event.state === "closed" ? "sheet.waitsRecycler" : "sheet.waits")}</p>}
        </section>
        <Lines />
        <section className="flex flex-wrap items-center gap-4 border-t border-line pt-4 print:flex-nowrap print:pt-2">
          <div className="w-28 shrink-0">
            <QrCode path={qr} label={t("sheet.qr")} />
          </div>
          <div className="grid min-w-0 basis-72 grow gap-1 text-sm">
            <p>{t("sheet.method", { version: sheet.formulaVersion })}</p>
            <p>{t("sheet.entries", { count: entryIds.length })}{sum.takenBack > 0 ? ` ${t("sheet.takenBack", { count: sum.takenBack })}` : ""}</p>
            <p className="break-all text-ink-soft">{address}</p>
          </div>
        </section>
        <Entries />
      </div>
    </div>
  );
}

function Lines() {
  const { sheet, locale } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["events", "goods", "materials"]);
  if (sheet.lines.length === 0) return <p className="border-t border-line pt-4 text-ink-soft">{t("sheet.nothing")}</p>;
  const cell = "border-b border-line py-1.5 pe-3 text-start align-top print:py-0.5";
  return (
    <section className="grid gap-2 border-t border-line pt-4 print:pt-2">
      <h2 className="text-xl print:text-lg">{t("sheet.round")}</h2>
      <table className="w-full text-sm">
        <thead>
          <tr className="text-ink-soft">
            <th scope="col" className={`${cell} font-normal`}>{t("sheet.what")}</th>
            <th scope="col" className={`${cell} font-normal`}>{t("sheet.amount")}</th>
            <th scope="col" className={`${cell} font-normal`}>{t("sheet.figure")}</th>
          </tr>
        </thead>
        <tbody className="tabular">
          {sheet.lines.map((line) => (
            <tr key={`${line.direction} ${line.material ?? line.category ?? ""}`}>
              <th scope="row" className={`${cell} min-w-20 font-semibold`}>
                {line.material ? t(`materials:names.${line.material}`) : t(`goods:names.${line.category ?? "other"}`)}
                <span className="block text-xs font-normal text-ink-soft">{t(`directions.${line.direction}`)}</span>
              </th>
              <td className={cell}>{[line.itemCount > 0 ? t("sheet.things", { count: line.itemCount }) : null, line.grams > 0 ? formatMass(line.grams, locale) : null].filter(Boolean).join(" · ")}</td>
              <td className={cell}>
                {line.figure ? (
                  <>
                    {formatCo2e(line.figure.co2eGrams, locale)} <span className="block text-xs text-ink-soft">{formatCo2eRange(line.figure.lowGrams, line.figure.highGrams, locale)} · {line.figure.grade}</span>
                  </>
                ) : (
                  t(`sheet.without.${line.without ?? "no_figure"}`)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Entries() {
  const { sheet } = useLoaderData<typeof loader>();
  const { t } = useTranslation("events");
  if (sheet.entryIds.length === 0) return null;
  return (
    <details className="print:hidden">
      <summary className="min-h-9 cursor-pointer font-semibold">{t("sheet.allEntries")}</summary>
      <ol className="mt-2 grid list-inside list-decimal gap-1 text-sm">
        {sheet.entryIds.map((id) => (
          <li key={id}>
            <Link to={`/impact/entries/${id}`} className="break-all">
              {id}
            </Link>
          </li>
        ))}
      </ol>
    </details>
  );
}
