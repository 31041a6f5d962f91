import { runVerify } from "#app/domains/impact/verify/verify-files.server.ts";
import type { CommandContext } from "./command.ts";
import { progressBar } from "./progress.ts";

/** `impact verify`: checks an export. Needs nothing but its files. */
export async function verify(context: CommandContext): Promise<number> {
  const { args, cwd, output } = context;
  const bar = progressBar(context, !args.includes("--json"));
  return runVerify({
    args,
    cwd,
    out(text) {
      bar?.end();
      output.out(text);
    },
    err(text) {
      bar?.end();
      output.err(text);
    },
    ...(bar ? { onProgress: (entries: number) => bar.show("Checking", entries, null) } : {}),
  });
}
