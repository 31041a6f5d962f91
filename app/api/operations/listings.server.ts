import { z } from "zod";
import { viewListing } from "#app/domains/listings/listing-page.service.server.ts";
import { listingInput, withdrawReasons } from "#app/domains/listings/listings.schema.ts";
import { searchListings } from "#app/domains/listings/search.service.server.ts";
import { publicSeller } from "#app/domains/trust/sellers.service.server.ts";
import { patchListing, type PatchIssue } from "#app/flows/patch-listing.server.ts";
import { publishNewListing } from "#app/flows/publish-listing.server.ts";
import { withdrawListing } from "#app/flows/withdraw-listing.server.ts";
import { conditionCodes } from "#app/shared/material-units.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { issuesOf } from "../issues.server.ts";
import { operation } from "../operation.ts";
import { idParams, nextCursor, version } from "../schemas.ts";
import { card, changedListing, letter, listing, newListing, outcome, photoUrl, search, searchOf } from "./listings.shapes.server.ts";

/** A refusal that names where, as the door's own do. */
function invalid(issues: readonly PatchIssue[], locale: Locale): Result<never> {
  return err("HTTP.INPUT_INVALID", { errors: issuesOf(issues, { where: "#", locale }) });
}

export const listingOperations = [
  operation({
    method: "get",
    path: "/listings",
    operationId: "listListings",
    tag: "listings",
    scope: "listings:read",
    summary: "Find listings",
    description: "Published listings by words, kind, price and place. Places are coarse.",
    auth: "public",
    query: search,
    response: z
      .object({
        items: z.array(card),
        isNearly: z.boolean().meta({ description: "Nothing had these words; these are spelt nearly so." }),
        nextCursor,
      })
      .meta({ id: "ListingPage", description: "A page of listings." }),
    async run({ db, query }) {
      const page = await searchListings(db, searchOf(query), query.limit);
      return ok({
        items: page.cards.map((found) => ({
          id: found.id,
          kind: found.kind,
          offer: found.offer,
          category: found.category,
          material: found.material,
          title: found.title,
          condition: found.condition,
          massGrams: found.massGrams,
          unitsAvailable: found.unitsAvailable,
          priceMinor: found.priceMinor,
          currency: found.currency,
          placeLabel: found.placeLabel,
          grade: letter(found.grade),
          remanufactured: found.remanufactured,
          distanceMetres: found.distanceMetres,
        })),
        isNearly: page.isNearly,
        nextCursor: page.nextCursor,
      });
    },
  }),
  operation({
    method: "get",
    path: "/listings/{id}",
    operationId: "getListing",
    tag: "listings",
    scope: "listings:read",
    summary: "One listing",
    description: "A hidden one (draft, under review, withdrawn) is there for its owner's people only.",
    auth: "public",
    params: idParams,
    response: listing,
    errors: ["LISTINGS.NOT_FOUND"],
    async run({ db, actor, params }) {
      const found = await viewListing(db, actor, { listingId: params.id });
      if (!found.ok) return found;
      const view = found.value;
      return ok({
        id: view.id,
        kind: view.kind,
        offer: view.offer,
        category: view.category,
        material: view.material,
        title: view.title,
        description: view.description,
        loanDays: view.loanDays,
        swapFor: view.swapFor,
        lightGift: view.lightGift,
        condition: view.condition,
        unitsInitial: view.unitsInitial,
        unitsAvailable: view.unitsAvailable,
        massGrams: view.massGrams,
        priceMinor: view.priceMinor,
        currency: view.currency,
        placeLabel: view.placeLabel,
        grade: letter(view.grading?.grade ?? null),
        attributes: view.attributes,
        grading: view.grading && { rule: view.grading.rule, answers: view.grading.answers },
        claims: view.claims,
        remanufactured: view.mark !== null,
        remanufacturer: view.mark?.remanufacturer ?? null,
        warrantyMonths: view.mark?.warrantyMonths ?? null,
        countUnit: view.countUnit,
        countHundredths: view.countHundredths,
        materialConditions: conditionCodes.filter((code) => view.materialConditions.includes(code)),
        coarsePlace: view.coarse,
        timeZone: view.timeZone,
        state: view.state,
        version: view.version,
        publishedAt: view.publishedAt,
        expiresAt: view.expiresAt,
        photos: view.photos.map(({ key, alt, width, height }) => ({ url: photoUrl(key), alt, width, height })),
        owner: { name: view.giver.name, kind: view.giver.kind, completedDeals: view.giver.completedCount, verifiedSeller: await publicSeller(db, view.giver.partyId) },
        isMine: view.isMine,
      });
    },
  }),
  operation({
    method: "post",
    path: "/listings",
    operationId: "publishListing",
    tag: "listings",
    scope: "listings:write",
    summary: "Publish a listing",
    description: "For the party the token acts for. Hazardous or licence-bound materials, and what a rule asks to look at (/rules), wait for review (`pending_review`). What may not be listed is refused at `title`.",
    auth: "token",
    body: newListing,
    response: outcome,
    successStatus: 201,
    errors: ["LISTINGS.NOT_ALLOWED", "LISTINGS.PRIVATE_COMMUNITY_NOT_ALLOWED", "LISTINGS.PROHIBITED", "TRUST.RESTRICTED_NOT_ALLOWED", "TRUST.NEW_ACCOUNT_RATE_LIMITED"],
    async run({ db, actor, body }) {
      const parsed = listingInput.safeParse(body);
      return parsed.success ? publishNewListing(db, actor, { listing: parsed.data, publish: true }) : err("HTTP.INPUT_INVALID");
    },
  }),
  operation({
    method: "patch",
    path: "/listings/{id}",
    operationId: "changeListing",
    tag: "listings",
    scope: "listings:write",
    summary: "Change a listing",
    description: "Judged as a new one is. Who has asked for it is told, and what was accepted waits for their yes. While units are held, how it is offered stands; once anybody asked, so does a remanufactured mark. What now needs review goes there.",
    auth: "token",
    params: idParams,
    body: changedListing,
    response: outcome,
    errors: ["LISTINGS.NOT_FOUND", "LISTINGS.NOT_ALLOWED", "LISTINGS.OTHER_PARTY_NOT_ALLOWED", "LISTINGS.WRONG_STATE", "LISTINGS.STALE", "LISTINGS.PROHIBITED", "LISTINGS.UNITS_HELD", "LISTINGS.UNITS_TAKEN", "LISTINGS.MARK_STANDS"],
    async run({ db, actor, params, body, locale }) {
      const { version: seen, ...changes } = body;
      const done = await patchListing(db, actor, { listingId: params.id, version: seen, changes });
      return !done.ok && done.error === "HTTP.INPUT_INVALID" ? invalid((done.details?.issues ?? []) as PatchIssue[], locale) : done;
    },
  }),
  operation({
    method: "post",
    path: "/listings/{id}/withdraw",
    operationId: "withdrawListing",
    tag: "listings",
    scope: "listings:write",
    summary: "Take a listing back",
    description: "Requests that wait are closed; accepted deals run on.",
    auth: "token",
    params: idParams,
    body: z.strictObject({ reason: z.enum(withdrawReasons, "errors:choose"), version }).meta({ id: "WithdrawListing", description: "Why it is taken back." }),
    response: outcome,
    errors: ["LISTINGS.NOT_FOUND", "LISTINGS.NOT_ALLOWED", "LISTINGS.OTHER_PARTY_NOT_ALLOWED", "LISTINGS.WRONG_STATE", "LISTINGS.STALE"],
    async run({ db, actor, params, body }) {
      return withdrawListing(db, actor, { listingId: params.id, reason: body.reason, ...(body.version === undefined ? {} : { version: body.version }) });
    },
  }),
];
