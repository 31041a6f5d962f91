import { VERIFY_HELP } from "#app/domains/impact/verify/verify-files.server.ts";
import type { Command, CommandContext } from "./command.ts";
import { computeLine } from "./impact-compute.ts";
import { exportLedger } from "./impact-export.server.ts";
import { checkpoint, rebuild, restate } from "./impact-ledger.server.ts";
import { verify } from "./impact-verify.server.ts";

const HELP = `impact - compute avoided emissions; export, check and maintain the ledger

Usage: npm run --silent impact -- VERB ...

compute < lines.ndjson
  Reads one JSON object per line on standard input and writes one per line, in order:
    in   id, route (recycle, compost, recycle_uk_proxy, reuse, repair, remanufacture, weight_only; coal_equivalent
         is switched off), material or product (the publisher's name), massKg or count; optional contamination,
         baseline or baselineMix, virginShare, transport, displacement, remainingLife, delivery, extraUse,
         refurbishmentKg
    out  id, co2eGrams, lowGrams, highGrams, status (ok, not_covered, invalid with error), factors
  Positive grams were avoided; negative ones were caused. docs/methodology explains every number.

export --out DIR | export [--since INDEX] [--to INDEX]
  Signs what the ledger is now and writes all of it. With --out a folder that can be checked anywhere by its own
  verify.mjs: ledger.ndjson, checkpoints.ndjson, checkpoint, key, factors.json, openings.ndjson, verify.mjs, README.txt.
  Without it the lines of ledger.ndjson go to standard output, from INDEX on and up to, not including, INDEX.

verify FILE_OR_DIR [--key KEYFILE_OR_KEY] [--no-recompute] [--json]
${VERIFY_HELP.replace(/^(?=.)/gm, "  ")}

rebuild [--check] [--json]
  Makes every total anew from the ledger and says how many kept ones differed; with --check it changes nothing and exits
  with 1 when any differs. It works while the server runs.

checkpoint
  Signs what the ledger is now and prints the signed note.

restate --reason TEXT [--dry-run] [--entry ID] [--id ID] [--json]
  Counts every standing entry again with the figures of today and writes the differences as rows; nothing is rewritten.
  --dry-run only says how many would change. The same --id never restates an entry twice.`;

const VERBS: Readonly<Record<string, (context: CommandContext) => Promise<number>>> = { compute, export: exportLedger, verify, rebuild, checkpoint, restate };

/** Works with avoided emissions. Computing and verifying need no database. */
export const impactCommand: Command = {
  name: "impact",
  help: HELP,
  needsDatabase: false,
  run(context) {
    const [verb = "", ...args] = context.args;
    const work = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (work) return work({ ...context, args });
    context.output.err(`There is ${Object.keys(VERBS).join(", ")}; see npm run impact -- --help.\n`);
    return Promise.resolve(2);
  },
};

async function compute({ input, output }: CommandContext): Promise<number> {
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
}
