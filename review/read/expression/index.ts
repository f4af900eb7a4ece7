export { asSet } from "./access";
export { evaluate } from "./evaluate";
export { evaluateJson } from "./evaluate-json";
export type { Expression, ObjectItem, Step } from "./expression";
export { jsonWithHoles } from "./json-with-holes";
export { parseExpression, parseTemplate } from "./parse";
export { referencesIn } from "./references-in";
export type { ModuleFiles, Scope, WrittenValue } from "./scope";
export { settle } from "./settle";
