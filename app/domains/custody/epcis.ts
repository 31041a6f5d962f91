/**
 * What happened to lots as GS1 EPCIS 2.0 events (JSON-LD). Pure. A lot is a class of mass without serial numbers, named by the address of its
 * page; masses are kilograms (KGM) of whole grams. Splitting, merging, loading and sorting are transformations with the lots that went in
 * and came out; what comes, leaves, arrives, is weighed again or delivered is an object event. Standard words of the Core Business
 * Vocabulary where there are some.
 */

import { DateTime } from "luxon";
import { v5 as uuidv5 } from "uuid";
import type { Account } from "./acts.repository.server.ts";
import type { ActKind } from "./custody.schema.ts";

export type EpcisAct = {
  id: string;
  kind: ActKind;
  pointId: string;
  timeZone: string;
  consignment: { id: string; fromPointId: string; toPointId: string; fromPartyId: string; toPartyId: string } | null;
  at: Date;
  recordedAt: Date;
  postings: readonly { account: Account; lotId: string; material: string; grams: number; reason: string | null }[];
};

type Quantity = { epcClass: string; quantity: number; uom: "KGM" };
type Event = Record<string, unknown>;

export type EpcisDocument = {
  "@context": (string | Record<string, string>)[];
  type: "EPCISDocument";
  schemaVersion: "2.0";
  creationDate: string;
  /** There is more than the document holds: the latest is left out. */
  "rb:isCut"?: true;
  epcisBody: { eventList: Event[] };
};

export const EPCIS_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

/** For the ids of second events of one act. */
const NAMESPACE = "6a2c1e0b-5f0e-5d57-9a51-7d1f0f6f2c11";

/** The document of these acts, which says so where they are not all. `origin` is this server's own address, `at` when the document is made. */
export function epcisDocument({ acts, isCut }: { acts: readonly EpcisAct[]; isCut: boolean }, origin: string, at: Date): EpcisDocument {
  return {
    "@context": [EPCIS_CONTEXT, { rb: `${origin}/ns/custody#` }],
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: at.toISOString(),
    ...(isCut ? { "rb:isCut": true as const } : {}),
    epcisBody: { eventList: acts.flatMap((act) => eventsOf(act, origin)).filter(namesSomething) },
  };
}

/** An event of which no lot may be told is left out. */
function namesSomething(event: Event): boolean {
  return [event.quantityList, event.inputQuantityList, event.outputQuantityList].some((list) => Array.isArray(list) && list.length > 0);
}

function eventsOf(act: EpcisAct, origin: string): Event[] {
  const at = (accounts: readonly Account[]) => act.postings.filter((posting) => accounts.includes(posting.account));
  switch (act.kind) {
    case "arrive":
      return [object(act, origin, { action: "ADD", bizStep: "commissioning", disposition: "active", quantityList: quantities(at(["stock"]), origin) })];
    case "split":
    case "merge":
      return [transformation(act, origin, "repackaging")];
    case "treat":
      return [transformation(act, origin, "disassembling")];
    case "send":
      return [
        transformation(act, origin, "packing"),
        object(act, origin, { action: "OBSERVE", bizStep: "shipping", disposition: "in_transit", quantityList: quantities(at(["sent"]), origin), ...wayOf(act, origin) }, "shipping"),
      ];
    case "receive":
      return [object(act, origin, { action: "OBSERVE", bizStep: "receiving", disposition: "in_progress", quantityList: quantitiesReceived(act, origin), ...wayOf(act, origin), ...differences(act, origin) })];
    case "take_back":
      return [object(act, origin, { action: "OBSERVE", bizStep: "receiving", disposition: "returned", quantityList: quantitiesReceived(act, origin), ...transactionOf(act, origin), ...differences(act, origin) })];
    case "count":
      return [object(act, origin, { action: "OBSERVE", bizStep: "cycle_counting", disposition: "active", quantityList: quantities(at(["stock"]).map((posting) => ({ ...posting, grams: Math.abs(posting.grams) })), origin), ...differences(act, origin) })];
    case "correct":
      return [object(act, origin, { action: "OBSERVE", bizStep: "inspecting", disposition: "active", quantityList: quantities(corrected(act), origin), ...differences(act, origin), ...correctionOf(act, origin) })];
    case "deliver":
      return [object(act, origin, { action: "OBSERVE", bizStep: "shipping", disposition: "in_transit", quantityList: quantities(at(["delivered"]), origin) })];
  }
}

function head(act: EpcisAct, origin: string, of: string): Event {
  const point = `${origin}/points/${act.pointId}`;
  return {
    eventID: `urn:uuid:${of === "" ? act.id : uuidv5(`${act.id} ${of}`, NAMESPACE)}`,
    eventTime: act.at.toISOString(),
    recordTime: act.recordedAt.toISOString(),
    eventTimeZoneOffset: DateTime.fromJSDate(act.at, { zone: act.timeZone }).toFormat("ZZ"),
    readPoint: { id: point },
    bizLocation: { id: point },
  };
}

function object(act: EpcisAct, origin: string, what: Event, of = ""): Event {
  return { type: "ObjectEvent", ...head(act, origin, of), ...what };
}

/** Lots that went in and lots that came out, each with its mass. */
function transformation(act: EpcisAct, origin: string, bizStep: string): Event {
  const stock = act.postings.filter((posting) => posting.account === "stock" || posting.account === "sent");
  const into = stock.filter((posting) => posting.grams < 0).map((posting) => ({ ...posting, grams: -posting.grams }));
  const out = stock.filter((posting) => posting.grams > 0);
  return {
    type: "TransformationEvent",
    ...head(act, origin, ""),
    transformationID: `urn:uuid:${uuidv5(`${act.id} transformation`, NAMESPACE)}`,
    bizStep,
    disposition: "in_progress",
    ...(into.length > 0 ? { inputQuantityList: quantities(into, origin) } : {}),
    ...(out.length > 0 ? { outputQuantityList: quantities(out, origin) } : {}),
    ...leftOver(act),
  };
}

/** What a run left over is no lot: it is said beside. */
function leftOver(act: EpcisAct): Event {
  const sum = (account: Account) => act.postings.filter((posting) => posting.account === account).reduce((all, posting) => all + posting.grams, 0);
  return act.kind === "treat" ? { "rb:residueKilograms": sum("residue") / 1000, "rb:lossKilograms": sum("loss") / 1000 } : {};
}

/** Where a scale said something else than the one before, and why. */
function differences(act: EpcisAct, origin: string): Event {
  const found = act.postings.filter((posting) => posting.account === "difference" || posting.account === "adjustment");
  return found.length === 0 ? {} : { "rb:differences": found.map((posting) => ({ "rb:lot": lotAddress(posting.lotId, origin), "rb:missingKilograms": posting.grams / 1000, ...(posting.reason ? { "rb:reason": posting.reason } : {}) })) };
}

/** What a correction speaks of: what came in, and of a sale that was taken back both sides of it. */
const came: readonly Account[] = ["arrived", "received", "sent"];

/** The lots that a correction of the ledger changed, with by how much; where nothing of the load was left, the load's own lot. */
function corrected(act: EpcisAct): { lotId: string; grams: number }[] {
  const stock = act.postings.filter((posting) => posting.account === "stock");
  return stock.length > 0 ? stock.map((posting) => ({ lotId: posting.lotId, grams: Math.abs(posting.grams) })) : act.postings.filter((posting) => came.includes(posting.account)).map((posting) => ({ lotId: posting.lotId, grams: 0 }));
}

/** How much less (or, below zero, more) came in than was said before. */
function correctionOf(act: EpcisAct, origin: string): Event {
  const arrived = act.postings.filter((posting) => came.includes(posting.account) && posting.account !== "sent");
  return { "rb:arrivalCorrections": arrived.map((posting) => ({ "rb:lot": lotAddress(posting.lotId, origin), "rb:lessKilograms": posting.grams / 1000, ...(posting.reason ? { "rb:reason": posting.reason } : {}) })) };
}

function quantitiesReceived(act: EpcisAct, origin: string): Quantity[] {
  const stock = act.postings.filter((posting) => posting.account === "stock");
  // A lot that was lost whole arrived with nothing; the event still says which one.
  const lost = act.postings.filter((posting) => posting.account === "received" || posting.account === "taken_back").filter((posting) => !stock.some((one) => one.lotId === posting.lotId));
  return quantities([...stock, ...lost.map((posting) => ({ ...posting, grams: 0 }))], origin);
}

function quantities(postings: readonly { lotId: string; grams: number }[], origin: string): Quantity[] {
  return postings.map((posting) => ({ epcClass: lotAddress(posting.lotId, origin), quantity: posting.grams / 1000, uom: "KGM" }));
}

function lotAddress(lotId: string, origin: string): string {
  return `${origin}/staff/lots/${lotId}`;
}

function transactionOf(act: EpcisAct, origin: string): Event {
  return act.consignment ? { bizTransactionList: [{ type: "desadv", bizTransaction: `${origin}/staff/consignments/${act.consignment.id}` }] } : {};
}

function wayOf(act: EpcisAct, origin: string): Event {
  const { consignment } = act;
  if (!consignment) return {};
  const party = (id: string) => `${origin}/parties/${id}`;
  const point = (id: string) => `${origin}/points/${id}`;
  return {
    ...transactionOf(act, origin),
    sourceList: [{ type: "possessing_party", source: party(consignment.fromPartyId) }, { type: "location", source: point(consignment.fromPointId) }],
    destinationList: [{ type: "possessing_party", destination: party(consignment.toPartyId) }, { type: "location", destination: point(consignment.toPointId) }],
  };
}
