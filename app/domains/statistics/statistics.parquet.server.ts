import { parquetWriteBuffer } from "hyparquet-writer";
import { COLUMNS, valueOf, type About } from "./statistics.files.ts";
import type { Statistics } from "./statistics.schema.ts";

const TYPES = { string: "STRING", integer: "INT64", number: "DOUBLE" } as const;

/**
 * The table as Apache Parquet: the columns and rows of the CSV with their own types (whole numbers in 64 bits), null where a figure is
 * withheld. Text is as it is, for no program runs a Parquet file. Method, version and notes are in the file's own metadata.
 */
export function statisticsAsParquet({ cells, version, logSize }: Statistics, { origin, method }: About): Uint8Array<ArrayBuffer> {
  const buffer = parquetWriteBuffer({
    columnData: COLUMNS.map(({ name, datatype }) => ({
      name,
      type: TYPES[datatype],
      nullable: true,
      data: cells.map((cell) => {
        const value = valueOf(cell, name);
        return datatype === "integer" && typeof value === "number" ? BigInt(value) : value;
      }),
    })),
    kvMetadata: Object.entries({ source: `${origin}/statistics`, method, methodUrl: `${origin}/impact/method`, version, logSize: String(logSize) }).map(([key, value]) => ({ key, value })),
    createdBy: "Roundabout",
  });
  return new Uint8Array(buffer);
}
