import type { QueuedAction } from "../driver.overlay.ts";

/** An action as the device keeps it, in the order in which it was done. */
type Kept = QueuedAction & { clientId: string; roundId: string; userId: string; order: number };
type Stored = Omit<Kept, "photo" | "isDone"> & Partial<Pick<Kept, "photo" | "isDone">>;

const databaseName = "roundabout-rounds";
const storeName = "actions";

/** Where what a driver did survives a closed page and a flat battery. IndexedDB: it holds drawings and photos, and a worker could read it. */
export type ActionStore = {
  load(): Promise<QueuedAction[]>;
  save(queued: QueuedAction, order: number): Promise<void>;
  drop(clientIds: readonly string[]): Promise<void>;
};

/** This person's actions of one round on this device. */
export function actionStore(roundId: string, userId: string): ActionStore {
  return {
    async load() {
      const all = await inStore("readonly", (store) => store.getAll() as IDBRequest<Stored[]>);
      return all
        .filter((kept) => kept.roundId === roundId && kept.userId === userId)
        .sort((one, other) => one.order - other.order)
        // What was kept before there were photos has none.
        .map(({ action, problem, photo, isDone }) => ({ action, problem, photo: photo ?? null, isDone: isDone ?? false }));
    },
    async save({ action, problem, photo, isDone }, order) {
      await inStore("readwrite", (store) => store.put({ clientId: action.clientId, roundId, userId, order, action, problem, photo, isDone } satisfies Kept));
    },
    async drop(clientIds) {
      for (const clientId of clientIds) await inStore("readwrite", (store) => store.delete(clientId));
    },
  };
}

async function inStore<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(storeName, mode);
      const request = ask(transaction.objectStore(storeName));
      // Not before the transaction is through: what is said to be kept must be kept.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("the device keeps nothing"));
    });
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => void request.result.createObjectStore(storeName, { keyPath: "clientId" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("no database on this device"));
  });
}
