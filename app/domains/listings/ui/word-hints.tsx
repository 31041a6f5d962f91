import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Link } from "#app/ui/remix.ts";
import { unprovenWords } from "../claims/claims.rules.ts";
import { judge, type Judged } from "../prohibited.rules.ts";
import { ClaimHint } from "./claim-words.tsx";

/** What the words typed so far will bring: a rule of prohibited things, or the note that a claim is not proven. */
export function WordHints({ listing, locale }: { listing: Judged; locale: string }) {
  const claiming = unprovenWords(`${listing.title}\n${listing.description}`, []);
  return (
    <>
      <RuleHint listing={listing} />
      <ClaimHint words={claiming} locale={locale} />
    </>
  );
}

/** The strictest rule that speaks, with where the thing goes instead. */
function RuleHint({ listing }: { listing: Judged }) {
  const { t } = useTranslation("rules");
  const [finding] = judge(listing);
  if (!finding) return null;
  const { rule, effect, material } = finding;
  const words = { name: t(`names.${rule}`), why: t(`why.${rule}`), instead: t(`instead.${rule}`) };
  return (
    <Alert tone={effect === "review" ? "info" : "warning"} live>
      {t(`hint.${effect}`, words)}{" "}
      {effect === "route" && material ? (
        <>
          <Link to={`/points?material=${material}`} className="link" target="_blank">
            {t("findPoint", { material: t(`materials:names.${material}`) })}
          </Link>
          {" · "}
        </>
      ) : null}
      <Link to={`/rules#${rule}`} className="link" target="_blank">
        {t("all")}
      </Link>
    </Alert>
  );
}
