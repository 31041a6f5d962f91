import type { FactorSetSource } from "./factor.types.ts";

/**
 * China's grid electricity factors, announced by the Ministry of Ecology and Environment and the National Bureau of Statistics.
 * Two editions stand side by side: entries keep the one they were counted with.
 */
export const cnGrid2022: FactorSetSource = {
  set: "cn_grid",
  version: "2022",
  title: "Electricity CO2 emission factors 2022",
  publisher: "Ministry of Ecology and Environment and National Bureau of Statistics, China",
  region: "CN",
  year: 2022,
  gwpSet: "co2_only",
  source: "MEE and NBS, Announcement on 2023 electricity CO2 emission factors (published January 2026), as quoted by the press",
  licence: "Official announcement of a state body (figures only)",
  licenceUrl: null,
  attribution: "MEE and NBS, China",
  caution: "Taken from press quotations of the announcement.",
  practices: {
    "national-average": {
      label: "national average",
      unit: "kgCO2/kWh",
      boundary: "CO2 of one kilowatt hour delivered by the grid.",
      pedigree: [1, 1, 2, 2, 1],
    },
  },
  rows: [
    { slug: "cn", name: "grid electricity", spread: "grid", region: "CN", figures: { "national-average": 0.5366 } },
  ],
};

export const cnGrid2023: FactorSetSource = {
  set: "cn_grid",
  version: "2023",
  title: "Electricity CO2 emission factors 2023",
  publisher: "Ministry of Ecology and Environment and National Bureau of Statistics, China",
  region: "CN",
  year: 2023,
  gwpSet: "co2_only",
  source: "MEE and NBS, Announcement on 2023 electricity CO2 emission factors (published January 2026), as quoted by the press",
  licence: "Official announcement of a state body (figures only)",
  licenceUrl: null,
  attribution: "MEE and NBS, China",
  caution: "Taken from press quotations of the announcement.",
  practices: {
    "national-average": {
      label: "national average",
      unit: "kgCO2/kWh",
      boundary: "CO2 of one kilowatt hour delivered by the grid.",
      pedigree: [1, 1, 2, 2, 1],
    },
    "national-average-excluding-market-traded-non-fossil": {
      label: "national average excluding market-traded non-fossil",
      unit: "kgCO2/kWh",
      boundary: "As the national average, without non-fossil power sold on the market.",
      pedigree: [1, 1, 2, 2, 1],
    },
    "national-fossil": {
      label: "national fossil generation",
      unit: "kgCO2/kWh",
      boundary: "Fossil generation only.",
      pedigree: [1, 1, 2, 2, 1],
    },
    "regional-average": {
      label: "regional average",
      unit: "kgCO2/kWh",
      boundary: "As the national average, for one grid region.",
      pedigree: [1, 1, 2, 2, 1],
    },
  },
  rows: [
    { slug: "cn", name: "grid electricity", spread: "grid", region: "CN", figures: { "national-average": 0.5306, "national-average-excluding-market-traded-non-fossil": 0.6096, "national-fossil": 0.8273 } },
    { slug: "cn-north", name: "grid electricity", spread: "grid", region: "CN-North", label: "regional average North", figures: { "regional-average": 0.6361 } },
    { slug: "cn-northeast", name: "grid electricity", spread: "grid", region: "CN-Northeast", label: "regional average Northeast", figures: { "regional-average": 0.5122 } },
    { slug: "cn-east", name: "grid electricity", spread: "grid", region: "CN-East", label: "regional average East", figures: { "regional-average": 0.55 } },
    { slug: "cn-central", name: "grid electricity", spread: "grid", region: "CN-Central", label: "regional average Central", figures: { "regional-average": 0.5271 } },
    { slug: "cn-northwest", name: "grid electricity", spread: "grid", region: "CN-Northwest", label: "regional average Northwest", figures: { "regional-average": 0.5543 } },
    { slug: "cn-south", name: "grid electricity", spread: "grid", region: "CN-South", label: "regional average South", figures: { "regional-average": 0.4042 } },
    { slug: "cn-southwest", name: "grid electricity", spread: "grid", region: "CN-Southwest", label: "regional average Southwest", figures: { "regional-average": 0.2472 } },
  ],
};
