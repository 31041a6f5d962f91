import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";
import type { TestSpecification } from "vitest/node";

/** Quick tests first: most mutants fall to one of them, and a run ends at the first that fails. */
const QUICK_FIRST = ["uncertainty", "random", "totals", "baselines", "equivalence", "routes", "ranges", "examples", "formula"];

class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = (file: TestSpecification): number => QUICK_FIRST.findIndex((name) => file.moduleId.includes(`impact.${name}.`));
    return [...files].sort((one, other) => place(one) - place(other));
  }
}

/**
 * The example tests of the pure formula alone, for the mutation run (stryker.config.mjs). Left out: the property tests, the frozen
 * results and the vocabularies, which draw thousands of ranges and would take hours over a thousand mutants.
 */
export default defineConfig({
  test: {
    include: QUICK_FIRST.map((name) => `app/domains/impact/impact.${name}.test.ts`),
    setupFiles: ["tests/setup/fail-on-console.ts"],
    testTimeout: 60_000,
    sequence: { sequencer: QuickFirst },
  },
});
