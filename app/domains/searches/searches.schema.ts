import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";

export const nameMax = 80;
/** Nobody keeps more; it also bounds what a page lists. */
export const mostSearches = 50;

const name = z.string({ error: "errors:required" }).trim().min(1, "errors:required").max(nameMax, fieldMessage("errors:tooLong", { max: nameMax }));
/** A box of a form: absent when it is not ticked. */
const box = z.preprocess((value) => value === "on" || value === true, z.boolean());
/** Whether finds are told on the pages, and whether they are mailed at all. When and how is chosen with all other notifications. */
const told = { live: box, mails: box };

/** A search to keep: the parameters of a list's address, what it is called, and how finds are told. */
export const SaveSearchInput = z.object({ params: z.string().max(2_000), name, ...told });
export type SaveSearch = z.infer<typeof SaveSearchInput>;

/** Another name or other ways to be told; `version` is the one that was shown. */
export const EditSearchInput = z.object({ searchId: z.string().min(1), version: z.coerce.number().int().positive(), name, ...told });
export type EditSearch = z.infer<typeof EditSearchInput>;

/** What is done to one kept search without a form of its own. */
export const SearchIntent = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("open"), searchId: z.string().min(1) }),
  z.object({ intent: z.literal("delete"), searchId: z.string().min(1), version: z.coerce.number().int().positive() }),
]);

/** A kept search as its owner's list shows it. */
export type KeptSearch = {
  id: string;
  name: string;
  params: string;
  live: boolean;
  mails: boolean;
  version: number;
  createdAt: Date;
  /** Finds not yet looked at that can still be had; counted to 100. */
  newCount: number;
};
