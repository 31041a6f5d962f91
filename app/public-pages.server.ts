import type { Topic } from "#app/outbox/events.ts";
import { env } from "#app/platform/env.server.ts";
import { createPageCache, type PageCache } from "#app/platform/page-cache/page-cache.server.ts";
import type { PublicPage } from "#app/platform/page-cache/wanted.server.ts";
import { singleton } from "#app/platform/singleton.server.ts";

type PageTopic = Topic | `${"listing" | "point" | "community" | "party"}:${"*" | "$1"}`;

/**
 * The pages that all visitors see alike, and whose changes they show. A page that is not here is rendered for each
 * request; a topic that is missing here makes a page up to a second late, never wrong for longer.
 */
export const publicPages: readonly (PublicPage & { topics: readonly PageTopic[] })[] = [
  { path: /^\/$/, topics: ["listings", "board", "point:*"] },
  { path: /^\/listings$/, topics: ["listings"] },
  { path: /^\/listings\/(?!(?:new|mine|suggest|category|drafts|hints)$)([\w-]+)$/, topics: ["listing:$1"] },
  { path: /^\/points$/, topics: ["point:*"] },
  { path: /^\/points\/(?!markers$)([\w-]+)$/, topics: ["point:$1"] },
  { path: /^\/leaderboard$/, topics: ["board", "party:*"] },
  { path: /^\/communities$/, topics: ["board", "party:*"] },
  { path: /^\/communities\/(?!new$)[\w-]+$/, topics: ["board", "community:*", "party:*"] },
  { path: /^\/impact$/, topics: ["board"] },
  { path: /^\/impact\/ledger$/, topics: ["board"] },
  { path: /^\/impact\/(?:method|factors)$/, topics: [] },
  { path: /^\/statistics$/, topics: ["board"] },
  { path: /^\/transparency$/, topics: [] },
  { path: /^\/(?:grading|rules)$/, topics: [] },
  { path: /^\/impact\/factors\/[\w./~-]+$/, topics: ["board"] },
];

/** The page cache of this process; null where it is off: in development, whose pages change with every save, or by setting. */
export function pageCache(): PageCache | null {
  return singleton("page-cache", () => {
    const { NODE_ENV, PAGE_CACHE_MB, LOG_LEVEL, PUBLIC_URL } = env();
    if (NODE_ENV === "development" || PAGE_CACHE_MB === 0) return null;
    const showsSource = NODE_ENV === "test" || LOG_LEVEL === "debug" || LOG_LEVEL === "trace";
    return createPageCache({ pages: publicPages, origin: PUBLIC_URL, maxBytes: PAGE_CACHE_MB * 1024 * 1024, showsSource });
  });
}
