import type { ReactNode } from "react";

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  align?: "start" | "end";
  /** Names the row: its header cell, and the title of its card on the phone. */
  primary?: boolean;
}

export interface DataTableProps<Row> {
  caption: string;
  hideCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty?: ReactNode;
}

/** A number with its unit, which stays on one line also where room is scarce. */
const isFigure = (content: ReactNode) => typeof content === "string" && content.length <= 9;

/**
 * Rows and columns; below 40 rem each row becomes a card that names its values. The roles are written out because
 * browsers drop a table's meaning once its `display` changes.
 */
export function DataTable<Row>({ caption, hideCaption = false, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <table role="table" className="w-full border-collapse text-start max-sm:block">
      <caption className={hideCaption ? "sr-only" : "pb-2 text-start text-sm text-ink-soft max-sm:block"}>{caption}</caption>
      <thead className="max-sm:sr-only">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} role="columnheader" scope="col" className={`border-b border-line-strong px-3 py-2 text-sm font-semibold text-ink-soft lg:break-keep ${column.align === "end" ? "text-end" : "text-start"}`}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:grid max-sm:gap-2">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" className="transition-colors hover:bg-sunken max-sm:block max-sm:rounded-card max-sm:border max-sm:border-line max-sm:bg-surface max-sm:p-3">
            {columns.map((column) => {
              const Cell = column.primary ? "th" : "td";
              const content = column.cell(row);
              return (
                <Cell
                  key={column.key}
                  {...(column.primary ? { scope: "row" as const, role: "rowheader" } : { role: "cell" })}
                  className={`tabular px-3 py-2.5 text-start font-normal sm:border-b sm:border-line max-sm:flex max-sm:justify-between max-sm:gap-4 max-sm:px-0 max-sm:py-1 ${column.primary ? "font-semibold! max-sm:block" : ""} ${column.align === "end" ? `sm:text-end ${isFigure(content) ? "sm:whitespace-nowrap" : "lg:whitespace-nowrap"}` : ""}`}
                >
                  {column.primary ? null : (
                    <span aria-hidden="true" className="shrink-0 text-sm whitespace-nowrap text-ink-soft sm:hidden">
                      {column.header}
                    </span>
                  )}
                  <span className={column.primary ? "" : "min-w-0 max-sm:text-end"}>{content}</span>
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
