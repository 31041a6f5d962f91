/**
 * Keeps one value per process under a name, across Vite's re-evaluation of server modules in development.
 * Everything with a lifetime (database, sockets, timers) is made through it.
 */
export function singleton<T>(name: string, make: () => T): T {
  const store = globalThis as unknown as { __roundabout?: Map<string, unknown> };
  store.__roundabout ??= new Map();
  if (!store.__roundabout.has(name)) store.__roundabout.set(name, make());
  return store.__roundabout.get(name) as T;
}
