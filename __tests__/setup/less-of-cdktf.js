// cdktf records an unlimited stack trace at every token, which Jest then maps back to the sources: a third of
// the suite's time. CDKTF_STACK_TRACES=1 keeps them, to find where an unresolvable token was made.
// Both names are replaced: cdktf calls it captureStackTrace, its fork cdktn captureCreationStack.
if (!process.env.CDKTF_STACK_TRACES) {
  jest.mock("cdktf/lib/tokens/private/stack-trace", () => ({
    ...jest.requireActual("cdktf/lib/tokens/private/stack-trace"),
    captureStackTrace: () => [],
    captureCreationStack: () => [],
  }));
}

// cdktf loads its archiver, 90 files, for assets that are zipped: here only once one is. Its fork cdktn has another one, in one file.
if (hasArchiver()) {
  jest.mock(
    "cdktf/node_modules/archiver",
    () =>
      (...options) =>
        jest.requireActual("cdktf/node_modules/archiver")(...options),
  );
}

function hasArchiver() {
  try {
    require.resolve("cdktf/node_modules/archiver");
    return true;
  } catch {
    return false;
  }
}
