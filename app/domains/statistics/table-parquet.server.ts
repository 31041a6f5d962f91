import { parquetWriteBuffer } from "hyparquet-writer";
import { valueOf, type DataTable } from "./table-files.ts";

const TYPES = { string: "STRING", integer: "INT64", number: "DOUBLE" } as const;

/**
 * A table as Apache Parquet: the columns and rows of the CSV with their own types (whole numbers in 64 bits), null where a figure is
 * withheld. Text is as it is, for no program runs a Parquet file. Method, version and facts are in the file's own metadata.
 */
export function tableAsParquet(table: DataTable, origin: string): Uint8Array<ArrayBuffer> {
  const { columns, rows, page, method, methodPath, version, facts } = table;
  const buffer = parquetWriteBuffer({
    columnData: columns.map(({ name, datatype }) => ({
      name,
      type: TYPES[datatype],
      nullable: true,
      data: rows.map((row) => {
        const value = valueOf(row, name);
        return datatype === "integer" && typeof value === "number" ? BigInt(value) : value;
      }),
    })),
    kvMetadata: Object.entries({ source: `${origin}${page}`, method, methodUrl: `${origin}${methodPath}`, version, ...facts }).map(([key, value]) => ({ key, value: String(value) })),
    createdBy: "Roundabout",
  });
  return new Uint8Array(buffer);
}
