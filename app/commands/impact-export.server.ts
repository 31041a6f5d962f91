import path from "node:path";

import { ledgerKey } from "#app/domains/impact/ledger-key.server.ts";
import { headOf } from "#app/domains/impact/log.repository.server.ts";
import { advanceLedger, signCheckpoint } from "#app/domains/impact/log.service.server.ts";
import { exportBatches } from "#app/domains/impact/verify/export.service.server.ts";
import { writeExport } from "#app/domains/impact/verify/write-export.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { readArguments } from "./arguments.ts";
import type { CommandContext } from "./command.ts";
import { progressBar } from "./progress.ts";

/** Where `npm run build` puts the standalone verifier; commands run in the checkout's root. */
const VERIFIER = path.join("build", "verify", "verify.mjs");

/** `impact export`: the ledger as a folder that anybody can check, or as lines. */
export async function exportLedger(context: CommandContext): Promise<number> {
  const { output, cwd } = context;
  const wanted = readArguments(context.args, { values: ["out", "since", "to"] });
  if (!wanted.ok || wanted.words.length > 0) {
    output.err(`${wanted.ok ? "Which folder? Say --out DIR." : wanted.problem}\n`);
    return 2;
  }
  const out = wanted.values.get("out");
  const range = { since: wanted.values.get("since"), to: wanted.values.get("to") };
  const odd = Object.values(range).find((text) => text !== undefined && !/^\d{1,15}$/.test(text));
  if (odd !== undefined || (out !== undefined && (range.since ?? range.to) !== undefined)) {
    output.err(odd === undefined ? "A folder holds the whole ledger; --since and --to are for standard output.\n" : `${odd} is no index.\n`);
    return 2;
  }
  const db = await context.db();
  await advanceLedger(db);
  const checkpoint = await signCheckpoint(db, ledgerKey(env()), new Date());
  if (out === undefined) return writeLines(context, db, range);
  const bar = progressBar(context);
  const folder = path.resolve(cwd, out);
  try {
    const written = await writeExport(db, folder, checkpoint, { verifier: VERIFIER, onProgress: (done, of) => bar?.show("Exporting", done, of) });
    bar?.end();
    output.out(`${written.entries} entries in ${folder}\n`);
    return 0;
  } catch (error) {
    bar?.end();
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    output.err(`${folder} cannot be written (${message}).\n`);
    return 1;
  }
}

async function writeLines(context: CommandContext, db: Db, range: { since: string | undefined; to: string | undefined }): Promise<number> {
  const { output } = context;
  const { size } = await headOf(db);
  const [from, to] = [Number(range.since ?? 0), Math.min(size, Number(range.to ?? size))];
  const bar = progressBar(context);
  let done = 0;
  for await (const batch of exportBatches(db, { from, to }, { openings: false })) {
    output.out(batch.ledger);
    await output.drained?.();
    if (output.isClosed?.()) break;
    done += batch.count;
    bar?.show("Exporting", done, to - from);
  }
  bar?.end();
  return 0;
}
