import type { Operation } from "./operation.ts";

/** The parts of the API, as the document lists them. */
export const tags = [
  { name: "points", description: "Recycling points: where, what they take, when they are open." },
  { name: "listings", description: "Goods and materials, for sale, free or wanted." },
  { name: "deals", description: "From a request to the hand-over." },
  { name: "bookings", description: "Drop-offs at a recycling point." },
  { name: "impact", description: "The avoided-emissions ledger." },
  { name: "leaderboards", description: "Communities beside each other." },
] as const;

/** Every operation of /api/v1. */
export const operations: Operation[] = [];
