import { ledgerKey } from "#app/domains/impact/ledger-key.server.ts";
import { advanceLedger, signCheckpoint } from "#app/domains/impact/log.service.server.ts";
import { rebuildTotals } from "#app/domains/impact/rebuild.service.server.ts";
import { restateLedger } from "#app/domains/impact/restate.service.server.ts";
import { env } from "#app/platform/env.server.ts";
import { newId } from "#app/shared/ids.ts";
import { readArguments } from "./arguments.ts";
import type { CommandContext } from "./command.ts";
import { progressBar } from "./progress.ts";

/** `impact rebuild`: every total anew from the ledger. */
export async function rebuild(context: CommandContext): Promise<number> {
  const { output } = context;
  const wanted = readArguments(context.args, { flags: ["check", "json"] });
  if (!wanted.ok || wanted.words.length > 0) return refused(context, wanted.ok ? "rebuild takes no words." : wanted.problem);
  const [check, json] = [wanted.flags.has("check"), wanted.flags.has("json")];
  const db = await context.db();
  await advanceLedger(db);
  const bar = progressBar(context, !json);
  const rebuilt = await rebuildTotals(db, { check, onProgress: (done, of) => bar?.show(check ? "Checking" : "Rebuilding", done, of) });
  bar?.end();
  const { entries, differences } = rebuilt;
  if (json) output.out(`${JSON.stringify({ ...rebuilt, check })}\n`);
  else output.out(`${entries} entries, ${differences} ${differences === 1 ? "kept sum differs" : "kept sums differ"}${check ? "" : differences === 0 ? "; nothing to mend" : "; mended"}\n`);
  return check && differences > 0 ? 1 : 0;
}

/** `impact checkpoint`: signs what the ledger is now. */
export async function checkpoint(context: CommandContext): Promise<number> {
  const { output } = context;
  if (context.args.length > 0) return refused(context, "checkpoint takes no words.");
  const db = await context.db();
  await advanceLedger(db);
  const signed = await signCheckpoint(db, ledgerKey(env()), new Date());
  if (signed) output.out(signed.note);
  else output.err("The ledger is empty; there is nothing to sign.\n");
  return signed ? 0 : 1;
}

const MOST_OF_A_REASON = 500;

/** `impact restate`: every standing entry by the figures of today. */
export async function restate(context: CommandContext): Promise<number> {
  const { output } = context;
  const wanted = readArguments(context.args, { flags: ["dry-run", "json"], values: ["reason", "entry", "id"] });
  if (!wanted.ok || wanted.words.length > 0) return refused(context, wanted.ok ? "Quote the reason." : wanted.problem);
  const reason = wanted.values.get("reason")?.trim() ?? "";
  if (reason === "" || reason.length > MOST_OF_A_REASON) return refused(context, `Why? Say --reason TEXT, at most ${MOST_OF_A_REASON} characters.`);
  const [dryRun, json] = [wanted.flags.has("dry-run"), wanted.flags.has("json")];
  const entryId = wanted.values.get("entry");
  const restatementId = wanted.values.get("id") ?? newId();
  const db = await context.db();
  await advanceLedger(db);
  const bar = progressBar(context, !json);
  const done = await restateLedger(db, {
    restatementId, note: reason, at: new Date(), dryRun, ...(entryId === undefined ? {} : { entryId }),
    onProgress: (at, of) => bar?.show("Counting", at, of),
  });
  await advanceLedger(db);
  bar?.end();
  if (json) output.out(`${JSON.stringify({ ...done, dryRun, id: restatementId })}\n`);
  else output.out(`${done.changed} of ${done.looked} entries ${dryRun ? "would change" : "changed"}, by ${done.co2eGrams} grams of CO2e together\n`);
  return 0;
}

function refused({ output }: CommandContext, problem: string): number {
  output.err(`${problem} See npm run impact -- --help.\n`);
  return 2;
}
