import { describe, expect, it } from "vitest";

import en from "#app/locales/en/impact.json" with { type: "json" };
import zh from "#app/locales/zh-CN/impact.json" with { type: "json" };

import { INPUT_NAMES, INPUT_SOURCES } from "./entries.view.ts";
import { FACTORS } from "./impact.catalogue.ts";
import { IMPACT_ERRORS, LEDGER_ERRORS } from "./impact.errors.ts";
import { WARNINGS } from "./impact.formula.ts";
import { TERM_NAMES } from "./impact.model.ts";
import { ROUND_VEHICLES, ROUTES, TRANSPORT_MODES } from "./impact.schema.ts";
import { GRADES } from "#app/shared/grades.ts";
import { WEIGHT_BASES } from "./impact.uncertainty.ts";
import { ENTRY_KINDS } from "./ledger.rows.ts";
import { CORRECTION_REASONS } from "./ledger.rules.ts";
import { CHECKS } from "./proof.schema.ts";

const CLOSED_LISTS: readonly [name: string, codes: readonly string[], words: (language: typeof en) => object][] = [
  ["routes", ROUTES, (language) => language.routes],
  ["route explanations", ROUTES, (language) => language.routeExplained],
  ["formulas", ROUTES, (language) => language.formula],
  ["terms", TERM_NAMES, (language) => language.terms],
  ["modes", [...new Set([...TRANSPORT_MODES, ...ROUND_VEHICLES])], (language) => language.modes],
  ["grades", GRADES, (language) => language.grades],
  ["grade explanations", GRADES, (language) => language.gradeExplained],
  ["warnings", WARNINGS, (language) => language.warnings],
  ["weight bases", [...WEIGHT_BASES, "unknown"], (language) => language.weightBasis],
  ["warming potentials", [...new Set(FACTORS.map((factor) => factor.gwpSet))], (language) => language.gwpSet],
  ["kinds of rows", ENTRY_KINDS, (language) => language.kinds],
  ["reasons of corrections", CORRECTION_REASONS, (language) => language.corrections],
  ["names of inputs", INPUT_NAMES, (language) => language.inputs.names],
  ["values of inputs", INPUT_NAMES, (language) => language.inputs.values],
  ["sources of inputs", INPUT_SOURCES, (language) => language.inputs.sources],
  ["steps of a check", CHECKS, (language) => language.proof.steps],
  ["findings of a check", CHECKS, (language) => language.proof.found],
  ["errors", [...IMPACT_ERRORS, ...LEDGER_ERRORS].map((code) => code.replace("IMPACT.", "")), (language) => language.errors],
];

describe("words for closed lists", () => {
  it.each(CLOSED_LISTS)("%s are complete in both languages", (_name, codes, words) => {
    for (const language of [en, zh]) expect(Object.keys(words(language)).sort()).toEqual([...codes].sort());
  });
});
