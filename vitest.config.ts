import { defineConfig } from "vitest/config";

/** What tries every feature at every place, or simulates for long. `--mode quick` leaves it out. */
const matrices = [
  "test/features/everywhere.test.ts",
  "test/features/names-everywhere.test.ts",
  "test/forecast/engines-agree.test.ts",
  "test/syntax/json/reader.test.ts",
  "test/cli/process.test.ts",
  "test/cli/render.test.ts",
  "test/document.test.ts",
];

/** Unit tests: everything that needs no VS Code. */
export default defineConfig(({ mode }) => ({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/vscode/**", ...(mode === "quick" ? matrices : [])],
    testTimeout: 30_000,
    globalSetup: "test/support/build.ts",
  },
}));
