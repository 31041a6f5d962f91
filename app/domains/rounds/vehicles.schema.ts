import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";

/** What a vehicle is; the published factor per kilometre that belongs to it is in the impact room (impact.rounds.ts). */
export const vehicleKinds = ["cargo_bike", "van_electric", "van_diesel", "van_petrol", "van_unknown", "lorry"] as const;
export type VehicleKind = (typeof vehicleKinds)[number];

/** A vehicle as its recycler sees it. */
export type VehicleView = {
  id: string;
  name: string;
  kind: VehicleKind;
  capacityGrams: number;
  speedKmPerHour: number;
  isActive: boolean;
  version: number;
};

/** A typed number of kilograms as whole grams; "" and anything else that is no number stay text and are refused. */
const kilograms = z.preprocess(
  (text) => (typeof text === "string" && /^\d{1,6}([.,]\d{1,3})?$/.test(text.trim()) ? Math.round(Number(text.trim().replace(",", ".")) * 1000) : text),
  z.number({ error: "errors:number" }).int().min(1_000, { error: fieldMessage("errors:tooSmall", { min: 1 }) }).max(100_000_000, { error: fieldMessage("errors:tooLarge", { max: 100_000 }) }),
);

/** What a vehicle's form says. The id is the form's own, so that a repeat changes nothing. */
export const vehicleInput = z.object({
  vehicleId: z.uuid(),
  /** Of the vehicle that is changed; absent for a new one. */
  version: z.coerce.number().int().positive().optional(),
  name: z.string({ error: "errors:required" }).trim().min(1, { error: "errors:required" }).max(60, { error: fieldMessage("errors:tooLong", { max: 60 }) }),
  kind: z.enum(vehicleKinds, { error: "errors:choose" }),
  capacityGrams: kilograms,
  speedKmPerHour: z.coerce.number({ error: "errors:number" }).int({ error: "errors:number" }).min(3, { error: fieldMessage("errors:tooSmall", { min: 3 }) }).max(130, { error: fieldMessage("errors:tooLarge", { max: 130 }) }),
});
export type VehicleInput = z.output<typeof vehicleInput>;
