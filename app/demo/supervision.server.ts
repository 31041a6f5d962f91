import { enterFigure, setOwnTarget } from "#app/domains/statistics/targets/targets.service.server.ts";
import { PLAN_2025 } from "#app/domains/statistics/targets/national.ts";
import { stateRegion } from "#app/flows/state-region.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";
import { findPartyBySlug, placePoints } from "./demo.repository.server.ts";
import { must } from "./must.ts";
import type { Cast } from "./people.server.ts";

/** Yunnan, where the district lies. */
const REGION = "CN-53";

/** What the plan itself says of the year 2020, in millions of tonnes. */
const of2020 = [["cn-2025-waste-paper", 54.9], ["cn-2025-scrap-steel", 260]] as const;

/** The authority's region, with the district's points in it, the country's figures of 2020, and a target of the district's own. */
export async function superviseDistrict(db: Database["db"], cast: Cast, pointIds: Record<string, string>, now: Date): Promise<void> {
  const authority = await findPartyBySlug(db, "kunming-ceo");
  if (!authority) throw new Error("the demo has no authority");
  must(await stateRegion(db, cast.operator, { partyId: authority.id, region: REGION, supervises: true }));
  await placePoints(db, Object.values(pointIds), REGION);
  for (const [targetCode, megatonnes] of of2020) {
    const amountGrams = megatonnes * 1_000_000_000_000;
    must(await enterFigure(db, cast.operator, { targetCode, year: 2020, amount: String(megatonnes), unit: "Mt", amountGrams, source: "“十四五”循环经济发展规划（国家发展改革委，2021 年 7 月）", url: PLAN_2025.url, version: 0 }));
  }
  const target = { targetId: newId(), region: "CN", material: "all", year: now.getUTCFullYear(), amount: "5", unit: "t" as const, amountGrams: 5_000_000, source: "Demo district: goal of the year 示范街区年度目标", url: "" as const };
  must(await setOwnTarget(db, cast.operator, "everywhere", target));
}
