import type { FactorSetSource } from "./factor.types.ts";

/**
 * Energy saved by recycled metals in kilograms of standard coal. Kept for the day on which a factor from coal to CO2 can be cited;
 * until then the route that would use it is switched off.
 */
export const cnKgceYunnan: FactorSetSource = {
  set: "cn_kgce",
  version: "yunnan",
  title: "Energy saved by recycled metals, in standard coal",
  publisher: "Authors of \"How Yunnan can help achieve carbon neutrality through circular economy\"",
  region: "CN",
  year: 2021,
  gwpSet: "not_stated",
  source: "\"How Yunnan can help achieve carbon neutrality through circular economy\"",
  licence: "A paper; three figures, restated with their source",
  licenceUrl: null,
  attribution: "\"How Yunnan can help achieve carbon neutrality through circular economy\"",
  caution: "Handed to us as a quotation without page or year; the year here is a guess. Energy of production only, without collection; not emissions.",
  practices: {
    "energy-saved": {
      label: "energy saved against primary production",
      unit: "kgce/tonne",
      boundary: "Production of the metal from scrap instead of ore, in kilograms of standard coal.",
      pedigree: [4, 4, 3, 2, 2],
    },
  },
  rows: [
    { slug: "recycled-copper", name: "recycled copper", spread: "metals", figures: { "energy-saved": 1054 } },
    { slug: "recycled-aluminium", name: "recycled aluminium", spread: "metals", figures: { "energy-saved": 3443 } },
    { slug: "recycled-lead", name: "recycled lead", spread: "metals", figures: { "energy-saved": 659 } },
  ],
};
