import { moveLicence, submitLicence } from "#app/domains/licences/licences.service.server.ts";
import type { SubmitLicence } from "#app/domains/licences/licences.schema.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { countryOfZone } from "#app/shared/country-of-zone.ts";
import { newId } from "#app/shared/ids.ts";
import { LICENCE_BOUND } from "#app/shared/licences.ts";
import { createPerson } from "./people.ts";

type Db = Database["db"];

/** A licence as it is handed in: everything that needs one, in the recycler's country, for a long time. */
export function licenceOf(recycler: Actor, more: Partial<SubmitLicence> = {}): SubmitLicence {
  const licenceId = newId();
  return {
    licenceId,
    number: `L-${licenceId.slice(-8)}`,
    issuer: "Environment Office",
    groups: [],
    materials: LICENCE_BOUND,
    countryCode: countryOfZone(recycler.party.timeZone) ?? "DE",
    subdivision: null,
    around: null,
    validFrom: "2020-01-01",
    validUntil: "2099-12-31",
    document: { key: `licences/${licenceId}/document.pdf`, type: "application/pdf", bytes: 1_000 },
    ...more,
  };
}

/** Gives a recycler a licence that was looked at and accepted; its id, its version and who accepted it. */
export async function grantLicence(db: Db, recycler: Actor, more: Partial<SubmitLicence> = {}, clock?: { now(): Date }): Promise<{ licenceId: string; version: number; judge: Actor }> {
  const judge = await createPerson(db, { isOperator: true });
  const asked = await submitLicence(db, recycler, licenceOf(recycler, more), clock);
  if (!asked.ok) throw new Error(asked.error);
  const accepted = await moveLicence(db, judge, "accept", { licenceId: asked.value.id, version: asked.value.version, reason: "" }, clock);
  if (!accepted.ok) throw new Error(accepted.error);
  return { licenceId: accepted.value.id, version: accepted.value.version, judge };
}
