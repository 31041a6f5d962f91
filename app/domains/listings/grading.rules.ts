import type { GoodsCode } from "#app/shared/goods.ts";
import type { ListingCondition } from "./listing-kinds.ts";

/**
 * The published rule of grades. Each answer of a checklist says the best grade it allows ("keeps" A, B, C or D), or that the
 * thing cannot be graded at all and may be listed for parts only. The grade is the lowest one that any answer allows.
 * A checklist whose answers or allowances change gets a new edition; editions that were answered stay here, so that an old
 * grade can still be explained. Words are in the `grading` catalogue; /grading is generated from this list.
 */
export const grades = ["A", "B", "C", "D"] as const;
export type Grade = (typeof grades)[number];

/** What an answer allows: a grade at best, or none because the thing does not work, is unsafe or locked. */
export type Allows = Grade | "parts";

export type Question = { code: string; answers: Readonly<Record<string, Allows>> };

export type Checklist = { code: ChecklistCode; edition: number; questions: readonly Question[] };

const works = (code: string, weak: Readonly<Record<string, Allows>>): Question => ({ code, answers: { yes: "A", ...weak, no: "parts" } });

const powersOn = works("powers_on", {});
const accountLock: Question = { code: "account_lock", answers: { off: "A", on: "parts" } };
const screen: Question = { code: "screen", answers: { flawless: "A", light_scratches: "B", deep_scratches: "C", cracked: "D" } };
const housing: Question = { code: "housing", answers: { flawless: "A", light_traces: "B", dents: "C", broken: "D" } };
const batteryHealth: Question = { code: "battery_health", answers: { p85: "A", p80: "B", p70: "C", below: "D", unknown: "C" } };
const ports: Question = { code: "ports", answers: { all: "A", one_fails: "C", several_fail: "D" } };
const accessories: Question = { code: "accessories", answers: { complete: "A", replaceable_missing: "B", needed_missing: "D" } };
const cable: Question = { code: "cable_safety", answers: { sound: "A", damaged: "parts" } };
const functions: Question = { code: "functions", answers: { all: "A", some_fail: "C", main_weak: "D" } };
const cleanliness: Question = { code: "cleanliness", answers: { clean: "A", light_deposits: "B", needs_cleaning: "C" } };
const age: Question = { code: "age", answers: { under_5: "A", from_5_to_10: "B", over_10: "C", unknown: "C" } };
const surface: Question = { code: "surface", answers: { flawless: "A", light_traces: "B", clear_traces: "C", damaged: "D" } };
const pests: Question = { code: "pests", answers: { none: "A", found: "parts" } };

const phone = [powersOn, accountLock, screen, batteryHealth, housing, { code: "camera_sound", answers: { all: "A", one_weak: "C", some_fail: "D" } }, accessories] as const;

const bicycle: readonly Question[] = [
  { code: "frame", answers: { sound: "A", scratches: "B", dents_rust: "C", cracked: "parts" } },
  { code: "brakes", answers: { firm: "A", worn: "C", fail: "D" } },
  { code: "drive_train", answers: { smooth: "A", worn: "C", slips: "D" } },
  { code: "wheels", answers: { straight: "A", slight_wobble: "B", bent: "D" } },
  { code: "tyres", answers: { good: "A", worn: "C", flat: "D" } },
  { code: "lights", answers: { work: "A", missing: "B" } },
];

/** Every edition of every checklist, the newest of each last. */
export const checklists = [
  { code: "phone", edition: 1, questions: phone },
  { code: "laptop", edition: 1, questions: [powersOn, accountLock, screen, batteryHealth, ports, housing, accessories] },
  { code: "computer", edition: 1, questions: [powersOn, accountLock, ports, functions, housing, accessories] },
  { code: "display", edition: 1, questions: [powersOn, screen, { code: "picture", answers: { even: "A", uneven: "B", pixel_faults: "C", stripes: "D" } }, ports, housing, accessories] },
  { code: "device", edition: 1, questions: [powersOn, functions, ports, housing, accessories] },
  { code: "small_appliance", edition: 1, questions: [powersOn, cable, functions, cleanliness, housing, accessories] },
  {
    code: "large_appliance",
    edition: 1,
    questions: [powersOn, cable, functions, { code: "leaks", answers: { tight: "A", leaks: "D" } }, { code: "noise", answers: { quiet: "A", loud: "C" } }, { code: "seals", answers: { sound: "A", worn: "C", torn: "D" } }, age, housing],
  },
  { code: "bicycle", edition: 1, questions: bicycle },
  { code: "e_bike", edition: 1, questions: [...bicycle, works("motor", { weak: "C" }), { code: "battery_health", answers: batteryHealth.answers }, { code: "battery_case", answers: { sound: "A", swollen: "parts" } }] },
  {
    code: "vehicle_part",
    edition: 1,
    questions: [
      { code: "part_test", answers: { tested: "A", working_when_removed: "B", untested: "D", fails: "parts" } },
      { code: "wear", answers: { like_new: "A", light: "B", clear: "C", near_limit: "D" } },
      { code: "mounts", answers: { intact: "A", repaired: "C", broken: "parts" } },
      { code: "origin", answers: { documented: "A", known: "B", unknown: "C" } },
      { code: "safety_part", answers: { no: "A", with_record: "B", without_record: "parts" } },
    ],
  },
  { code: "furniture", edition: 1, questions: [{ code: "stability", answers: { firm: "A", slight_wobble: "B", unstable: "D" } }, surface, { code: "parts", answers: { complete: "A", small_missing: "B", needed_missing: "D" } }, { code: "smell", answers: { none: "A", slight: "B", clear: "C" } }, pests] },
  {
    code: "upholstery",
    edition: 1,
    questions: [{ code: "stability", answers: { firm: "A", slight_wobble: "B", unstable: "D" } }, { code: "cover", answers: { clean: "A", light_stains: "B", clear_stains: "C", torn: "D" } }, { code: "cushions", answers: { firm: "A", soft: "B", sagging: "C" } }, { code: "smell", answers: { none: "A", slight: "B", clear: "C" } }, pests],
  },
  {
    code: "clothes",
    edition: 1,
    questions: [
      { code: "wear", answers: { like_new: "A", light: "B", clear: "C", near_limit: "D" } },
      { code: "damage", answers: { none: "A", mended: "B", small: "C", large: "D" } },
      { code: "stains", answers: { none: "A", faint: "C", clear: "D" } },
      { code: "closures", answers: { work: "A", replaceable: "C", broken: "D" } },
      { code: "washed", answers: { yes: "A", no: "C" } },
    ],
  },
  {
    code: "shoes",
    edition: 1,
    questions: [{ code: "soles", answers: { like_new: "A", light: "B", worn: "C", through: "D" } }, { code: "uppers", answers: { flawless: "A", light_traces: "B", clear_traces: "C", damaged: "D" } }, { code: "closures", answers: { work: "A", replaceable: "C", broken: "D" } }, { code: "smell", answers: { none: "A", slight: "B", clear: "C" } }],
  },
] as const satisfies readonly { code: string; edition: number; questions: readonly Question[] }[];

export type ChecklistCode = (typeof checklists)[number]["code"];

const OF_GOODS: Partial<Record<GoodsCode, ChecklistCode>> = {
  smartphone: "phone",
  basic_phone: "phone",
  laptop: "laptop",
  tablet: "laptop",
  desktop_computer: "computer",
  games_console: "computer",
  monitor: "display",
  television: "display",
  projector: "device",
  printer: "device",
  speaker: "device",
  router: "device",
  vr_headset: "device",
  camera: "device",
  kettle: "small_appliance",
  coffee_maker: "small_appliance",
  microwave: "small_appliance",
  small_kitchen: "small_appliance",
  vacuum_cleaner: "small_appliance",
  lamp: "small_appliance",
  power_tool: "small_appliance",
  air_conditioner: "large_appliance",
  fridge: "large_appliance",
  washing_machine: "large_appliance",
  dishwasher: "large_appliance",
  oven: "large_appliance",
  bicycle: "bicycle",
  e_bike: "e_bike",
  vehicle_parts: "vehicle_part",
  wooden_chair: "furniture",
  wooden_table: "furniture",
  bed: "furniture",
  wardrobe: "furniture",
  shelf: "furniture",
  other_furniture: "furniture",
  sofa: "upholstery",
  sofa_bed: "upholstery",
  jeans: "clothes",
  t_shirt: "clothes",
  shirt: "clothes",
  jumper: "clothes",
  sweatshirt: "clothes",
  dress: "clothes",
  coat: "clothes",
  jacket: "clothes",
  other_clothing: "clothes",
  shoes: "shoes",
};

/** How a checklist's edition is stored with its answers: `phone-1`. */
export function ruleId(checklist: Pick<Checklist, "code" | "edition">): string {
  return `${checklist.code}-${checklist.edition}`;
}

/** The checklist a category is graded by today, in its newest edition; null where the category has none. */
export function checklistOf(category: string | null): Checklist | null {
  const code = category !== null && Object.hasOwn(OF_GOODS, category) ? OF_GOODS[category as GoodsCode] : undefined;
  return (checklists as readonly Checklist[]).findLast((one) => one.code === code) ?? null;
}

/** An edition by its stored name; null when there never was one. */
export function checklistByRule(rule: string | null): Checklist | null {
  return (checklists as readonly Checklist[]).find((one) => ruleId(one) === rule) ?? null;
}

/** The categories that a checklist grades. */
export function categoriesGradedBy(code: ChecklistCode): GoodsCode[] {
  return (Object.entries(OF_GOODS) as [GoodsCode, ChecklistCode][]).filter(([, of]) => of === code).map(([category]) => category);
}

/** Question code -> answer code. */
export type GradeAnswers = Record<string, string>;

export type Grading = {
  rule: string;
  /** Null where an answer allows listing for parts only. */
  grade: Grade | null;
  /** The answers that allow no better grade, as the page names them. Empty for grade A. */
  limitedBy: { question: string; answer: string }[];
};

const rank = (allows: Allows): number => (allows === "parts" ? grades.length : grades.indexOf(allows));

/** The grade that complete answers give. Null when an answer is missing or none of the question's. */
export function gradeOf(checklist: Checklist, answers: GradeAnswers): Grading | null {
  const allowed = checklist.questions.map(({ code, answers: possible }) => {
    const answer = Object.hasOwn(answers, code) ? answers[code] : undefined;
    const allows = answer !== undefined && Object.hasOwn(possible, answer) ? possible[answer] : undefined;
    return answer === undefined || allows === undefined ? null : { question: code, answer, allows };
  });
  const given = allowed.filter((one) => one !== null);
  if (given.length < checklist.questions.length) return null;
  const lowest = Math.max(0, ...given.map(({ allows }) => rank(allows)));
  const limits = given.filter(({ allows }) => lowest > 0 && rank(allows) === lowest);
  return { rule: ruleId(checklist), grade: grades[lowest] ?? null, limitedBy: limits.map(({ question, answer }) => ({ question, answer })) };
}

const fitting: Record<Allows, readonly ListingCondition[]> = {
  A: ["new", "good"],
  B: ["good", "fair"],
  C: ["fair", "worn"],
  D: ["worn", "broken"],
  parts: ["broken"],
};

/** The conditions that go with a grade. What may only be listed for parts is "broken". */
export function conditionsFor(grade: Grade | null): readonly ListingCondition[] {
  return fitting[grade ?? "parts"];
}

const proposal: Record<Allows, ListingCondition> = { A: "good", B: "good", C: "fair", D: "worn", parts: "broken" };

/** The condition a form proposes for a grade. */
export function proposedCondition(grade: Grade | null): ListingCondition {
  return proposal[grade ?? "parts"];
}

/**
 * Reads the answers of a form or a program for a category. No answer at all is "not graded" (null); some but not all are
 * problems at the missing questions; answers to questions the category does not ask are left out.
 */
export function readAnswers(category: string | null, raw: Readonly<Record<string, unknown>>): { grading: Grading | null; answers: GradeAnswers; problems: string[] } {
  const checklist = checklistOf(category);
  const asked = checklist?.questions ?? [];
  const answers: GradeAnswers = {};
  for (const { code, answers: possible } of asked) {
    const answer = Object.hasOwn(raw, code) ? raw[code] : undefined;
    if (typeof answer === "string" && Object.hasOwn(possible, answer)) answers[code] = answer;
  }
  const isSaid = ({ code }: Question) => raw[code] !== undefined && raw[code] !== null && raw[code] !== "";
  if (!checklist || !asked.some(isSaid)) return { grading: null, answers: {}, problems: [] };
  return { grading: gradeOf(checklist, answers), answers, problems: asked.filter(({ code }) => !(code in answers)).map(({ code }) => code) };
}
