import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * What takes seconds: all features at all places, long simulations, scripts on a mock host, many processes. These files
 * start first, so that none is alone at the end; `--mode quick` leaves them out.
 */
const long = [
  "test/cli/compare.test.ts",
  "test/cli/drift.test.ts",
  "test/cli/expectations.test.ts",
  "test/cli/export.test.ts",
  "test/cli/import.test.ts",
  "test/cli/inherited-names.test.ts",
  "test/cli/process.test.ts",
  "test/cli/render.test.ts",
  "test/cli/round-trip.test.ts",
  "test/cli/serve.test.ts",
  "test/disk/many-layouts.test.ts",
  "test/document.test.ts",
  "test/exchange/inventory/round-trip.test.ts",
  "test/exchange/round-trip.test.ts",
  "test/exchange/script-properties.test.ts",
  "test/exchange/start-states.test.ts",
  "test/features/everywhere.test.ts",
  "test/features/hostile-names.test.ts",
  "test/features/inherited-names.test.ts",
  "test/features/names-everywhere.test.ts",
  "test/features/quick-fixes-hold.test.ts",
  "test/forecast/chains.test.ts",
  "test/forecast/engines-agree.test.ts",
  "test/forecast/estimates-hold.test.ts",
  "test/forecast/honest-figures.test.ts",
  "test/forecast/simulation-job.test.ts",
  "test/forecast/volumes-of-a-host.test.ts",
  "test/forecast/what-if.test.ts",
  "test/growth.test.ts",
  "test/lsp/refresh-simulation.test.ts",
  "test/lsp/transport.test.ts",
  "test/lsp/workspace-diagnostics.test.ts",
  "test/pictures/export/documents.test.ts",
  "test/pictures/two-ways.test.ts",
  "test/robustness/protocol.test.ts",
  "test/robustness/random-editing.test.ts",
  "test/simulation/analytic/reordering-station.test.ts",
  "test/simulation/des/theory.test.ts",
  "test/simulation/disk-detail.test.ts",
  "test/simulation/elasticities.test.ts",
  "test/simulation/kernel/percentiles.test.ts",
  "test/simulation/simulate.test.ts",
  "test/syntax/json/reader.test.ts",
  "test/syntax/native/items.test.ts",
  "test/syntax/text-buffer.test.ts",
  "test/truth/truth.test.ts",
];
/** Counts every step of the process, so nothing else may run in it. */
const withCounts = ["test/growth.test.ts"];
/** These put something in the place of VS Code's modules, so each needs modules of its own. */
const withMocks = ["test/client/**/*.test.ts", "test/webview/**/*.test.ts"];

/** The long files first; those of one project one after the other, because they share their workers. */
class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId, project }: TestSpecification): number => {
      const isLong = long.some((name) => moduleId.endsWith(`/${name}`));
      return project.name === "core" ? (isLong ? 1 : 2) : isLong ? 0 : 3;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

/** Unit tests: everything that needs no VS Code. */
export default defineConfig(({ mode }) => {
  const excluded = ["test/vscode/**", ...(mode === "quick" ? long : [])];
  const shared = { pool: "forks" as const, testTimeout: 180_000, setupFiles: "test/support/same-seed.ts" };
  return {
    test: {
      globalSetup: "test/support/build.ts",
      // Else one core of two would idle.
      maxWorkers: "100%",
      sequence: { sequencer: LongFilesFirst },
      projects: [
        {
          test: {
            ...shared,
            name: "core",
            include: ["test/**/*.test.ts"],
            exclude: [...excluded, ...withMocks, ...withCounts],
            isolate: false,
          },
        },
        { test: { ...shared, name: "client", include: [...withMocks, ...withCounts], exclude: excluded } },
      ],
    },
  };
});
