import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { notificationKinds, type DigestPeriod, type NotificationKind } from "./kinds.ts";
import type { Words } from "./notifications.repository.server.ts";
import { composeNotice } from "./notify.service.server.ts";

/** So many are listed; of the rest only the number is told. */
const listed = 40;

export type DigestItem = { kind: NotificationKind; path: string; words: Words };

/** A digest as a mail: its items by kind, each with its link, what is newest first. `items` must not be empty. */
export function composeDigest(
  locale: Locale,
  input: { userId: string; name: string; period: DigestPeriod; items: readonly DigestItem[]; more: number; linkVersion: number },
) {
  const t = translator(locale, "notifications");
  const { period } = input;
  const count = input.items.length + input.more;
  const sorted = notificationKinds.flatMap((kind) => input.items.filter((item) => item.kind === kind)).slice(0, listed);
  const left = count - sorted.length;
  return composeNotice(
    locale,
    {
      subject: t(`digest.${period}.subject`, { count }),
      paragraphs: [t("digest.greeting", { name: input.name }), t(`digest.${period}.body`)],
      items: sorted.map((item, index) => ({
        heading: sorted[index - 1]?.kind === item.kind ? undefined : t(`kinds.${item.kind}`),
        label: item.words[locale].title,
        note: item.words[locale].text || undefined,
        path: item.path,
      })),
      action: { label: left > 0 ? t("digest.more", { count: left }) : t("digest.action"), path: "/notifications" },
      footer: t("digest.footer"),
    },
    { userId: input.userId, kind: "digest", partyId: "", linkVersion: input.linkVersion },
  );
}
