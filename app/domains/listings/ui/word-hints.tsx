import { useTranslation } from "#app/ui/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Link } from "#app/ui/remix.ts";
import { judge, type Judged } from "../prohibited.rules.ts";

/** What the rules of prohibited things will say of the words typed so far, with where the thing goes instead. */
export function WordHints({ listing }: { listing: Judged }) {
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
