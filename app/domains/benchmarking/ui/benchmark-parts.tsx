import { Alert } from "#app/ui/alert.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { MINIMUM_PEERS } from "../benchmarking.rules.ts";
import type { Need } from "../steps.rules.ts";

/** Where the pages of a community's benchmarking stand. */
export function benchmarkPath(slug: string, rest = ""): string {
  return `/communities/${slug}/benchmarking${rest}`;
}

/** The way to a page of a community's benchmarking. */
export function BenchmarkCrumbs({ community, cycle, here }: { community: { name: string; slug: string }; cycle?: { id: string; title: string } | undefined; here?: string | undefined }) {
  const { t } = useTranslation(["benchmarking", "communities"]);
  const items = [
    { to: "/communities", label: t("communities:directory.title") },
    { to: `/communities/${community.slug}`, label: community.name },
    ...(here || cycle ? [{ to: benchmarkPath(community.slug), label: t("title") }] : [{ label: t("title") }]),
    ...(cycle ? [here ? { to: benchmarkPath(community.slug, `/${cycle.id}`), label: cycle.title } : { label: cycle.title }] : []),
    ...(here ? [{ label: here }] : []),
  ];
  return <Breadcrumbs items={items} />;
}

/** What is still missing, in words. */
export function Needs({ needs }: { needs: readonly Need[] }) {
  const { t } = useTranslation("benchmarking");
  if (needs.length === 0) return null;
  return (
    <p className="text-sm">
      <span className="font-semibold">{t("needs.title")}</span>: {needs.map((need) => t(`needs.${need}`, { count: MINIMUM_PEERS })).join(" · ")}
    </p>
  );
}

/** Why a form did not go through. */
export function BenchmarkRefusal({ error, needs = [] }: { error: string | null | undefined; needs?: readonly Need[] }) {
  const { t } = useTranslation("benchmarking");
  if (!error) return null;
  return (
    <Alert tone="error" live>
      {t(`errors.${error.split(".")[1] ?? ""}`)}
      <Needs needs={needs} />
    </Alert>
  );
}
