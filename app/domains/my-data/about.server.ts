import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { keepExportDays } from "./exports.service.server.ts";

/** What an archive says of itself, for its owner to read first. */
export function aboutText(locale: Locale, input: { name: string; madeAt: Date }): string {
  const t = translator(locale, "my-data");
  const lines = [t("readme.title", { name: input.name }), t("readme.made", { at: `${input.madeAt.toISOString().slice(0, 16).replace("T", " ")} UTC` }), t("readme.files"), t("readme.photos"), t("readme.others"), t("readme.about"), t("readme.kept", { days: keepExportDays })];
  return `${lines.join("\r\n\r\n")}\r\n`;
}
