import { logger } from "#app/platform/logger.server.ts";

/**
 * The connection an answer goes out on. The framework writes a stream without waiting for its reader and never cancels it, so an answer of
 * any size has to ask: whether the reader has caught up, and whether anybody is there.
 */
export interface Wire {
  /** Resolves when more can be written, or nothing ever again. */
  drained(): Promise<void>;
  isClosed(): boolean;
}

/** The wire of a load context, or null where there is none, as in tests. */
export function wireOf(context: { wire?: unknown }): Wire | null {
  return (context.wire as Wire | undefined) ?? null;
}

/** Text as a body that is made while it is read: memory stays the same for any length, and it ends when the reader leaves. */
export function textStream(source: AsyncIterable<string>, wire: Wire | null): ReadableStream<Uint8Array> {
  const parts = source[Symbol.asyncIterator]();
  const utf8 = new TextEncoder();
  const stop = async () => void (await parts.return?.());
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          await wire?.drained();
          if (wire?.isClosed()) {
            await stop();
            controller.close();
            return;
          }
          const part = await parts.next();
          if (part.done) controller.close();
          else controller.enqueue(utf8.encode(part.value));
        } catch (error) {
          logger().error({ err: error }, "a streamed answer broke off");
          controller.error(error);
        }
      },
      cancel: stop,
    },
    { highWaterMark: 0 },
  );
}
