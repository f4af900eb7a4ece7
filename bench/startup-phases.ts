import { isBindings } from "./owner";

// The program that the phases of a synthesis are measured in. It does what main.ts does, one phase after the other, and writes
// the CPU milliseconds that each took. Its arguments are the files of the provider bindings that the stacks load.

const cpuMilliseconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const phases: Record<string, number> = {};
let before = 0;
const phase = (name: string) => {
  const now = cpuMilliseconds();
  phases[name] = now - before;
  before = now;
};

phase("starting Node.js");
const { App }: typeof import("cdktf") = require("cdktf");
phase("loading cdktf");
for (const bindings of process.argv.slice(2)) require(bindings);
phase("loading the provider bindings");
const {
  skipCreationStacks,
}: typeof import("../faster-synthesis/creation-stacks") = require("../faster-synthesis/creation-stacks");
const { environmentNamed }: typeof import("../environments") = require("../environments");
const { addStacks }: typeof import("../stacks") = require("../stacks");
skipCreationStacks(process.env);
phase("loading modules and stacks");
const app = new App();
addStacks(app, environmentNamed(undefined));
phase("building the constructs");
app.synth();
phase("synthesis");
console.log(JSON.stringify({ phases, bindings: Object.keys(require.cache).filter(isBindings) }));
