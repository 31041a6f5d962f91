import { useTranslation } from "#app/ui/i18n.ts";
import { Wordmark } from "../brand/logo.tsx";
import { Link } from "../remix.ts";

const links = [
  { to: "/impact/method", key: "footer.method" },
  { to: "/impact/method#sources", key: "footer.sources" },
  { to: "/impact/ledger", key: "footer.ledger" },
  { to: "/statistics", key: "footer.statistics" },
  { to: "/transparency", key: "footer.transparency" },
  { to: "/grading", key: "footer.grading" },
  { to: "/rules", key: "footer.rules" },
  { to: "/takeback", key: "footer.takeback" },
  { to: "/erasure", key: "footer.erasure" },
  { to: "/api", key: "footer.api" },
  { to: "/design", key: "footer.design" },
] as const;

export function Footer() {
  const { t } = useTranslation("common");
  return (
    <footer className="mt-auto border-t border-line bg-sunken pt-8 pb-28 md:pb-8">
      <div className="content flex flex-wrap items-start justify-between gap-6">
        <div className="grid max-w-sm gap-2">
          <Wordmark />
          <p className="text-sm text-ink-soft">{t("footer.promise")}</p>
        </div>
        <nav aria-label={t("footer.label")}>
          <ul className="grid grid-cols-2 gap-x-8">
            {links.map((link) => (
              <li key={link.to}>
                <Link to={link.to} className="inline-flex min-h-9 items-center text-sm text-ink underline-offset-4 hover:underline">
                  {t(link.key)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <p className="w-full text-xs text-ink-soft">{t("footer.map")}</p>
      </div>
    </footer>
  );
}
