import type { Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor, type PartyKind } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { attributeText } from "#app/shared/attributes/attribute-values.ts";
import { attributesOf } from "#app/shared/attributes/attributes.ts";
import { countText } from "#app/shared/material-units.ts";
import { unprovenWords } from "./claims/claims.rules.ts";
import type { ProvenClaim } from "./claims/claims.schema.ts";
import { isCountEstimate } from "./counted.rules.ts";
import { viewDetails, type DetailsView } from "./listing-details.ts";
import type { ListingsError } from "./listings.errors.ts";
import { findEditable, findListingPage, listOfParty, type ListingPageRow, type MyListingRow } from "./listing-page.repository.server.ts";
import { allowedVerbs, dayOf, isPublic, type ListingVerb } from "./listings.rules.ts";
import { reviewRules } from "./prohibited.rules.ts";
import type { ListingCondition, ListingKind, ListingOffer, ListingState } from "./listings.schema.ts";

/** A listing's page as a visitor, its owner or an operator sees it. Coarse place only; nobody's e-mail. */
export type ListingView = DetailsView & {
  id: string;
  kind: ListingKind;
  offer: ListingOffer;
  category: string | null;
  material: string | null;
  title: string;
  description: string;
  condition: ListingCondition | null;
  unitsInitial: number;
  unitsAvailable: number;
  massGrams: number | null;
  priceMinor: number | null;
  currency: string | null;
  /** Of a loan: for how many days at most. */
  loanDays: number | null;
  /** What the owner would like in return, of a swap. */
  swapFor: string;
  /** Members of the owner's communities may take it without asking first. */
  lightGift: boolean;
  placeLabel: string;
  /** Rounded to where the coarse place lies; null when none was given. */
  coarse: { latitude: number; longitude: number } | null;
  timeZone: string;
  state: ListingState;
  expiresAt: string | null;
  publishedAt: string | null;
  version: number;
  photos: ListingPageRow["photos"];
  giver: { partyId: string; name: string; kind: PartyKind; slug: string | null; since: string; completedCount: number };
  /** It is the acting party's own. */
  isMine: boolean;
  /** For people of the owner's party who act for another one: the party to act for to manage it. */
  actAs: { partyId: string; name: string } | null;
  /** For the owner's people: how many wait for an answer, and why it ended. */
  openRequests: number;
  endReason: string | null;
  /** Proven by a document that an operator accepted. */
  claims: ProvenClaim[];
  /** Words of title and description that claim to be green and that nothing proves. */
  unprovenWords: string[];
  /** For the owner's people and operators: rules of prohibited things that ask for a second look. */
  reviewRules: string[];
  /** What the asking person may do now. */
  verbs: ListingVerb[];
};

/** The page of a listing. A hidden one, and one of a private community, exists only for its party's people and for operators. */
export async function viewListing(db: Db, actor: Actor | null, input: { listingId: string }): Promise<Result<ListingView, ListingsError>> {
  const row = await findListingPage(db, { listingId: input.listingId, userId: actor?.userId ?? null });
  if (!row) return err("LISTINGS.NOT_FOUND");
  const isMine = row.role !== null && row.ownerPartyId === actor?.party.id;
  const isOperator = actor?.isOperator ?? false;
  if ((!isPublic(row.state) || row.ofPrivateCommunity) && row.role === null && !isOperator) return err("LISTINGS.NOT_FOUND");
  return ok(view(row, { isMine, isOperator }));
}

function view(row: ListingPageRow, who: { isMine: boolean; isOperator: boolean }): ListingView {
  const mayManage = row.role !== null && hasRole(row.role, "member");
  const actAs = mayManage && !who.isMine ? { partyId: row.ownerPartyId, name: row.giverName } : null;
  const hasPage = row.giverKind === "community" || row.giverKind === "recycler";
  return {
    id: row.id,
    kind: row.kind,
    offer: row.offer,
    category: row.category,
    material: row.material,
    title: row.title,
    description: row.description,
    condition: row.condition,
    unitsInitial: row.unitsInitial,
    unitsAvailable: row.unitsAvailable,
    massGrams: row.massGrams,
    priceMinor: row.priceMinor,
    currency: row.currency,
    loanDays: row.loanDays,
    swapFor: row.swapFor,
    lightGift: row.lightGift,
    placeLabel: row.placeLabel,
    coarse: row.coarseLatitude === null || row.coarseLongitude === null ? null : { latitude: row.coarseLatitude, longitude: row.coarseLongitude },
    timeZone: row.timeZone,
    state: row.state,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    version: row.version,
    photos: row.photos,
    giver: {
      partyId: row.ownerPartyId,
      name: row.giverName,
      kind: row.giverKind,
      slug: hasPage ? row.giverSlug : null,
      since: row.giverSince.toISOString(),
      completedCount: row.giverCompleted,
    },
    isMine: who.isMine,
    actAs,
    ...viewDetails(row),
    claims: row.claims,
    unprovenWords: unprovenWords(`${row.title}\n${row.description}`, row.claims.map(({ kind }) => kind)),
    reviewRules: who.isMine || who.isOperator ? reviewRules(row) : [],
    openRequests: who.isMine ? row.openRequests : 0,
    endReason: who.isMine || who.isOperator ? row.withdrawnReason : null,
    verbs: allowedVerbs({ state: row.state, mayManage: mayManage && who.isMine, isOperator: who.isOperator }),
  };
}

/** What the edit form shows: texts as typed (mass in kg, price in major units). */
export type ListingFormValues = {
  kind: string;
  offer: string;
  category: string;
  material: string;
  title: string;
  description: string;
  condition: string;
  units: string;
  mass: string;
  price: string;
  currency: string;
  loanDays: string;
  swapFor: string;
  lightGift: string;
  serialNumber: string;
  placeLabel: string;
  exactAddress: string;
  latitude: string;
  longitude: string;
  expiresOn: string;
  attributes: Record<string, string>;
  gradeAnswers: Record<string, string>;
  remanufactured: string;
  remanufacturer: string;
  warrantyMonths: string;
  count: string;
  so: Record<string, string>;
};

/** A listing as its form starts, for those who may edit it now. The exact place is theirs. */
export async function openForEdit(db: Db, actor: Actor, input: { listingId: string }): Promise<Result<{ view: ListingView; values: ListingFormValues }, ListingsError>> {
  const seen = await viewListing(db, actor, input);
  if (!seen.ok) return seen;
  if (seen.value.actAs) return err("LISTINGS.OTHER_PARTY_NOT_ALLOWED");
  if (!seen.value.isMine) return err("LISTINGS.NOT_ALLOWED");
  if (!seen.value.verbs.includes("edit")) return err("LISTINGS.WRONG_STATE", { state: seen.value.state });
  const row = await findEditable(db, input.listingId);
  if (!row) return err("LISTINGS.NOT_FOUND");
  const details = viewDetails(row);
  const text = (value: number | null) => (value === null ? "" : String(value));
  return ok({
    view: seen.value,
    values: {
      kind: row.kind,
      offer: row.offer,
      category: row.category ?? "",
      material: row.material ?? "",
      title: row.title,
      description: row.description,
      condition: row.condition ?? "",
      units: String(row.units),
      mass: text(row.massGrams === null || isCountEstimate(row) ? null : row.massGrams / 1000),
      price: row.priceMinor === null ? "" : (row.priceMinor / 100).toFixed(2),
      currency: row.currency ?? "",
      loanDays: text(row.loanDays),
      swapFor: row.swapFor,
      lightGift: row.lightGift ? "yes" : "",
      serialNumber: "",
      placeLabel: row.placeLabel,
      exactAddress: row.exactAddress ?? "",
      latitude: text(row.latitude),
      longitude: text(row.longitude),
      expiresOn: row.expiresAt ? dayOf(row.expiresAt, seen.value.timeZone) : "",
      attributes: Object.fromEntries(attributesOf(row).map((one) => [one.code, attributeText(one, details.attributes[one.code])])),
      gradeAnswers: Object.fromEntries((details.grading?.answers ?? []).map(({ question, answer }) => [question, answer])),
      remanufactured: row.remanufactured ? "yes" : "",
      remanufacturer: row.remanufacturer ?? "",
      warrantyMonths: text(row.warrantyMonths),
      count: row.countHundredths === null ? "" : countText(row.countHundredths),
      so: Object.fromEntries(row.materialConditions.map((code) => [code, "yes"])),
    },
  });
}

/** A row of the acting party's own list. */
export type MyListing = Omit<MyListingRow, "expiresAt"> & { expiresAt: string | null };

/** The acting party's listings in every state, the last made first. */
export async function listMine(db: Db, actor: Actor, input: { after: string | null }, limit = 24): Promise<{ rows: MyListing[]; nextCursor: string | null }> {
  const rows = await listOfParty(db, { partyId: actor.party.id, afterId: input.after, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  return {
    rows: shown.map((row) => ({ ...row, expiresAt: row.expiresAt?.toISOString() ?? null })),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
