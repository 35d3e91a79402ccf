import { defineConfig } from "vitest/config";

/** What tries every feature at every place, or simulates for long. `--mode quick` leaves it out. */
const matrices = [
  "test/cli/inherited-names.test.ts",
  "test/cli/process.test.ts",
  "test/cli/render.test.ts",
  "test/disk/many-layouts.test.ts",
  "test/document.test.ts",
  "test/features/everywhere.test.ts",
  "test/features/inherited-names.test.ts",
  "test/features/names-everywhere.test.ts",
  "test/forecast/engines-agree.test.ts",
  "test/forecast/simulation-job.test.ts",
  "test/robustness/*.test.ts",
  "test/simulation/des/theory.test.ts",
  "test/simulation/disk-detail.test.ts",
  "test/simulation/kernel/percentiles.test.ts",
  "test/simulation/simulate.test.ts",
  "test/syntax/json/reader.test.ts",
  "test/syntax/native/items.test.ts",
];
/** Counts every step of the process, so nothing else may run in it. */
const withCounts = ["test/growth.test.ts"];
/** These put something in the place of VS Code's modules, so each needs modules of its own. */
const withMocks = ["test/client/**/*.test.ts", "test/webview/**/*.test.ts"];

/** Unit tests: everything that needs no VS Code. */
export default defineConfig(({ mode }) => {
  const excluded = ["test/vscode/**", ...(mode === "quick" ? matrices : [])];
  const shared = { pool: "forks" as const, testTimeout: 180_000, setupFiles: "test/support/same-seed.ts" };
  return {
    test: {
      globalSetup: "test/support/build.ts",
      // Else one core of two would idle.
      maxWorkers: "100%",
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
