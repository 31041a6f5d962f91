import { beforeAll, describe, expect, it } from "vitest";
import { letWalkIn } from "#app/flows/walk-in.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { Result } from "#app/shared/result.ts";
import { chance } from "#tests/factories/chance.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { asked, clockAt, createOwnPoint } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { findMiscountedSlots } from "./bookings.repository.server.ts";
import { bookSlot, cancelBooking, confirmBooking, expireHolds, holdSlot, rescheduleBooking } from "./bookings.service.server.ts";
import { joinLine, leaveLine, serveLines } from "./waiting.service.server.ts";

const CLIENTS = 500;
const SLOTS = 50;
const VISITS = 6;
const LOAD_GRAMS = 1_000;
/** What a crowd may be told; anything else is a fault. */
const expected = ["FULL", "ALREADY_BOOKED", "NOT_FULL", "HOLD_EXPIRED", "WRONG_STATE", "STALE", "SAME_SLOT"].map((code) => `PICKUPS.${code}`);

// One session cannot show a race, so this runs on PostgreSQL only.
describeDatabases(
  "a crowd: 500 people over 50 slots",
  (open) => {
    const clock = clockAt("2026-06-01T06:00:00Z");
    let crowd: Actor[];
    let staff: Actor;
    let point: Awaited<ReturnType<typeof createOwnPoint>>;

    beforeAll(async () => {
      point = await createOwnPoint(open());
      staff = await withRole(open(), point.recycler, "staff");
      const person = await createPerson(open());
      const ids = Array.from({ length: CLIENTS }, () => newId());
      await open().party.createMany({ data: ids.map((id, n) => ({ id, kind: "household" as const, name: `Home ${n}`, slug: `crowd-${id}` })) });
      crowd = ids.map((id) => ({ ...person, party: { ...person.party, id } }));
    });

    /** Slots of one run, an hour apart from 09:00 on, for six visits or six loads; and two that are under way, for walk-ins. */
    async function slotsOf(day: number): Promise<{ ahead: string[]; present: string[] }> {
      const slot = (startsAt: Date) => ({ id: newId(), pointId: point.pointId, recyclerPartyId: point.recycler.party.id, startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), capacityVisits: VISITS, capacityGrams: VISITS * LOAD_GRAMS });
      const ahead = Array.from({ length: SLOTS }, (_, n) => slot(new Date(Date.UTC(2026, 5, day, 9 + n))));
      const present = [0, 1].map((n) => slot(new Date(Date.UTC(2026, 5, 1, 5, 30 + n + day))));
      await open().slot.createMany({ data: [...ahead, ...present] });
      return { ahead: ahead.map((one) => one.id), present: present.map((one) => one.id) };
    }

    describe.each([
      [1, 2],
      [2, 12],
    ])("run %i", (seed, day) => {
      it("every place is taken once, nobody in line is passed over, every count is the sum of its bookings", async () => {
        const { ahead, present } = await slotsOf(day);
        const next = chance(seed);
        // Everybody wants the early ones most: some slots are fought over, some stay half empty.
        const wish = () => ahead[Math.floor(next() ** 2 * SLOTS)] ?? "";
        const lines = [{ material: "cardboard", declaredGrams: LOAD_GRAMS }];
        const refused: string[] = [];
        const told = <T>(result: Result<T>): T | null => {
          if (result.ok) return result.value;
          refused.push(result.error);
          return null;
        };
        const acts = { booked: 0, cancelled: 0, moved: 0, joined: 0, left: 0, walkedIn: 0 };
        async function client(actor: Actor, plan: { slots: string[]; draw: number[] }): Promise<void> {
          const [first = "", second = "", third = ""] = plan.slots;
          const [how = 0, then = 0, after = 0] = plan.draw;
          let bookingId: string | null = null;
          if (how < 0.5) bookingId = told(await bookSlot(open(), actor, asked(first, { lines }), clock))?.bookingId ?? null;
          else {
            const held = told(await holdSlot(open(), actor, asked(first, { lines }), clock));
            // Some look at the form until the hold runs out.
            if (held && how < 0.9) bookingId = told(await confirmBooking(open(), actor, { bookingId: held.bookingId }, clock))?.bookingId ?? null;
          }
          if (bookingId) acts.booked += 1;
          if (!bookingId) {
            const waiting = told(await joinLine(open(), actor, { entryId: newId(), slotId: first, lines, note: "" }, clock));
            if (waiting) acts.joined += 1;
            if (waiting && then < 0.2 && told(await leaveLine(open(), actor, { entryId: waiting.entryId }, clock))) acts.left += 1;
          } else if (then < 0.4) {
            if (told(await cancelBooking(open(), actor, { bookingId }, clock))?.changed) acts.cancelled += 1;
          } else if (then < 0.8) {
            const moved = told(await rescheduleBooking(open(), actor, { bookingId, slotId: second, newBookingId: newId() }, clock));
            if (moved) acts.moved += 1;
            if (moved && after < 0.3) await cancelBooking(open(), actor, { bookingId: moved.bookingId }, clock);
          }
          if (after > 0.6) told(await bookSlot(open(), actor, asked(third, { lines }), clock));
        }
        const plans = crowd.map(() => ({ slots: [wish(), wish(), wish()], draw: [next(), next(), next()] }));
        let isOpen = true;
        const timers = (async () => {
          while (isOpen) {
            await expireHolds(open(), clock.now());
            await serveLines(open(), clock.now());
          }
        })();
        const walkIns = present.flatMap(() => Array.from({ length: 10 }, () => ({ bookingId: newId(), pointId: point.pointId, code: null, beyond: false })));
        await Promise.all([
          ...crowd.map((actor, n) => client(actor, plans[n] ?? { slots: [], draw: [] })),
          ...walkIns.map(async (input) => {
            if (told(await letWalkIn(open(), staff, input, clock))) acts.walkedIn += 1;
          }),
        ]).finally(() => {
          isOpen = false;
        });
        await timers;
        await serveLines(open(), clock.now());

        expect([...new Set(refused)].filter((code) => !expected.includes(code))).toEqual([]);
        // All of it happened, or the run shows nothing.
        expect(Object.entries(acts).filter(([, count]) => count === 0)).toEqual([]);
        expect(acts.walkedIn).toBe(2 * VISITS);
        expect(await faults(open, [...ahead, ...present])).toEqual({ miscounted: [], over: 0, twice: 0, passedOver: 0, waitingBesideFree: 0, wrongLeast: 0, withoutHistory: 0, lostSuccessors: 0 });
      }, 60_000);
    });
  },
  { on: ["postgresql"] },
);

/** What must never be, counted over the slots of one run. */
async function faults(open: () => Parameters<typeof findMiscountedSlots>[0], slotIds: string[]) {
  const slots = sql`(SELECT jsonb_array_elements_text(${JSON.stringify(slotIds)}::jsonb))`;
  const [row] = await open().$queryRaw<Record<string, number>[]>(sql`SELECT
    (SELECT count(*)::int FROM slot WHERE id IN ${slots} AND (taken_visits > capacity_visits OR taken_grams > capacity_grams)) AS over,
    (SELECT count(*)::int FROM (SELECT 1 FROM booking WHERE slot_id IN ${slots} AND takes_capacity AND NOT is_anonymous GROUP BY slot_id, party_id HAVING count(*) > 1) d) AS twice,
    (SELECT count(*)::int FROM waiting_entry w WHERE w.slot_id IN ${slots} AND w.state = 'waiting' AND EXISTS (
      SELECT 1 FROM waiting_entry o WHERE o.slot_id = w.slot_id AND o.place > w.place AND o.state IN ('offered', 'booked'))) AS "passedOver",
    (SELECT count(*)::int FROM slot s WHERE s.id IN ${slots} AND s.taken_visits < s.capacity_visits AND EXISTS (SELECT 1 FROM waiting_entry w WHERE w.slot_id = s.id AND w.state = 'waiting')) AS "waitingBesideFree",
    (SELECT count(*)::int FROM slot s WHERE s.id IN ${slots} AND s.waiting_min_grams IS DISTINCT FROM (SELECT min(w.declared_grams) FROM waiting_entry w WHERE w.slot_id = s.id AND w.state = 'waiting')) AS "wrongLeast",
    (SELECT count(*)::int FROM booking b WHERE b.slot_id IN ${slots} AND NOT EXISTS (SELECT 1 FROM transition t WHERE t.subject_type = 'booking' AND t.subject_id = b.id AND t.to_state = b.state::text)) AS "withoutHistory",
    (SELECT count(*)::int FROM booking b WHERE b.slot_id IN ${slots} AND (b.state = 'rescheduled') <> EXISTS (SELECT 1 FROM booking n WHERE n.supersedes_id = b.id)) AS "lostSuccessors"`);
  return { miscounted: await findMiscountedSlots(open()), ...row };
}
