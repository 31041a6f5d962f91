import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { checkKey, type Storage } from "./storage.ts";

export type S3Settings = { bucket: string; region: string; accessKeyId: string; secretAccessKey: string; endpoint?: string | undefined };

/** Files in a bucket of S3, or of a service that speaks its language. */
export function s3Storage(settings: S3Settings): Storage & { close(): void } {
  const client = new S3Client({
    region: settings.region,
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    // Services of one's own rarely have a host name per bucket, nor all of the newer checksums.
    ...(settings.endpoint ? { endpoint: settings.endpoint, forcePathStyle: true } : {}),
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts: 3,
  });
  const at = (key: string) => ({ Bucket: settings.bucket, Key: checkKey(key) });
  return {
    async put(key, bytes, contentType) {
      await client.send(new PutObjectCommand({ ...at(key), Body: bytes, ContentType: contentType, CacheControl: "private, no-cache" }));
    },
    async putFile(key, file, contentType) {
      const { size } = await stat(file);
      // The length is said before, so that a stream is sent as it is read.
      await client.send(new PutObjectCommand({ ...at(key), Body: createReadStream(file), ContentLength: size, ContentType: contentType, CacheControl: "private, no-cache" }));
    },
    async get(key) {
      try {
        const answer = await client.send(new GetObjectCommand(at(key)));
        if (!answer.Body) return null;
        return {
          body: answer.Body.transformToWebStream(),
          sizeBytes: answer.ContentLength ?? 0,
          contentType: answer.ContentType ?? "application/octet-stream",
        };
      } catch (error) {
        if (error instanceof Error && (error.name === "NoSuchKey" || error.name === "NotFound")) return null;
        throw error;
      }
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand(at(key)));
    },
    close() {
      client.destroy();
    },
  };
}
