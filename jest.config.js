const shared = {
  rootDir: __dirname,
  testEnvironment: "node",
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  modulePathIgnorePatterns: [
    "<rootDir>/dist",
    "<rootDir>/lib",
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
      testPathIgnorePatterns: ["<rootDir>/__tests__/(terraform|review|matchers|docs)/"],
    },
    {
      // Reads every declaration with TypeDoc, and compiles every block of code in the pages.
      ...shared,
      displayName: "docs",
      testMatch: ["<rootDir>/__tests__/docs/**/*.test.ts"],
    },
    {
      ...shared,
      displayName: "review",
      testMatch: ["<rootDir>/__tests__/{review,matchers}/**/*.test.ts"],
      testPathIgnorePatterns: ["<rootDir>/__tests__/review/proof/"],
    },
    {
      // Thousands of reviews, which show that it is right.
      ...shared,
      displayName: "proof",
      testMatch: ["<rootDir>/__tests__/review/proof/**/*.test.ts"],
    },
    {
      ...shared,
      displayName: "terraform",
      testMatch: ["<rootDir>/__tests__/terraform/**/*.test.ts"],
    },
  ],
};
