import { closeSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from "node:fs";

/**
 * PGlite has no lock on its folder: two openers both see success and one loses its rows without an error. So the folder
 * is guarded by a file beside it, made with O_EXCL and naming the owner by pid and start time. A lock is taken over only
 * when its owner is dead: a live process may be busy in WebAssembly for long, so there is no heartbeat to misread.
 */
export class FolderInUseError extends Error {
  constructor(lockFile: string, pid: number) {
    super(
      `The database folder is in use by process ${pid} (${lockFile}). PGlite allows one process per folder: ` +
        `stop that process, use another DATA_DIR, or set DATABASE_URL to use PostgreSQL.`,
    );
  }
}

type Owner = { pid: number; startedAt: string };

/** Takes the lock, or throws FolderInUseError. Returns the function that gives it back. */
export function takeFolderLock(lockFile: string): () => void {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      const handle = openSync(lockFile, "wx", 0o600);
      writeSync(handle, JSON.stringify({ pid: process.pid, startedAt: processStart(process.pid) } satisfies Owner));
      closeSync(handle);
      let released = false;
      return () => {
        if (released) return;
        released = true;
        unlinkSync(lockFile);
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const owner = readOwner(lockFile);
      if (owner && isAlive(owner)) throw new FolderInUseError(lockFile, owner.pid);
      reap(lockFile);
    }
  }
  throw new Error(`Could not take the lock ${lockFile}.`);
}

/**
 * Takes a dead owner's lock away. Two processes may find the same dead owner; without a turn each, the slower one would
 * take away the lock that the faster one has just made.
 */
function reap(lockFile: string): void {
  const turn = `${lockFile}.reap`;
  try {
    closeSync(openSync(turn, "wx", 0o600));
  } catch {
    // Somebody else's turn; one who died in it loses it after ten seconds.
    if (ageMilliseconds(turn) > 10_000) unlinkQuietly(turn);
    pause();
    return;
  }
  try {
    const owner = readOwner(lockFile);
    // A lock without a name in it is being written this moment, unless its writer died in between.
    if (owner ? !isAlive(owner) : ageMilliseconds(lockFile) > 5_000) unlinkQuietly(lockFile);
    else pause();
  } finally {
    unlinkQuietly(turn);
  }
}

/** A tenth of a second. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
}

function ageMilliseconds(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

function unlinkQuietly(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Gone already.
  }
}

function readOwner(lockFile: string): Owner | null {
  try {
    return JSON.parse(readFileSync(lockFile, "utf8")) as Owner;
  } catch {
    return null;
  }
}

function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const start = processStart(owner.pid);
  // The pid may have been given to another process since; where the system tells start times, they must agree.
  return start === "" || owner.startedAt === "" || start === owner.startedAt;
}

/** A mark of when a process began (Linux: field 22 of /proc/PID/stat); empty where the system does not tell. */
function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
