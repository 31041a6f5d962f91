import { z } from "zod";
import { headOf, latestCheckpoint, signingKeys } from "#app/domains/impact/log.repository.server.ts";
import { proveConsistency } from "#app/domains/impact/log.service.server.ts";
import { entryProof } from "#app/domains/impact/proof.service.server.ts";
import type { ProvenRow } from "#app/domains/impact/proof.schema.ts";
import { toBase64 } from "#app/domains/impact/log/bytes.ts";
import { checkpointsBefore, isEntry } from "#app/domains/impact/verify/export.repository.server.ts";
import { exportBatches } from "#app/domains/impact/verify/export.service.server.ts";
import { leafSchema } from "#app/domains/impact/verify/leaf.schema.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { err, ok } from "#app/shared/result.ts";
import { lineStream, operation } from "../operation.ts";
import { entriesFrom } from "../public-entries.repository.server.ts";
import { cursor, figures, idParams, instant, limit, nextCursor } from "../schemas.ts";
import { entryHead } from "./impact.server.ts";

const base64 = z.string().meta({ description: "Base64.", examples: ["CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="] });
const size = z.int().min(0).meta({ description: "Entries of the log.", examples: [60_000] });
const digits = z.string().regex(/^[0-9a-f]{64}$/).meta({ description: "SHA-256 in hexadecimal digits." });

const checkpoint = z
  .object({
    size,
    root: base64,
    keyId: z.string().meta({ description: "Name and short hash of the key; see the list of keys." }),
    note: z.string().meta({ description: "The statement with its signature (C2SP tlog-checkpoint), to be checked as it is." }),
    createdAt: instant,
  })
  .meta({ id: "Checkpoint", description: "A signed statement: at this size the log's Merkle root (RFC 9162) is this." });

function checkpointOf(row: { size: number; rootHash: Uint8Array; keyId: string; note: string; createdAt: Date }): z.infer<typeof checkpoint> {
  return { size: row.size, root: toBase64(row.rootHash), keyId: row.keyId, note: row.note, createdAt: row.createdAt.toISOString() };
}

const place = (what: string) => z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).meta({ description: what });
const proof = z.array(base64).meta({ description: "Hashes from the bottom up, as RFC 9162 orders them." });

const provenRow = z
  .object({ index: z.int().meta({ description: "Its place in the log." }), leafHash: z.string().meta({ description: "Hexadecimal digits, as in the lines of the log." }), leaf: leafSchema, proof })
  .meta({ id: "ProvenRow", description: "A row as the log holds it, and its way to the root." });

function rowOf({ index, leafHash, leaf, proof: hashes }: ProvenRow): z.infer<typeof provenRow> {
  return { index, leafHash, leaf: leaf as unknown as z.infer<typeof leafSchema>, proof: hashes };
}

/** Lines of a stream are read from the database by so many. */
const BATCH = 1000;

const entryLine = z
  .object({ index: z.int().meta({ description: "Its place in the log." }), ...entryHead, ...figures })
  .meta({ id: "LoggedEntry", description: "A ledger entry with its place in the log." });

const logLine = z
  .object({ index: z.int(), leafHash: digits, leaf: leafSchema })
  .meta({ id: "LogLine", description: "A leaf of the log, as in an export (`npm run impact -- export`)." });

export const ledgerLogOperations = [
  operation({
    method: "get",
    path: "/impact/checkpoints",
    operationId: "listCheckpoints",
    tag: "impact",
    scope: "impact:read",
    summary: "Signed statements about the log",
    description: "All that were ever signed, the largest first. Keep one: any later log must be proved to continue it.",
    auth: "public",
    query: z.object({ cursor, limit: limit(24, 100) }),
    response: z.object({ items: z.array(checkpoint), nextCursor }).meta({ id: "CheckpointPage", description: "A page of checkpoints." }),
    async run({ db, query }) {
      const divide = query.cursor?.indexOf(" ") ?? -1;
      const before = query.cursor && divide > 0 ? { size: Number(query.cursor.slice(0, divide)), keyId: query.cursor.slice(divide + 1) } : null;
      const rows = await checkpointsBefore(db, before, query.limit + 1);
      const shown = rows.slice(0, query.limit);
      const last = shown.at(-1);
      return ok({ items: shown.map(checkpointOf), nextCursor: last && rows.length > query.limit ? `${last.size} ${last.keyId}` : null });
    },
  }),
  operation({
    method: "get",
    path: "/impact/checkpoints/latest",
    operationId: "getLatestCheckpoint",
    tag: "impact",
    scope: "impact:read",
    summary: "What was signed last",
    auth: "public",
    response: checkpoint,
    errors: ["API.CHECKPOINT_NOT_FOUND"],
    async run({ db }) {
      const latest = await latestCheckpoint(db);
      return latest ? ok(checkpointOf(latest)) : err("API.CHECKPOINT_NOT_FOUND");
    },
  }),
  operation({
    method: "get",
    path: "/impact/keys",
    operationId: "listLedgerKeys",
    tag: "impact",
    scope: "impact:read",
    summary: "The keys that sign",
    description: "Public keys of every checkpoint there is, the oldest first.",
    auth: "public",
    response: z
      .object({
        items: z.array(
          z
            .object({ id: z.string(), origin: z.string().meta({ description: "Which log it signs." }), verifierKey: z.string().meta({ description: "C2SP signed-note verifier key, `NAME+HASH+BASE64`." }) })
            .meta({ id: "LedgerKey", description: "A public key (Ed25519)." }),
        ),
      })
      .meta({ id: "LedgerKeys", description: "Public keys." }),
    async run({ db }) {
      return ok({ items: await signingKeys(db) });
    },
  }),
  operation({
    method: "get",
    path: "/impact/proofs/entries/{id}",
    operationId: "proveEntry",
    tag: "impact",
    scope: "impact:read",
    summary: "Prove that an entry stands in the log",
    description: "Under the latest checkpoint. Saved to a file, `node verify.mjs FILE` checks it anywhere; /verify.mjs of this server is that program.",
    auth: "public",
    params: idParams,
    response: z
      .object({
        ...provenRow.shape,
        checkpoint: z.string().meta({ description: "The signed checkpoint that the proof leads to." }),
        verifierKey: z.string().meta({ description: "The key that signed it, `NAME+HASH+BASE64`." }),
        earlier: z.array(provenRow).meta({ description: "Rows about the same entry before this one, oldest first: what a correction is the difference to." }),
      })
      .meta({ id: "EntryProof", description: "An inclusion proof (RFC 9162, 2.1.3) with all it takes to check it." }),
    errors: ["API.ENTRY_NOT_FOUND", "API.PROOF_NOT_FOUND"],
    async run({ db, params }) {
      const proven = await entryProof(db, params.id);
      if (!proven) return err((await isEntry(db, params.id)) ? "API.PROOF_NOT_FOUND" : "API.ENTRY_NOT_FOUND");
      const { checkpoint, verifierKey, earlier } = proven;
      return ok({ ...rowOf(proven), checkpoint, verifierKey, earlier: earlier.map(rowOf) });
    },
  }),
  operation({
    method: "get",
    path: "/impact/proofs/consistency",
    operationId: "proveConsistency",
    tag: "impact",
    scope: "impact:read",
    summary: "Prove that the log only grew",
    description: "That the log of `to` entries begins with the log of `from` entries, unchanged.",
    auth: "public",
    query: z.object({
      from: place("A size you kept, at least 1.").min(1),
      to: place("A later size; that of the latest checkpoint unless said.").optional(),
    }),
    response: z.object({ from: size, to: size, proof }).meta({ id: "ConsistencyProof", description: "A consistency proof (RFC 9162, 2.1.4)." }),
    errors: ["API.CHECKPOINT_NOT_FOUND", "API.SIZES_NOT_FOUND"],
    async run({ db, query }) {
      const { from } = query;
      const to = query.to ?? (await latestCheckpoint(db))?.size;
      if (to === undefined) return err("API.CHECKPOINT_NOT_FOUND");
      const hashes = await proveConsistency(db, from, to);
      return hashes ? ok({ from, to, proof: hashes.map(toBase64) }) : err("API.SIZES_NOT_FOUND");
    },
  }),
  lineStream({
    path: "/impact/entries.ndjson",
    operationId: "streamImpactEntries",
    tag: "impact",
    scope: "impact:read",
    summary: "All ledger entries, as lines",
    description: "As the log holds them, from an index on; of any length. Ask again from the index after the last to go on.",
    query: z.object({ from: place("The first index wanted.").default(0) }),
    response: entryLine,
    run({ db, query }) {
      return Promise.resolve(ok(entryLines(db, query.from)));
    },
  }),
  lineStream({
    path: "/impact/log.ndjson",
    operationId: "streamLedgerLog",
    tag: "impact",
    scope: "impact:read",
    summary: "The log itself, as lines",
    description: "The lines of an export's ledger.ndjson: each leaf with its hash. `node verify.mjs FILE` checks them.",
    query: z.object({ from: place("The first index wanted.").default(0), to: place("The first index not wanted; the end unless said.").optional() }),
    response: logLine,
    async run({ db, query }) {
      const head = await headOf(db);
      return ok(logLines(db, query.from, Math.min(head.size, query.to ?? head.size)));
    },
  }),
];

async function* entryLines(db: Db, from: number): AsyncGenerator<string> {
  // What is appended meanwhile is left for the next time, so that the stream ends.
  const { size: end } = await headOf(db);
  for (let next = from; next < end; next += BATCH) {
    const entries = await entriesFrom(db, next, Math.min(BATCH, end - next));
    yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
  }
}

async function* logLines(db: Db, from: number, to: number): AsyncGenerator<string> {
  for await (const { ledger } of exportBatches(db, { from, to }, { openings: false })) yield ledger;
}
