import { generateKeyPairSync } from "node:crypto";
import { registerDevice } from "#app/domains/devices/devices.service.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";
import { must } from "./must.ts";
import type { Cast } from "./people.server.ts";

/** Registers the scale at the gate of a point. Nobody keeps its private half, so the demo's scale never sends by itself. */
export async function registerScale(db: Database["db"], cast: Cast, pointId: string, now: Date): Promise<void> {
  const { x = "" } = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
  must(await registerDevice(db, cast.staff, { deviceId: newId(), pointId, name: "Floor scale 地磅", kind: "scale", publicKey: x }, { now: () => now }));
}
