import type { Feed } from "#app/platform/feeds/atom.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { formatCo2e } from "#app/shared/units.ts";
import { latestLogLines } from "./proof.repository.server.ts";
import { signed } from "./ui/signed.ts";
import { movedWords } from "./ui/subject.ts";

const feedSize = 50;

/** Rows of the ledger that change what stood before, the latest first, as anybody may read them. */
export async function correctionsFeed(db: Db, locale: Locale): Promise<Feed> {
  const lines = await latestLogLines(db, feedSize, "corrections");
  const t = translator(locale, "impact");
  return {
    path: `/impact/ledger.atom?lang=${locale}`,
    pagePath: "/impact/ledger",
    title: `${t("feed.title")} · Roundabout`,
    subtitle: t("feed.subtitle"),
    locale,
    entries: lines.map((line) => {
      const row = numberFormat(locale).format(line.index);
      return {
        path: `/impact/entries/${line.id}`,
        title: `${t(`kinds.${line.kind}`)}: ${movedWords(t, line, locale)}`,
        summary: line.co2eGrams === null ? t("feed.addsNothing", { row }) : t("feed.adds", { row, grams: signed(formatCo2e(line.co2eGrams, locale), line.co2eGrams) }),
        updated: new Date(line.recordedAt),
        image: null,
      };
    }),
  };
}
