import { createWriteStream } from "node:fs";
import { appendFile, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { listMyParties } from "#app/domains/identity/parties.repository.server.ts";
import { findUser } from "#app/domains/identity/people.repository.server.ts";
import { completeExport, exportKey, giveBackExport, keepExport, takeExport, type TakenExport } from "#app/domains/my-data/exports.service.server.ts";
import { aboutText } from "#app/domains/my-data/about.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { logger } from "#app/platform/logger.server.ts";
import { readActs, readTable, type GivenRow } from "#app/platform/personal-data/personal-data.repository.server.ts";
import { wordsOf, type Person } from "#app/platform/personal-data/personal-data.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import { csvLine, type CsvCell } from "#app/shared/csv.ts";
import { isLocale } from "#app/shared/i18n.ts";
import { actsTables, notPersonal, personalTables } from "./personal-data.server.ts";

/** Somebody else works on it by now: this process was thought dead. */
class Lost extends Error {}

type Meter = { step(): Promise<void>; add(count: number): void; beat(): Promise<void> };

/** Counts steps; writes them down with every twentieth of the whole, and every few seconds. */
function meterOf(db: Db, taken: TakenExport, clock: Clock, all: number): Meter {
  let done = 0;
  let total = all;
  let told = 0;
  let saidAt = 0;
  const say = async (isTold: boolean) => {
    const now = clock.now();
    saidAt = now.getTime();
    if (!(await keepExport(db, taken, { stepsDone: done, stepsAll: total, isTold, now }))) throw new Lost();
  };
  return {
    add(count) {
      total += count;
    },
    beat: () => say(false),
    async step() {
      done += 1;
      const share = Math.floor((20 * done) / total);
      if (share > told) {
        told = share;
        await say(true);
      } else if (clock.now().getTime() - saidAt >= 5_000) await say(false);
    },
  };
}

/** Numbers that JSON cannot hold and instants as text; everything else as it is. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  // Decimals of the database.
  if (typeof value === "object" && value !== null && "toFixed" in value) return String(value);
  return value;
}

function cell(value: unknown): CsvCell {
  const said = plain(value);
  if (said === null || said === undefined) return null;
  if (typeof said === "number" || typeof said === "string") return said;
  return typeof said === "boolean" ? String(said) : JSON.stringify(said, (_key, inner: unknown) => plain(inner));
}

type Written = { table: string; rows: number };

/** Writes rows as they come into a JSON and a CSV file of the same name; nothing for a table without any. */
async function writeRows(folder: string, name: string, pages: AsyncIterable<GivenRow[]>): Promise<Written> {
  const [json, csv] = [path.join(folder, `${name}.json`), path.join(folder, `${name}.csv`)];
  let count = 0;
  for await (const page of pages) {
    if (page.length === 0) continue;
    let [lines, cells] = ["", ""];
    for (const row of page) {
      if (count === 0) cells += csvLine(Object.keys(row));
      lines += `${count === 0 ? "[\n" : ",\n"}${JSON.stringify(Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)])), (_key, inner: unknown) => plain(inner))}`;
      cells += csvLine(Object.values(row).map(cell));
      count += 1;
    }
    await appendFile(json, lines);
    await appendFile(csv, cells);
  }
  if (count > 0) await appendFile(json, "\n]\n");
  return { table: name, rows: count };
}

type Attached = { key: string; name: string };

async function* rowsAlone(pages: ReturnType<typeof readTable>, files: Attached[]): AsyncGenerator<GivenRow[]> {
  for await (const page of pages) {
    for (const { file } of page) if (file) files.push(file);
    yield page.map(({ row, file }) => (file ? { ...row, file: file.name } : row));
  }
}

async function* all(person: Person, db: Db, meter: Meter): AsyncGenerator<GivenRow[]> {
  for (const spec of actsTables) {
    yield* readActs(db, spec, person);
    await meter.step();
  }
}

/** A file of the storage as one of the archive: opened when it is its turn, so that one is open at a time. A missing one is empty. */
function addStored(zip: ZipFile, storage: Storage, file: Attached, meter: Meter, fail: (error: unknown) => void): void {
  zip.addReadStreamLazy(file.name, { compress: false }, (give) => {
    void (async () => {
      await meter.step();
      const found = await storage.get(file.key);
      const stream = found ? Readable.fromWeb(found.body as Parameters<typeof Readable.fromWeb>[0]) : Readable.from([]);
      const out = new PassThrough();
      pipeline(stream, out).catch(fail);
      give(null, out);
    })().catch(fail);
  });
}

async function writeArchive(db: Db, storage: Storage, taken: TakenExport, folder: string, meter: Meter, clock: Clock): Promise<string> {
  const user = await findUser(db, taken.userId);
  if (!user) throw new Lost();
  const parties = await listMyParties(db, taken.userId);
  const person: Person = { userId: taken.userId, partyIds: parties.filter(({ kind }) => kind === "household").map(({ id }) => id), now: clock.now() };
  await meter.step();
  const files: Attached[] = [];
  const written: Written[] = [];
  for (const spec of personalTables) {
    written.push(await writeRows(folder, spec.table, rowsAlone(readTable(db, spec, person), files)));
    await meter.step();
  }
  written.push(await writeRows(folder, "acts", all(person, db, meter)));
  meter.add(files.length);
  const about = {
    madeAt: clock.now().toISOString(),
    tables: personalTables.map((spec) => ({ table: spec.table, rows: written.find((one) => one.table === spec.table)?.rows ?? 0, columns: wordsOf(spec.give), withheld: Object.fromEntries(Object.entries(spec.withheld ?? {}).map(([why, columns]) => [why, wordsOf(columns)])) })),
    actsOf: actsTables.map(({ table }) => table),
    notAboutAPerson: notPersonal,
  };
  await writeFile(path.join(folder, "about.json"), `${JSON.stringify(about, null, 2)}\n`);
  const target = path.join(folder, "archive.zip");
  await zipUp(target, async (zip, fail) => {
    zip.addBuffer(Buffer.from(aboutText(isLocale(user.locale) ? user.locale : "en", { name: user.name, madeAt: clock.now() })), "README.txt");
    zip.addFile(path.join(folder, "about.json"), "about.json");
    for (const { table, rows } of written) {
      if (rows === 0) continue;
      zip.addFile(path.join(folder, `${table}.json`), `json/${table}.json`);
      zip.addFile(path.join(folder, `${table}.csv`), `csv/${table}.csv`);
    }
    for (const file of files) addStored(zip, storage, file, meter, fail);
  });
  return target;
}

/** Writes a zip to a file as its parts are read; whatever fails in a part fails the whole. */
async function zipUp(target: string, fill: (zip: ZipFile, fail: (error: unknown) => void) => Promise<void>): Promise<void> {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const fail = (error: unknown) => void out.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.on("error", fail);
  await fill(zip, fail);
  zip.end();
  await pipeline(out, createWriteStream(target));
}

/**
 * Makes one archive that waits, or that a process left in the middle: everything is written to a passing folder, then put into the storage
 * as a whole. Returns whether there was one. What does not work is tried again by a later run.
 */
export async function makeNextExport(db: Db, storage: Storage, clock: Clock = systemClock): Promise<boolean> {
  const taken = await takeExport(db, clock.now());
  if (!taken) return false;
  const folder = await mkdtemp(path.join(tmpdir(), "roundabout-export-"));
  const meter = meterOf(db, taken, clock, personalTables.length + actsTables.length + 1);
  // Alive also where one step takes long: a large table, or sending the archive to the storage.
  const heart = setInterval(() => void meter.beat().catch(() => undefined), 30_000);
  try {
    const archive = await writeArchive(db, storage, taken, folder, meter, clock);
    const { size } = await stat(archive);
    // Whoever lost it meanwhile must not write: the other one's may have been fetched, and deleted, by now.
    await meter.beat();
    await storage.putFile(exportKey(taken.id), archive, "application/zip");
    await completeExport(db, taken, { sizeBytes: size, now: clock.now() });
  } catch (error) {
    if (error instanceof Lost) return true;
    logger().error({ err: error, exportId: taken.id }, "an archive of personal data could not be made");
    await giveBackExport(db, taken, { problem: error instanceof Error ? error.message : String(error), now: clock.now() });
  } finally {
    clearInterval(heart);
    await rm(folder, { recursive: true, force: true });
  }
  return true;
}
