import { z } from "zod";
import { contradicts, readAttributes, storedAttributes, type AttributeValues } from "#app/shared/attributes/attribute-values.ts";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { checklistByRule, conditionsFor, gradeOf, proposedCondition, readAnswers, type GradeAnswers, type Grading } from "./grading.rules.ts";
import { countedFields, countedFormFields, countProblem, tidyCounted, type Counted } from "./counted.rules.ts";
import type { ListingCondition, ListingKind, ListingOffer } from "./listing-kinds.ts";

/** What a listing says beyond its title and price: its category's fields, its checklist, and its remanufactured mark. */
export type ListingDetails = {
  attributes: AttributeValues;
  /** Complete answers to the category's checklist, or none (not graded). */
  gradeAnswers: GradeAnswers;
  remanufactured: boolean;
  remanufacturer: string | null;
  /** Months of warranty of the remanufacturer; 0 is none. */
  warrantyMonths: number | null;
} & Counted;

const warrantyMax = 120;
const answer = z.string("errors:choose").max(60, "errors:choose");
const value = z.union([z.string().max(400), z.number(), z.boolean()], "errors:invalid");

/** The fields of details as programs send them. What they have to be is judged with the category, in `checkDetails`. */
export const detailFields = {
  attributes: z.record(z.string().max(60), value, "errors:invalid").default({}),
  gradeAnswers: z.record(z.string().max(60), answer, "errors:invalid").default({}),
  remanufactured: z.boolean("errors:invalid").default(false),
  remanufacturer: z.string().trim().max(80, fieldMessage("errors:tooLong", { max: 80 })).nullable().default(null),
  warrantyMonths: z.number({ error: "errors:wholeNumber" }).int("errors:wholeNumber").min(0, fieldMessage("errors:tooSmall", { min: 0 })).max(warrantyMax, fieldMessage("errors:tooLarge", { max: warrantyMax })).nullable().default(null),
  ...countedFields,
};

const emptyAsNull = (text: unknown) => (text === undefined || text === "" ? null : text);

/** The same as a form sends them: a tick, texts. An unticked box sends nothing. */
export const detailFormFields = {
  attributes: detailFields.attributes,
  gradeAnswers: detailFields.gradeAnswers,
  remanufactured: z.preprocess((tick) => tick === "yes" || tick === "on", z.boolean()),
  remanufacturer: z.preprocess(emptyAsNull, detailFields.remanufacturer),
  warrantyMonths: z.preprocess((text) => (text === undefined || text === "" ? null : typeof text === "string" && /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN), detailFields.warrantyMonths),
  ...countedFormFields,
};

/** What details are judged with. */
export type DetailsOwner = { kind: ListingKind; offer: ListingOffer; category: string | null; material: string | null; condition: ListingCondition | null };

/** Only goods that exist are graded or marked: not materials, not what somebody looks for. */
const isThing = ({ kind, offer }: Pick<DetailsOwner, "kind" | "offer">) => kind === "goods" && offer !== "wanted";

const ownCodes = ({ kind, category, material }: DetailsOwner) => (kind === "goods" ? { category, material: null } : { category: null, material });

type Raw = Counted & { attributes: Readonly<Record<string, unknown>>; gradeAnswers: Readonly<Record<string, unknown>>; remanufactured: boolean; remanufacturer: string | null; warrantyMonths: number | null };

/** The condition that complete answers propose; null where there are none. */
export function conditionByGrade(owner: Partial<DetailsOwner>, gradeAnswers: Readonly<Record<string, unknown>> | undefined): ListingCondition | null {
  const { grading } = readAnswers(owner.kind === "goods" ? (owner.category ?? null) : null, gradeAnswers ?? {});
  return grading && proposedCondition(grading.grade);
}

/** Judges details at a door; each problem with the path of its field. */
export function checkDetails(owner: DetailsOwner, raw: Raw, issue: (path: string[], message: string) => void, names = { count: "countHundredths" }): void {
  for (const { code, message } of readAttributes(ownCodes(owner), raw.attributes).problems) issue(["attributes", code], message);
  const wrongCount = countProblem({ ...raw, material: ownCodes(owner).material });
  if (wrongCount) issue([names.count], wrongCount);
  if (!isThing(owner)) return;
  const { grading, problems } = readAnswers(owner.category, raw.gradeAnswers);
  for (const code of problems) issue(["gradeAnswers", code], "grading:errors.answerAll");
  if (grading && owner.condition !== null && !conditionsFor(grading.grade).includes(owner.condition)) {
    issue(["condition"], grading.grade === null ? "grading:errors.partsOnly" : fieldMessage("grading:errors.contradicts", { grade: grading.grade }));
  }
  if (!raw.remanufactured) return;
  if (raw.remanufacturer === null || raw.remanufacturer.length < 2) issue(["remanufacturer"], "errors:required");
  if (raw.warrantyMonths === null) issue(["warrantyMonths"], "errors:required");
}

/** Details ready to store: what the category, the kind or the offer has no use for is dropped. */
export function tidyDetails(owner: DetailsOwner, raw: Raw): ListingDetails {
  const thing = isThing(owner);
  const marked = thing && raw.remanufactured;
  return {
    attributes: readAttributes(ownCodes(owner), raw.attributes).values,
    gradeAnswers: thing ? readAnswers(owner.category, raw.gradeAnswers).answers : {},
    remanufactured: marked,
    remanufacturer: marked ? raw.remanufacturer : null,
    warrantyMonths: marked ? raw.warrantyMonths : null,
    ...tidyCounted({ ...raw, material: ownCodes(owner).material, offer: owner.offer }),
  };
}

/** Details as they are stored, with the grade that the newest edition of the rule gives. Details that were not given are none. */
export function storedDetails(category: string | null, input: Partial<ListingDetails>): StoredDetails {
  const { grading, answers } = readAnswers(category, input.gradeAnswers ?? {});
  return {
    attributes: input.attributes ?? {},
    grade: grading?.grade ?? null,
    gradeAnswers: grading ? answers : null,
    gradeRule: grading?.rule ?? null,
    remanufactured: input.remanufactured ?? false,
    remanufacturer: input.remanufacturer ?? null,
    warrantyMonths: input.warrantyMonths ?? null,
    countUnit: input.countUnit ?? null,
    countHundredths: input.countHundredths ?? null,
    materialConditions: input.materialConditions ?? [],
  };
}

export type StoredDetails = {
  attributes: AttributeValues;
  grade: string | null;
  gradeAnswers: GradeAnswers | null;
  gradeRule: Grading["rule"] | null;
  remanufactured: boolean;
  remanufacturer: string | null;
  warrantyMonths: number | null;
} & Counted;

/** Details as a row has them, its JSON not yet read. */
export type RawDetails = Omit<StoredDetails, "attributes" | "gradeAnswers"> & { attributes: unknown; gradeAnswers: unknown };

/** Whether those who asked before were told something that is no longer so: grade, mark, count, a condition, or a field that was stated. */
export function changesDetails(before: RawDetails, after: StoredDetails): boolean {
  const names = ["grade", "remanufactured", "remanufacturer", "warrantyMonths", "countUnit", "countHundredths"] as const;
  if (before.materialConditions.some((code) => !after.materialConditions.includes(code))) return true;
  return names.some((name) => before[name] !== after[name]) || contradicts(storedAttributes(before.attributes), after.attributes);
}

/** Whether an edit takes the mark away, names another maker or shortens the warranty. The database refuses it too, once somebody asked. */
export function weakensMark(before: Pick<StoredDetails, "remanufactured" | "remanufacturer" | "warrantyMonths">, after: Pick<StoredDetails, "remanufactured" | "remanufacturer" | "warrantyMonths">): boolean {
  if (!before.remanufactured) return false;
  return !after.remanufactured || after.remanufacturer !== before.remanufacturer || (after.warrantyMonths ?? 0) < (before.warrantyMonths ?? 0);
}

/** Details as pages and programs see them. */
export type DetailsView = {
  attributes: AttributeValues;
  /** Null is "not graded". */
  grading: GradingView | null;
  mark: MarkView | null;
} & Counted;

/** `grade` is null where the answers allow listing for parts only. `checklist` is null for an edition that is not known any more. */
export type GradingView = { grade: string | null; rule: string; checklist: string | null; answers: { question: string; answer: string; limits: boolean }[] };

/** Who made it again, and for how many months they answer for it. */
export type MarkView = { remanufacturer: string; warrantyMonths: number };

/** The mark as it is shown; null without one. */
export function markView(row: Pick<StoredDetails, "remanufactured" | "remanufacturer" | "warrantyMonths">): MarkView | null {
  return row.remanufactured ? { remanufacturer: row.remanufacturer ?? "", warrantyMonths: row.warrantyMonths ?? 0 } : null;
}

/** Details of a row, with what limited the grade worked out by the edition that was answered. */
export function viewDetails(row: RawDetails): DetailsView {
  return { attributes: storedAttributes(row.attributes), grading: viewGrading(row), mark: markView(row), countUnit: row.countUnit, countHundredths: row.countHundredths, materialConditions: row.materialConditions };
}

function viewGrading(row: RawDetails): GradingView | null {
  if (row.gradeRule === null) return null;
  const checklist = checklistByRule(row.gradeRule);
  const answers = Object.entries(storedAttributes(row.gradeAnswers)).flatMap(([question, given]) => (typeof given === "string" ? [[question, given] as const] : []));
  const grading = checklist && gradeOf(checklist, Object.fromEntries(answers));
  const limits = (question: string) => grading?.limitedBy.some((one) => one.question === question) ?? false;
  const order = (question: string) => checklist?.questions.findIndex(({ code }) => code === question) ?? 0;
  return {
    grade: row.grade,
    rule: row.gradeRule,
    checklist: checklist?.code ?? null,
    answers: answers.map(([question, given]) => ({ question, answer: given, limits: limits(question) })).sort((a, b) => order(a.question) - order(b.question)),
  };
}
