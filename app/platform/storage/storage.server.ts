import path from "node:path";
import { env, type Env } from "../env.server.ts";
import { singleton } from "../singleton.server.ts";
import { localStorage } from "./local-storage.server.ts";
import type { Storage } from "./storage.ts";

type Settings = Pick<Env, "dataDir" | "S3_BUCKET" | "S3_REGION" | "S3_ENDPOINT" | "S3_ACCESS_KEY_ID" | "S3_SECRET_ACCESS_KEY">;

/** Opens the storage the settings name: a bucket when S3_BUCKET is set, else the folder `files` in DATA_DIR. */
export async function openStorage(settings: Settings): Promise<Storage> {
  const { S3_BUCKET: bucket, S3_REGION: region, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  if (!bucket || !region || !accessKeyId || !secretAccessKey) return localStorage(path.join(settings.dataDir, "files"));
  // Loaded only where it is used: the SDK is large.
  const { s3Storage } = await import("./s3-storage.server.ts");
  return s3Storage({ bucket, region, accessKeyId, secretAccessKey, endpoint: settings.S3_ENDPOINT });
}

/** This process's storage. */
export function storage(): Promise<Storage> {
  return singleton("storage", () => openStorage(env()));
}
