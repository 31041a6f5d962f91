import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";

/** What there may be one of at a point. */
export const resourceKinds = ["gate", "weighbridge", "bay", "vehicle"] as const;
export type ResourceKind = (typeof resourceKinds)[number];

const name = z.string({ error: "errors:required" }).trim().min(1, { error: "errors:required" }).max(80, { error: fieldMessage("errors:tooLong", { max: 80 }) });
const bufferMinutes = z
  .number({ error: "errors:wholeNumber" })
  .int({ error: "errors:wholeNumber" })
  .min(0, { error: fieldMessage("errors:tooSmall", { min: 0 }) })
  .max(1440, { error: fieldMessage("errors:tooLarge", { max: 1440 }) })
  .default(0);

/** The form that adds one. */
export const addResourceInput = z.object({
  /** Made by the form, so that a repeat finds the same one. */
  resourceId: z.uuid(),
  pointId: z.string({ error: "errors:choose" }).min(1, { error: "errors:choose" }),
  kind: z.enum(resourceKinds, { error: "errors:choose" }),
  name,
  bufferMinutes,
});
export type AddResourceInput = z.output<typeof addResourceInput>;

/** The form that changes one. A buffer holds for slots that are opened afterwards. */
export const changeResourceInput = z.object({
  resourceId: z.string().min(1).max(80),
  version: z.number().int(),
  name,
  bufferMinutes,
  isActive: z.preprocess((value) => value === "on" || value === true, z.boolean()),
});
export type ChangeResourceInput = z.output<typeof changeResourceInput>;

/** One as staff sees it. */
export type ResourceView = { id: string; pointId: string; pointName: string; kind: ResourceKind; name: string; bufferMinutes: number; isActive: boolean; version: number; slotsAhead: number };
