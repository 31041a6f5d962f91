import type { FactorSetSource } from "./factor.types.ts";

/**
 * The one general figure for passed-on goods by weight: what Freegle publishes as its average, got from WRAP's Benefits of Reuse tool.
 * A single figure is restated here, not the tool.
 */
export const ukWrapReuse: FactorSetSource = {
  set: "uk_wrap_reuse",
  version: "freegle",
  title: "Benefits of Reuse tool, average of reused household goods as published by Freegle",
  publisher: "WRAP",
  region: "UK",
  year: 2011,
  gwpSet: "not_stated",
  source: "WRAP, Benefits of Reuse tool (2011), result for reused household goods as published by Freegle (ilovefreegle.org)",
  licence: "None stated. A single figure, restated with its source",
  licenceUrl: null,
  attribution: "WRAP, Benefits of Reuse tool, as used by Freegle",
  caution: "Read from copies of the tool's result, not from the tool. An average over all kinds of household goods: it says little of any one of them.",
  practices: {
    "reuse-by-weight": {
      label: "reuse, average by weight",
      unit: "tCO2e/tonne",
      boundary: "Goods passed on instead of what usually happens to them, averaged over the mix of a reuse network; displacement and life are inside the figure.",
      pedigree: [4, 4, 5, 2, 4],
    },
  },
  rows: [
    { slug: "reused-goods", name: "reused goods", spread: "weight_only", figures: { "reuse-by-weight": 0.51 }, note: "The same figure stands in eight or more files of Freegle's own programs." },
  ],
};
