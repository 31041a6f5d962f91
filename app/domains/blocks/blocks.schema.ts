import { z } from "zod";

/** The other party of a block. */
export const blockInput = z.object({ partyId: z.string().min(1).max(60) });
export type BlockInput = z.infer<typeof blockInput>;

/** How many parties one party can have blocked at a time. */
export const maxBlocks = 1000;

/** A blocked party as its blocker's list shows it. */
export type BlockView = { partyId: string; name: string; kind: string; createdAt: string };

/** A page of one's own blocks, the newest first; `next` asks for the following page. */
export type BlockPage = { blocks: BlockView[]; next: string | null };
