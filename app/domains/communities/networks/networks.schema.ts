import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import type { JoinPolicy } from "../communities.schema.ts";
import { NETWORK_VERBS, type NetworkState } from "./networks.rules.ts";

export const NETWORK_KINDS = ["district", "city"] as const;
export type NetworkKind = (typeof NETWORK_KINDS)[number];

const text = (max: number) => z.string({ error: "errors:required" }).trim().min(1, "errors:required").max(max, fieldMessage("errors:tooLong", { max }));
const id = z.string().min(1).max(60);

export const FoundNetworkInput = z.object({
  name: text(80),
  kind: z.enum(NETWORK_KINDS, { error: "errors:choose" }),
  placeLabel: text(80),
  description: z.string().trim().max(1000, fieldMessage("errors:tooLong", { max: 1000 })).default(""),
  /** The community that founds it; empty where an operator does. */
  communityId: z.string().max(60).default(""),
  submissionId: id,
});

/** One side moves how a community stands to a network. `version` is what was read; 0 where there was nothing. */
export const NetworkMoveInput = z.object({ communityId: id, verb: z.enum(NETWORK_VERBS), version: z.coerce.number().int().min(0) });

export interface NetworkRow {
  id: string;
  slug: string;
  name: string;
  kind: NetworkKind;
  placeLabel: string;
  communities: number;
}

export interface NetworkMemberView {
  id: string;
  slug: string;
  name: string;
  placeLabel: string | null;
  members: number;
  joinPolicy: JoinPolicy;
  co2eGrams: number;
  lowGrams: number;
  highGrams: number;
  massGrams: number;
  state: NetworkState;
  version: number;
}

/** What a network's communities come to together. */
export interface NetworkTotal {
  co2eGrams: number;
  lowGrams: number;
  highGrams: number;
  massGrams: number;
  /** Hand-overs, each once, also between two of the communities. */
  entryCount: number;
  members: number;
}
