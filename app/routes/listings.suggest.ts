import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { listHiddenPartyIds } from "#app/domains/blocks/blocks.service.server.ts";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { suggestKept, type NamedChoice } from "#app/domains/listings/suggest.service.server.ts";
import type { ShownSuggestion } from "#app/domains/listings/ui/search-box.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { singleton } from "#app/platform/singleton.server.ts";
import { GOODS } from "#app/shared/goods.ts";
import { locales, type Locale } from "#app/shared/i18n.ts";
import { MATERIALS } from "#app/shared/materials.ts";

/** What may be meant by an unfinished search, for the box above the listings. */
export async function loader({ request }: LoaderFunctionArgs) {
  const text = new URL(request.url).searchParams.get("q") ?? "";
  const [db, actor, locale] = [await database(), await currentActor(request), requestLocale(request)];
  const hiddenPartyIds = actor ? await listHiddenPartyIds(db, actor.party.id) : [];
  const found = await suggestKept(db, { text, locale, choices: choicesIn(locale), hiddenPartyIds });
  const t = translator(locale, "searches");
  const suggestions = found.map((one): ShownSuggestion => {
    if (one.kind === "words") return { text: one.text, note: null, to: `/listings?${new URLSearchParams({ q: one.text })}` };
    if (one.kind === "listing") return { text: one.title, note: t("suggest.listing"), to: `/listings/${one.id}` };
    return { text: one.label, note: t(`suggest.${one.kind}`), to: `/listings?${new URLSearchParams({ [one.kind]: one.code })}` };
  });
  return data({ q: text, suggestions }, { headers: { "Cache-Control": "private, max-age=60", Vary: "Accept-Language, Cookie" } });
}

/** Categories and materials with their names in all our languages. */
function choicesIn(locale: Locale): readonly NamedChoice[] {
  return singleton(`named-choices:${locale}`, () => {
    const named = (kind: NamedChoice["kind"], namespace: "goods" | "materials") => (code: string) => {
      const names = locales.map((one) => translator(one, namespace)(`names.${code}`));
      return { kind, code, label: translator(locale, namespace)(`names.${code}`), names };
    };
    return [...GOODS.map(({ code }) => code).filter((code) => code !== "other").map(named("category", "goods")), ...MATERIALS.map(({ code }) => code).map(named("material", "materials"))];
  });
}
