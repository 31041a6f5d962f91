import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { checkpointsBelow, headOf, latestCheckpoint, signingKeys, type StoredCheckpoint } from "#app/domains/impact/log.repository.server.ts";
import { toBase64 } from "#app/domains/impact/log/bytes.ts";
import { latestLogLines } from "#app/domains/impact/proof.repository.server.ts";
import { CheckpointTable, KeyList, LatestCheckpoint } from "#app/domains/impact/ui/checkpoints.tsx";
import { LogLines } from "#app/domains/impact/ui/log-lines.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { feedLink } from "#app/ui/feed-link.ts";
import { Breadcrumbs, Pagination } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";

const CHECKPOINTS_PER_PAGE = 10;
const LATEST_ROWS = 10;

export async function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  const actor = await currentActor(request);
  const db = await database();
  const asked = Number(new URL(request.url).searchParams.get("before"));
  const before = Number.isSafeInteger(asked) && asked > 0 ? asked : null;
  const [head, latest, keys, checkpoints, rows] = await Promise.all([
    headOf(db),
    latestCheckpoint(db),
    signingKeys(db),
    checkpointsBelow(db, before, CHECKPOINTS_PER_PAGE + 1),
    latestLogLines(db, LATEST_ROWS),
  ]);
  const page = checkpoints.slice(0, CHECKPOINTS_PER_PAGE);
  return {
    title: translator(locale, "impact")("ledger.title"),
    feedTitle: translator(locale, "impact")("feed.title"),
    locale,
    timeZone: actor?.party.timeZone ?? null,
    publicUrl: env().PUBLIC_URL.replace(/\/$/, ""),
    size: head.size,
    latest: latest && view(latest),
    keys: keys.map(({ verifierKey }) => verifierKey),
    checkpoints: page.map(view),
    next: checkpoints.length > CHECKPOINTS_PER_PAGE ? (page.at(-1)?.size ?? null) : null,
    isFirstPage: before === null,
    rows,
  };
}

function view({ size, rootHash, note, keyId, createdAt }: StoredCheckpoint) {
  return { size, root: toBase64(rootHash), note, keyId, signedAt: createdAt.toISOString() };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }, ...(data ? [feedLink(`/impact/ledger.atom?lang=${data.locale}`, data.feedTitle)] : [])];

const DOWNLOADS = [
  { name: "log", to: "/api/v1/impact/log.ndjson" },
  { name: "verify", to: "/verify.mjs" },
  { name: "factors", to: "/api/v1/impact/factors" },
  { name: "factorsCsv", to: "/impact/factors.csv" },
] as const;

export default function Ledger() {
  const { t } = useTranslation("impact");
  const { locale, timeZone, size, latest, keys, checkpoints, next, isFirstPage, rows } = useLoaderData<typeof loader>();
  return (
    <div className="content pb-12">
      <PageHeader
        title={t("ledger.title")}
        lead={t("ledger.lead")}
        breadcrumbs={<Breadcrumbs items={[{ to: "/impact", label: t("overview.title") }, { label: t("ledger.title") }]} />}
      />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 content-start gap-5">
          <Card as="section" aria-labelledby="size">
            <h2 id="size" className="text-sm font-normal text-ink-soft">
              {t("ledger.size")}
            </h2>
            <p className="tabular font-display text-5xl font-bold text-leaf">{numberFormat(locale).format(size)}</p>
            <p className="text-sm text-ink-soft">{t("ledger.sizeText")}</p>
          </Card>
          <LatestCheckpoint checkpoint={latest} size={size} locale={locale} timeZone={timeZone} />
        </div>
        <div className="grid min-w-0 content-start gap-5">
          <Offline />
        </div>
      </div>
      {rows.length > 0 ? (
        <Section title={t("ledger.latestRows")}>
          <LogLines lines={rows} locale={locale} timeZone={timeZone} />
        </Section>
      ) : null}
      {checkpoints.length > 0 ? (
        <Section title={t("ledger.checkpoints")} id="checkpoints">
          <p className="prose-text">{t("ledger.checkpointsText")}</p>
          <CheckpointTable checkpoints={checkpoints} locale={locale} timeZone={timeZone} />
          <Pagination nextTo={next === null ? null : `/impact/ledger?before=${next}#checkpoints`} firstTo={isFirstPage ? null : "/impact/ledger#checkpoints"} />
        </Section>
      ) : null}
      <KeyList keys={keys} />
    </div>
  );
}

/** What to take home, and the lines that check it there. */
function Offline() {
  const { t } = useTranslation("impact");
  const { publicUrl } = useLoaderData<typeof loader>();
  return (
    <Card as="section" tone="sunken">
      <h2 className="text-lg">{t("ledger.offlineTitle")}</h2>
      <p className="mt-1">{t("ledger.offlineText")}</p>
      <pre className="mt-3 rounded-card bg-surface p-3 text-sm wrap-anywhere whitespace-pre-wrap">
        {[`curl -O ${publicUrl}/verify.mjs`, `curl -O ${publicUrl}/api/v1/impact/log.ndjson`, "node verify.mjs log.ndjson"].join("\n")}
      </pre>
      <ul className="mt-3 flex flex-wrap gap-2">
        {DOWNLOADS.map(({ name, to }) => (
          <li key={name}>
            <LinkButton to={to} reloadDocument download variant="secondary" size="sm" icon="download">
              {t(`ledger.downloads.${name}`)}
            </LinkButton>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-sm">
        <Link className="link" to="/impact/method">
          {t("overview.methodLink")}
        </Link>
      </p>
    </Card>
  );
}
