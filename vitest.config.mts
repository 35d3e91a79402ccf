import { defineConfig } from "vitest/config";

/** Unit tests: everything that needs no VS Code. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/vscode/**"],
    testTimeout: 30_000,
    globalSetup: "test/support/build.ts",
  },
});
