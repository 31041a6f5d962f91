import type { Command } from "./command.ts";
import { computeLine } from "./impact-compute.ts";

/** Works with avoided emissions; needs no database. */
export const impactCommand: Command = {
  name: "impact",
  help: `impact - compute avoided emissions

Usage: npm run --silent impact -- compute < lines.ndjson

Reads one JSON object per line on standard input and writes one per line, in order:
  in   id, route (recycle, compost, recycle_uk_proxy, reuse, repair, remanufacture, weight_only; coal_equivalent
       is switched off), material or product (the publisher's name), massKg or count; optional contamination,
       baseline or baselineMix, virginShare, transport, displacement, remainingLife, delivery, extraUse,
       refurbishmentKg
  out  id, co2eGrams, lowGrams, highGrams, status (ok, not_covered, invalid with error), factors

Positive grams were avoided; negative ones were caused. docs/methodology explains every number.`,
  needsDatabase: false,
  async run({ args, input, output }) {
    const [verb] = args.filter((arg) => !arg.startsWith("-"));
    if (verb !== "compute") {
      output.err(`impact compute is what there is; see npm run impact -- --help.\n`);
      return 2;
    }
    if (!input) {
      output.err("impact compute reads lines from standard input, and there are none.\n");
      return 2;
    }
    for await (const line of input) {
      if (line.trim() === "") continue;
      output.out(`${computeLine(line)}\n`);
      await output.drained?.();
    }
    return 0;
  },
};
