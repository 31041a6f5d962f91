import type { BookingView } from "#app/domains/pickups/pickups.schema.ts";

/** A visit that the gallery of mail templates speaks of. */
export const sampleBooking: BookingView = {
  id: "sample",
  state: "done",
  version: 1,
  slot: { id: "sample", startsAt: "2026-05-12T12:00:00.000Z", endsAt: "2026-05-12T12:30:00.000Z", cancelCutoffMinutes: 60, changeCutoffMinutes: 60 },
  point: { id: "sample", name: "Depot", address: "Lianhua Lane", timeZone: "Asia/Shanghai" },
  partyId: "sample",
  partyName: "Mei",
  recyclerPartyId: "sample",
  recyclerName: "Lotus Recycling",
  bookedByName: "Mei",
  holdExpiresAt: "2026-05-12T04:00:00.000Z",
  declaredGrams: 24_000,
  checkInCode: "417206",
  note: "",
  reason: "the press is broken",
  lines: [{ id: "sample", material: "cardboard", declaredGrams: 24_000, unit: null, unitCount: null, conditions: [] }],
  home: null,
  weighIns: [],
  effects: [
    { entryId: "sample", material: "cardboard", status: "ok", massGrams: 24_300, co2eGrams: 95_000, lowGrams: 61_000, highGrams: 130_000, grade: "B" },
    { entryId: "sample-2", material: "textiles", status: "not_covered", massGrams: 3_000, co2eGrams: null, lowGrams: null, highGrams: null, grade: null },
  ],
  supersedesId: null,
  supersededById: null,
  icsSequence: 0,
  createdAt: "2026-05-11T08:00:00.000Z",
  checkedInAt: null,
  completedAt: null,
  isWalkIn: false,
  isAnonymous: false,
  mark: null,
  refusal: { kind: "contaminated", photo: null },
};

/** The same at the resident's door. */
export const sampleHomeBooking: BookingView = {
  ...sampleBooking,
  home: { areaId: "sample", areaName: "North", address: "Lianhua Lane 8", latitude: 25.04, longitude: 102.7, floor: 3, hasLift: false, placeOut: "door", instructions: "", pieces: [], photos: [] },
};
