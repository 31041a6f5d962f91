import { wordsMark } from "#app/domains/listings/corrected-words.service.server.ts";
import { claimCase } from "#app/domains/trust/cases.service.server.ts";
import { answerSeller, requestSeller } from "#app/domains/trust/sellers.service.server.ts";
import { decideCase } from "#app/flows/decide-case.server.ts";
import { reportSubject } from "#app/flows/report-subject.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { caseOf, findSellerVersion } from "./demo.repository.server.ts";
import type { DemoListing } from "./district.ts";
import { must } from "./must.ts";
import type { Cast } from "./people.server.ts";

type Db = Database["db"];

/** Two listings that somebody reports: one asks for money ahead and waits for a decision, one claimed more than it could show. */
export const reportedListings = {
  deposit: { owner: "omar", title: "Smartphone, hardly used, with its box", description: "Works well. Many people ask: transfer 200 yuan first and I keep it for you.", offer: "sale", condition: "good", category: "smartphone", massGrams: 190, priceMinor: 68000, photo: "phone", daysAgo: 11 },
  claim: { owner: "lin", title: "竹纤维餐盒四个，100% 可降解", description: "四个带盖，洗净。完全环保，零污染。", offer: "free", condition: "good", category: "kitchenware", massGrams: 900, daysAgo: 10 },
} as const satisfies Record<string, DemoListing>;

/**
 * What waits for the operator, and what was decided: an open case with two reports, a green claim that was corrected with a
 * statement of reasons, a seller that was verified and one that asks for it. By the verbs that people use, on the days named.
 */
export async function moderate(db: Db, cast: Cast, listings: Record<keyof typeof reportedListings, string>, daysAgo: (days: number, hours?: number) => Clock): Promise<void> {
  const { sofia, jing, hana } = cast.residents;
  const { deposit, claim } = listings;
  const { staff } = cast;
  must(await requestSeller(db, staff, { legalName: "Dianchi Recycling Co., Ltd. 滇池再生资源有限公司", registerNumber: "91530100MA6DEMO01X", address: "Guangfu Road 300, Kunming 昆明市广福路300号", vatId: null, contactEmail: "sales@dianchi.example" }, daysAgo(40)));
  const asked = await findSellerVersion(db, staff.party.id);
  must(await answerSeller(db, cast.operator, { partyId: staff.party.id, version: asked, outcome: "verified", reason: "" }, daysAgo(39)));

  must(await reportSubject(db, hana, { subject: "listing", id: claim, reason: "green_claim", text: "“100% degradable” and “zero pollution”, and nothing that shows it." }, daysAgo(6)));
  await correct(db, cast.operator, claim, daysAgo(5));
  must(await reportSubject(db, sofia, { subject: "listing", id: deposit, reason: "scam", text: "He wants a deposit before anybody has seen it." }, daysAgo(2)));
  must(await reportSubject(db, jing, { subject: "listing", id: deposit, reason: "scam", text: "要求先转 200 元定金，问能不能当面付款就不回复了。" }, daysAgo(1)));
  must(await requestSeller(db, hana, { legalName: "Hana Sato, mending and alterations", registerNumber: "92530100MA6DEMO02Y", address: "Chenggong Avenue 18, Kunming", vatId: null, contactEmail: "hana@roundabout.example" }, daysAgo(0, -3)));
}

/** The operator takes the case and takes out of the listing what nothing showed. */
async function correct(db: Db, operator: Actor, listingId: string, clock: Clock): Promise<void> {
  const { id: caseId, version } = await caseOf(db, listingId);
  const taken = must(await claimCase(db, operator, { caseId, version }, clock));
  must(
    await decideCase(
      db,
      operator,
      {
        caseId,
        version: taken.version,
        kind: "correct",
        rule: "green_claim",
        facts: "标题和描述宣称“100% 可降解”“零污染”，但没有提供他人可以核实的证明。 Title and text claimed “100% degradable” and “zero pollution” without any evidence that others can check.",
        until: null,
        newTitle: "竹纤维餐盒四个，带盖",
        newDescription: "四个带盖，洗净。",
        wordsSeen: wordsMark(reportedListings.claim),
      },
      clock,
    ),
  );
}
