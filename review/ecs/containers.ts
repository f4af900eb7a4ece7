import { perGraph } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { isList, isObject, Unknown, type Value } from "../graph/value";
import { jsonWithHoles } from "../read/expression/json-with-holes";
import { settle } from "../read/expression/settle";
import { type Container, readContainer } from "./container";

/** The containers of a task definition, as far as they can be read. */
export interface Containers {
  readonly containers: readonly Container[];
  /** Whether there are no others; else why there may be. */
  readonly complete: true | Unknown;
}

/** The containers of a task definition, from the JSON text of `container_definitions`, which may have holes. */
export const containersOf = perGraph((_graph, taskDefinition: Resource): Containers => {
  const text = taskDefinition.get("container_definitions");
  if (text === undefined || text === null) {
    const where = `the containers of ${taskDefinition.address} are not in the files given`;
    return { containers: [], complete: new Unknown(where) };
  }
  const list = settle(jsonWithHoles(text));
  if (!isList(list)) {
    const reason = list instanceof Unknown ? `: ${list.reason}` : "";
    return {
      containers: [],
      complete: new Unknown(`the containers of ${taskDefinition.address} are not known${reason}`),
    };
  }
  // Of a text with an unknown part in it, a plan tells only what it refers to.
  const [first] = list;
  if (isList(text) && list.every((one) => one instanceof Unknown)) {
    const reason = first instanceof Unknown ? `: ${first.reason}` : "";
    return {
      containers: [],
      complete: new Unknown(`the containers of ${taskDefinition.address} are not known${reason}`),
    };
  }
  let complete: true | Unknown = true;
  const containers: Container[] = [];
  for (const [index, element] of list.entries()) {
    const definition = whole(element);
    if (isObject(definition)) containers.push(readContainer(definition, index));
    else complete = new Unknown(`containers[${index}] of ${taskDefinition.address} is not known`);
  }
  return { containers, complete };
});

/** A module that makes one container definition gives it as a JSON text of its own. */
function whole(element: Value): Value {
  const settled = settle(element);
  return isObject(settled) ? settled : settle(jsonWithHoles(settled));
}
