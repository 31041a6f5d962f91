import type { FactorSetSource } from "./factor.types.ts";

/** The one equivalence that is shown to people: car distance. For display only; nothing is counted with it. */
export const usEpaEquivalencies2024: FactorSetSource = {
  set: "us_epa_equivalencies",
  version: "2024",
  title: "Greenhouse Gas Equivalencies Calculator, car distance",
  publisher: "US Environmental Protection Agency",
  region: "US",
  year: 2024,
  gwpSet: "not_stated",
  source: "US EPA Greenhouse Gas Equivalencies Calculator, as transcribed in public repositories (edition about 2024, exact edition not verified)",
  licence: "US government work, public domain in the United States (17 USC 105)",
  licenceUrl: "https://www.law.cornell.edu/uscode/text/17/105",
  attribution: "US Environmental Protection Agency, Greenhouse Gas Equivalencies Calculator",
  caution: "The exact edition is not verified; editions of the calculator differ by a few percent. For display only.",
  practices: {
    equivalency: {
      label: "equivalency",
      unit: "mile/tCO2e",
      boundary: "Distance of an average petrol passenger car that emits one metric ton of CO2e.",
      pedigree: [2, 2, 2, 3, 2],
    },
  },
  rows: [
    { slug: "passenger-vehicle-gasoline-distance", name: "passenger vehicle gasoline, distance", spread: "equivalence", figures: { equivalency: 2546.56 } },
  ],
};
