import { registerDevice } from "#app/domains/devices/devices.service.server.ts";
import { deviceForm } from "#app/domains/devices/devices.schema.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";

/** The form that registers a device with this public key, as it is typed. */
export function deviceFormOf(input: { pointId: string; publicJwk: Record<string, unknown>; name?: string; deviceId?: string }) {
  return deviceForm.parse({ deviceId: input.deviceId ?? newId(), pointId: input.pointId, name: input.name ?? "Floor scale", kind: "scale", publicKey: JSON.stringify(input.publicJwk) });
}

/** Registers a device at a recycler's point; its id. */
export async function createDevice(db: Database["db"], recycler: Actor, input: Parameters<typeof deviceFormOf>[0]): Promise<string> {
  const registered = await registerDevice(db, recycler, deviceFormOf(input));
  if (!registered.ok) throw new Error(registered.error);
  return registered.value.deviceId;
}
