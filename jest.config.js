const shared = {
  rootDir: __dirname,
  testEnvironment: "node",
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  modulePathIgnorePatterns: [
    "<rootDir>/dist",
    "<rootDir>/.private-paths",
    "<rootDir>/cdktf.out",
    "<rootDir>/tools/cdktf-on-demand",
  ],
  setupFiles: ["<rootDir>/__tests__/setup/less-of-cdktf.js"],
  setupFilesAfterEnv: ["<rootDir>/__tests__/setup/matchers.ts"],
};

module.exports = {
  // Jest leaves one processor to itself, which on a machine with two is half of it.
  maxWorkers: "100%",
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: ["<rootDir>/__tests__/terraform/"],
    },
    {
      ...shared,
      displayName: "terraform",
      testMatch: ["<rootDir>/__tests__/terraform/**/*.test.ts"],
    },
  ],
};
