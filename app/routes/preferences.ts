import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { currentActor } from "#app/domains/identity/actor.server.ts";
import { setUserLocale } from "#app/domains/identity/sessions.repository.server.ts";
import { preferenceCookie } from "#app/platform/cookies.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { safeReturnTo } from "#app/platform/http/return-to.ts";
import { locales } from "#app/shared/i18n.ts";

const input = z.object({
  locale: z.enum(locales).optional(),
  theme: z.enum(["system", "light", "dark"]).optional(),
  returnTo: z.string().optional(),
});

/** Keeps the language and the theme; works for visitors and before JavaScript. */
export async function action({ request }: ActionFunctionArgs) {
  const parsed = input.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) return redirect("/");
  const { locale, theme } = parsed.data;
  const headers = new Headers();
  if (locale) {
    headers.append("Set-Cookie", preferenceCookie("rb_locale", locale));
    const actor = await currentActor(request);
    if (actor) await setUserLocale(await database(), { userId: actor.userId, locale });
  }
  if (theme) headers.append("Set-Cookie", preferenceCookie("rb_theme", theme));
  const back = new URL(safeReturnTo(parsed.data.returnTo), "http://x");
  back.searchParams.delete("lang");
  return redirect(back.pathname + back.search, { headers });
}

export function loader() {
  return redirect("/");
}
