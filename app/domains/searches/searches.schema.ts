import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";

/** When somebody is written to about a find. */
export const searchMails = ["none", "at_once", "daily"] as const;
export type SearchMail = (typeof searchMails)[number];

export const nameMax = 80;
/** Nobody keeps more; it also bounds what a page lists. */
export const mostSearches = 50;

const name = z.string({ error: "errors:required" }).trim().min(1, "errors:required").max(nameMax, fieldMessage("errors:tooLong", { max: nameMax }));
const mail = z.enum(searchMails, { error: "errors:choose" });
/** A box of a form: absent when it is not ticked. */
const live = z.preprocess((value) => value === "on" || value === true, z.boolean());

/** A search to keep: the parameters of a list's address, what it is called, and how finds are told. */
export const SaveSearchInput = z.object({ params: z.string().max(2_000), name, mail, live });
export type SaveSearch = z.infer<typeof SaveSearchInput>;

/** Another name or other ways to be told; `version` is the one that was shown. */
export const EditSearchInput = z.object({ searchId: z.string().min(1), version: z.coerce.number().int().positive(), name, mail, live });
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
  mail: SearchMail;
  live: boolean;
  version: number;
  createdAt: Date;
  /** Finds not yet looked at that can still be had; counted to 100. */
  newCount: number;
};
