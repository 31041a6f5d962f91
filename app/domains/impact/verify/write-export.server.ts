/** An export as a folder of files. */

import { createWriteStream, existsSync } from "node:fs";
import { copyFile, mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { finished } from "node:stream/promises";

import type { Db } from "#app/platform/db/database.server.ts";

import { FACTORS } from "../impact.catalogue.ts";
import { signingKeys, type StoredCheckpoint } from "../log.repository.server.ts";
import { checkpointLines, exportBatches } from "./export.service.server.ts";
import { FILES } from "./export-format.ts";

export const README = `A ledger of avoided emissions, to be checked by anybody.

  node ${FILES.verifier}                       checks everything in this folder (Node 20.19 or later, nothing else)
  node ${FILES.verifier} --key 'NAME+HASH+...' the same by a key that you have from elsewhere: from the log's own page, or from
                                      somebody who noted it earlier
  node ${FILES.verifier} --help                all there is to say

${FILES.ledger}       one line for each row of the ledger, in the order of the log
${FILES.checkpoints}  every signed statement about the log, the newest last
${FILES.checkpoint}          the newest alone (C2SP signed note, tlog-checkpoint)
${FILES.key}                 the public keys that have signed them, one a line
${FILES.factors}        the published figures that everything is counted with
${FILES.openings}     which shares count for which listed community

What is checked: each row's hash, the Merkle tree over all rows (RFC 9162) at every signed size, all signatures (Ed25519), and each row counted
again from its frozen inputs. Rows name nobody: parties stand behind hashes. ${FILES.verifier} can be had from any server of this kind, or be
built from the source; it does not have to come from whoever gave you this folder.
`;

/**
 * Writes an export of the log up to a checkpoint into a folder; files of the same names are replaced. The ledger gets its name last, so that
 * an export that broke off does not look whole.
 */
export async function writeExport(db: Db, folder: string, checkpoint: StoredCheckpoint | null, options: { verifier: string; onProgress?: (done: number, of: number) => void }): Promise<{ entries: number; bytes: number }> {
  const size = checkpoint?.size ?? 0;
  await mkdir(folder, { recursive: true });
  const into = (name: string) => path.join(folder, name);
  await writeFile(into(FILES.readme), README);
  await writeFile(into(FILES.factors), `${JSON.stringify({ factors: FACTORS }, null, 1)}\n`);
  await writeFile(into(FILES.key), (await signingKeys(db)).map((key) => `${key.verifierKey}\n`).join(""));
  await writeFile(into(FILES.checkpoint), checkpoint?.note ?? "");
  await writeLines(into(FILES.checkpoints), checkpointLines(db, size));
  if (existsSync(options.verifier)) await copyFile(options.verifier, into(FILES.verifier));
  const unfinished = into(`${FILES.ledger}.part`);
  const ledger = createWriteStream(unfinished);
  const openings = createWriteStream(into(FILES.openings));
  const errors = Promise.all([finished(ledger), finished(openings)]);
  // A full disk shows at the next write, not as a failure that nobody waits for.
  errors.catch(() => undefined);
  let done = 0;
  for await (const batch of exportBatches(db, { from: 0, to: size }, { openings: true })) {
    await Promise.race([Promise.all([written(ledger, batch.ledger), written(openings, batch.openings)]), errors]);
    done += batch.count;
    options.onProgress?.(done, size);
  }
  ledger.end();
  openings.end();
  await errors;
  await rename(unfinished, into(FILES.ledger));
  return { entries: done, bytes: ledger.bytesWritten };
}

async function writeLines(file: string, lines: AsyncIterable<string>): Promise<void> {
  const stream = createWriteStream(file);
  const done = finished(stream);
  done.catch(() => undefined);
  for await (const text of lines) await Promise.race([written(stream, text), done]);
  stream.end();
  await done;
}

function written(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (text === "" || stream.write(text)) return Promise.resolve();
  return new Promise((resolve) => stream.once("drain", resolve));
}
