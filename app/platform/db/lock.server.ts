import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from "node:fs";

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
  for (let attempt = 0; attempt < 3; attempt++) {
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
      try {
        unlinkSync(lockFile);
      } catch {
        // Somebody else reaped it first; the next round decides who gets it.
      }
    }
  }
  throw new Error(`Could not take the lock ${lockFile}.`);
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
