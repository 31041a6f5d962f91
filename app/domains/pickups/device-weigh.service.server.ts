import type { Tx } from "#app/platform/db/database.server.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { findBookingToChange, findByCode, moveBooking } from "./bookings.repository.server.ts";
import { checkReadings } from "./gate.service.server.ts";
import type { PickupError } from "./pickups.errors.ts";
import { decide } from "./pickups.rules.ts";
import type { WeighInput } from "./pickups.schema.ts";
import { findSameReading, insertReading } from "./weigh.repository.server.ts";

/** What a scale or terminal of a point read for a visit. `userId` is whoever said that it belongs there; null when the device knew. */
export type DeviceWeighing = {
  device: { id: string; partyId: string; pointId: string };
  booking: { id: string } | { code: string };
  reading: WeighInput["readings"][number];
  measuredAt: Date;
  userId: string | null;
};

/**
 * Writes a device's reading to a booking of its point, inside the caller's transaction; whoever is not checked in yet is, because
 * what stands on the scale is there. A reading that is the present one already changes nothing. What can be refused is refused before
 * anything is written. Errors: PICKUPS.NOT_FOUND and CODE_NOT_FOUND (also of another point), and those of `weigh` and of checking in.
 */
export async function weighByDevice(tx: Tx, input: DeviceWeighing, now: Date): Promise<Result<{ bookingId: string; weighInId: string }, PickupError>> {
  const { device, reading } = input;
  const byCode = "code" in input.booking ? await findByCode(tx, { recyclerPartyId: device.partyId, code: input.booking.code, pointId: device.pointId }) : null;
  const bookingId = "code" in input.booking ? byCode?.id : input.booking.id;
  // Somebody else may weigh or check in at the same moment; whoever comes second looks again.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const booking = bookingId === undefined ? null : await findBookingToChange(tx, bookingId);
    if (!booking || booking.recyclerPartyId !== device.partyId || booking.pointId !== device.pointId) return err("code" in input.booking ? "PICKUPS.CODE_NOT_FOUND" : "PICKUPS.NOT_FOUND");
    const checksIn = booking.state === "confirmed";
    const decision = decide(checksIn ? "check_in" : "weigh", "staff", booking, now);
    if (!decision.ok) return decision;
    const checked = await checkReadings(tx, booking, { readings: [reading] }, now);
    if (!checked.ok) return checked;
    const [fresh] = checked.value;
    if (!fresh) {
      const same = await findSameReading(tx, { bookingId: booking.id, material: reading.material });
      if (same) return ok({ bookingId: booking.id, weighInId: same });
      continue;
    }
    const by = { userId: input.userId, partyId: device.partyId, role: "device" };
    let { state, version } = booking;
    if (checksIn) {
      if (!(await moveBooking(tx, { id: booking.id, from: state, version, to: "checked_in", releases: false, by, now, event: "pickups.checked-in" }))) continue;
      [state, version] = ["checked_in", version + 1];
    }
    if (!(await moveBooking(tx, { id: booking.id, from: state, version, to: "weighed", releases: false, by, now, event: "pickups.weighed" }))) continue;
    const at = input.measuredAt > now ? now : input.measuredAt;
    const weighInId = await insertReading(tx, { ...fresh, bookingId: booking.id, weighedByUserId: input.userId, deviceId: device.id, at });
    return ok({ bookingId: booking.id, weighInId });
  }
  return err("PICKUPS.STALE");
}
