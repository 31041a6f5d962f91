import { DateTime } from "luxon";
import { z } from "zod";
import { inNumbers } from "#app/shared/calendar/china-provinces.ts";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { LICENCE_BOUND } from "#app/shared/licences.ts";
import { MATERIAL_GROUPS, materialsOfGroup, type MaterialCode, type MaterialGroup } from "#app/shared/materials.ts";
import { reasonCodes, type LicenceStanding, type LicenceState, type ReasonCode } from "./licences.rules.ts";

export const maxDocumentMegabytes = 10;
const reasonMax = 500;

/** Groups in which something needs a licence. */
export const licenceGroups: readonly MaterialGroup[] = MATERIAL_GROUPS.filter((group) => materialsOfGroup(group).some((material) => material.licenceBound));

/** The materials of a group that need a licence. */
export function boundOfGroup(group: MaterialGroup): MaterialCode[] {
  return materialsOfGroup(group).flatMap((material) => (material.licenceBound ? [material.code] : []));
}

/** Every material that some ticked groups and single materials cover, in catalogue order. */
export function resolveScope(scope: { groups: readonly string[]; materials: readonly string[] }): MaterialCode[] {
  const wanted = new Set<string>([...scope.materials, ...licenceGroups.filter((group) => scope.groups.includes(group)).flatMap(boundOfGroup)]);
  return LICENCE_BOUND.filter((code) => wanted.has(code));
}

const text = (min: number, max: number) =>
  z.string({ error: "errors:required" }).trim().min(min, { error: "errors:required" }).max(max, { error: fieldMessage("errors:tooLong", { max }) });
const localDate = z
  .string({ error: "errors:required" })
  .min(1, { error: "errors:required" })
  .refine((value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && DateTime.fromISO(value).isValid, { error: "errors:date" });

/** A country as ISO 3166-1 says it. */
export function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code)) return false;
  return new Intl.DisplayNames(["en"], { type: "region", fallback: "none" }).of(code) !== undefined;
}

/** A part of a country as ISO 3166-2 says it, such as CN-53 (or CN-YN, which is the same); what follows the country alone (53) is read too. Null for another country's, or for no code. */
export function subdivisionOf(countryCode: string, typed: string): string | null {
  const code = typed.trim().toUpperCase();
  const whole = code.includes("-") ? code : `${countryCode}-${code}`;
  return /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(whole) && whole.startsWith(`${countryCode}-`) ? inNumbers(whole) : null;
}

/** The form that hands a licence in, as it is typed. Dates are local dates of the recycler's zone; the document comes beside it. */
export const licenceForm = z
  .object({
    licenceId: z.uuid(),
    number: text(1, 80),
    issuer: text(2, 160),
    groups: z.array(z.string()).default([]),
    materials: z.array(z.string()).default([]),
    countryCode: z
      .string({ error: "errors:required" })
      .trim()
      .toUpperCase()
      .refine(isCountry, { error: "licences:form.countryUnknown" }),
    /** A part of the country, where it holds there only; empty is the whole country. */
    subdivision: z.string().trim().max(12, { error: "licences:form.subdivisionUnknown" }).default(""),
    /** Of the party's own points, the one around which it holds; empty is the whole country. */
    aroundPointId: z.string().default(""),
    radiusKm: z.string().trim().default(""),
    validFrom: localDate,
    validUntil: localDate,
  })
  .transform((form, context) => {
    const problem = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    const materials = resolveScope(form);
    if (materials.length === 0) problem("scope", "errors:choose");
    if (form.validUntil < form.validFrom) problem("validUntil", "licences:form.untilBeforeFrom");
    const subdivision = form.subdivision === "" ? null : subdivisionOf(form.countryCode, form.subdivision);
    if (form.subdivision !== "" && subdivision === null) problem("subdivision", "licences:form.subdivisionUnknown");
    const km = Number(form.radiusKm.replace(",", "."));
    if (form.aroundPointId !== "" && !(km > 0 && km <= 1000)) problem("radiusKm", "licences:form.radius");
    const groups = licenceGroups.filter((group) => form.groups.includes(group));
    return { ...form, subdivision, groups, materials, radiusMetres: form.aroundPointId === "" ? null : Math.round(km * 1000) };
  });

/** What is kept of a licence's document. */
export type StoredDocument = { key: string; type: string; bytes: number };

/** A licence as it is handed in. The id comes from the form, so that a repeat finds it. */
export type SubmitLicence = {
  licenceId: string;
  number: string;
  issuer: string;
  groups: readonly string[];
  materials: readonly string[];
  countryCode: string;
  subdivision: string | null;
  around: { label: string; latitude: number; longitude: number; radiusMetres: number } | null;
  validFrom: string;
  validUntil: string;
  document: StoredDocument;
};

/** A move of a licence; which verbs need a reason, one of the usual ones or words, is said by the rules. */
export const moveForm = z.object({
  licenceId: z.string().min(1),
  version: z.coerce.number().int().positive(),
  reasonCode: z.preprocess((value) => (value === "" ? null : value), z.enum(reasonCodes, { error: "errors:choose" }).nullable().default(null)),
  reason: z
    .string()
    .trim()
    .max(reasonMax, { error: fieldMessage("errors:tooLong", { max: reasonMax }) })
    .default(""),
});
export type MoveLicence = Omit<z.output<typeof moveForm>, "reasonCode"> & { reasonCode?: ReasonCode | null };

/** What everybody may read of a licence. Dates are local dates, both included. */
export type PublicLicence = {
  id: string;
  number: string;
  issuer: string;
  groups: MaterialGroup[];
  materials: MaterialCode[];
  countryCode: string;
  subdivision: string | null;
  placeLabel: string;
  radiusMetres: number | null;
  validFrom: string;
  validUntil: string;
};

/** A licence for its holder and for those who judge it. */
export type LicenceView = PublicLicence & {
  partyId: string;
  partyName: string;
  state: LicenceState;
  standing: LicenceStanding;
  /** Days until the last day, which is day 0; negative once it is over. */
  daysLeft: number;
  reasonCode: ReasonCode | null;
  reason: string | null;
  hasDocument: boolean;
  version: number;
  submittedAt: string;
};
