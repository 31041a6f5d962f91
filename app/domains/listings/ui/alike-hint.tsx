import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Link } from "#app/ui/remix.ts";
import type { Alike } from "../alike.ts";

/** Own open listings that look like this one. A hint, in nobody's way. */
export function AlikeHint({ alike }: { alike: Alike[] }) {
  const { t } = useTranslation("listings");
  if (alike.length === 0) return null;
  return (
    <Alert tone="info" live title={t("alike.title")}>
      <ul className="grid gap-1">
        {alike.map((one) => (
          <li key={one.id}>
            <Link className="link" to={`/listings/${one.id}`} target="_blank">
              {one.title}
            </Link>{" "}
            <span className="text-sm text-ink-soft">{t(`alike.because.${one.because}`)}</span>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
