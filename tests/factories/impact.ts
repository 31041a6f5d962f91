import type { MovedLot } from "#app/domains/impact/ledger.rules.ts";
import { newId } from "#app/shared/ids.ts";

/** A load of cardboard given to a recycler and weighed there: 12 kg, unless said otherwise. */
export function materialLot(input: Partial<MovedLot> & Pick<MovedLot, "giverPartyId" | "takerPartyId">): MovedLot {
  return {
    causeType: "booking_line",
    causeId: newId(),
    lotId: newId(),
    kind: "material",
    category: null,
    material: "cardboard",
    condition: null,
    itemCount: null,
    weights: { measuredGrams: 12_000, declaredConfirmedGrams: null },
    occurredAt: new Date("2026-03-14T10:00:00Z"),
    ...input,
  };
}

/** Jeans passed on in good condition, unless said otherwise. */
export function goodsLot(input: Partial<MovedLot> & Pick<MovedLot, "giverPartyId" | "takerPartyId">): MovedLot {
  return {
    causeType: "deal",
    causeId: newId(),
    lotId: newId(),
    kind: "goods",
    category: "jeans",
    material: null,
    condition: "good",
    itemCount: 1,
    weights: { measuredGrams: null, declaredConfirmedGrams: null },
    occurredAt: new Date("2026-03-14T10:00:00Z"),
    ...input,
  };
}
