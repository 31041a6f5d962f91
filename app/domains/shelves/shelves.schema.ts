import { z } from "zod";
import { toIsbn13 } from "#app/shared/attributes/isbn.ts";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { LOAN_DAYS } from "./shelves.rules.ts";

export const SHELF_KINDS = ["book", "tool"] as const;
export type ShelfKind = (typeof SHELF_KINDS)[number];

/** A thing for the shelf; `itemId` is made by the form, so that a repeat finds it. An ISBN of either form becomes thirteen digits. */
export const newItemInput = z
  .object({
    itemId: z.string().min(8).max(80),
    kind: z.enum(SHELF_KINDS, { error: "errors:choose" }),
    title: z.string({ error: "errors:required" }).trim().min(1, "errors:required").max(200, fieldMessage("errors:tooLong", { max: 200 })),
    isbn: z.string().trim().max(40).default(""),
    note: z.string().trim().max(500, fieldMessage("errors:tooLong", { max: 500 })).default(""),
    loanDays: z.coerce.number({ error: "errors:choose" }).refine((days) => (LOAN_DAYS as readonly number[]).includes(days), "errors:choose"),
  })
  .transform((form, ctx) => {
    if (form.kind === "tool" || form.isbn === "") return { ...form, isbn: null };
    const isbn = toIsbn13(form.isbn);
    if (isbn === null) ctx.addIssue({ code: "custom", path: ["isbn"], message: "errors:isbn" });
    return { ...form, isbn };
  });
export type NewItemInput = z.output<typeof newItemInput>;

/** A thing as its shelf shows it to one member. */
export interface ShelfRow {
  id: string;
  kind: ShelfKind;
  title: string;
  isbn: string | null;
  loanDays: number;
  state: "free" | "lent" | "kept";
  /** Of what is lent. */
  dueAt: string | null;
  isMine: boolean;
  waiting: number;
}

/** A thing as its page shows it to one member. */
export interface ShelfItemView extends ShelfRow {
  note: string;
  timeZone: string;
  community: { id: string; slug: string; name: string };
  /** Who has it; to whoever has it themselves, and to those who keep the shelf. */
  borrower: string | null;
  isOverdue: boolean;
  /** The viewer's place in the line; 0 for none. */
  myPlace: number;
  isKeptForMe: boolean;
  keptUntil: string | null;
  keeps: boolean;
  mayBorrow: boolean;
  mayExtend: boolean;
  mayWait: boolean;
  /** Lendings so far, the latest first; named for those who keep the shelf. */
  history: { lentAt: string; returnedAt: string | null; name: string | null }[];
}
