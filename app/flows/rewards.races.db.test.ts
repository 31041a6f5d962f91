import { expect, it } from "vitest";
import { recordLots } from "#app/domains/impact/ledger.service.server.ts";
import { takeOffer, useCode } from "#app/domains/rewards/redemptions.service.server.ts";
import { newId } from "#app/shared/ids.ts";
import { stage, booksOf, balanced } from "#tests/factories/rewards.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { followLedger } from "./follow-ledger.server.ts";

describeDatabases(
  "points at once",
  (open) => {
    it("follow the ledger once, give no more than the budget, and let a code in once", async () => {
      const s = await stage(open, 150);
      const [one, two] = s.homes;
      await s.db.$transaction((tx) => recordLots(tx, [s.load(one, 9), s.load(two, 9)]));
      await Promise.all(Array.from({ length: 8 }, () => followLedger(s.db)));
      expect([await s.home(one), await s.home(two), await s.balance("budget")]).toEqual([90, 60, 0]);

      // Twenty that want three, of whom one can pay for one.
      const offerId = await s.offer({ pricePoints: 80, perHousehold: 20 });
      const takes = await Promise.all(Array.from({ length: 20 }, () => takeOffer(s.db, one, { offerId, redemptionId: newId(), pricePoints: 80 })));
      expect(takes.filter((take) => take.ok)).toHaveLength(1);
      expect(await s.home(one)).toBe(10);
      const code = takes.flatMap((take) => (take.ok ? [take.value.code] : []))[0] ?? "";
      const uses = await Promise.all(Array.from({ length: 20 }, () => useCode(s.db, s.manager, code)));
      expect(uses.filter((use) => use.ok)).toHaveLength(1);
      expect(new Set(uses.flatMap((use) => (use.ok ? [] : [use.error])))).toEqual(new Set(["REWARDS.ALREADY_USED"]));
      expect(await s.balance(`spent:${s.communityId}`)).toBe(80);

      // The last of a stock.
      const last = await s.offer({ pricePoints: 5, stock: 1, perHousehold: 9 });
      const wants = await Promise.all([one, two].flatMap((home) => Array.from({ length: 5 }, () => takeOffer(s.db, home, { offerId: last, redemptionId: newId(), pricePoints: 5 }))));
      expect(wants.filter((take) => take.ok)).toHaveLength(1);
      expect(await booksOf(open)).toEqual(balanced);
    });
  },
  { on: ["postgresql"] },
);
