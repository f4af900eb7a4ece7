import { Token } from "cdktf";
import type { Inspection } from "../refusal";
import { Authorization, type RestAuthorization, withoutKey } from "./authorization";
import { restTimeout } from "./requirements";

export const HTTP_METHODS = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] as const;

export type HttpMethod = (typeof HTTP_METHODS)[number];

/** Requests of one method to one path. */
export interface Route {
  /** Like `/orders/{id}`; the last part may be greedy: `/files/{path+}`. The backend gets the same path. */
  readonly path: string;
  /** The HTTP method; `ANY` for all of them. */
  readonly method: HttpMethod;
  /** @default the API's */
  readonly authorization?: RestAuthorization;
  /**
   * Seconds that the backend has to answer, 0.05 to 29.
   *
   * @default the API's
   */
  readonly timeoutInSeconds?: number;
}

/** A route with what it takes from its API. */
export type CompleteRoute = Required<Route>;

/** Every request, to the root and to all below it. */
const ALL_REQUESTS: readonly Route[] = [
  { path: "/", method: "ANY" },
  { path: "/{proxy+}", method: "ANY" },
];

/** The routes of a REST API, with its own authorization and timeout where they say nothing else. */
export function routesOf(api: {
  readonly routes?: readonly Route[];
  readonly authorization?: RestAuthorization;
  readonly timeoutInSeconds?: number;
}): readonly CompleteRoute[] {
  const { authorization = Authorization.iam(), timeoutInSeconds = 29 } = api;
  return (api.routes ?? ALL_REQUESTS).map((route) => ({
    ...route,
    authorization: route.authorization ?? authorization,
    timeoutInSeconds: route.timeoutInSeconds ?? timeoutInSeconds,
  }));
}

/** Whether callers of a route sign with a role's credentials. */
export function asksForIam({ authorization }: CompleteRoute): boolean {
  return withoutKey(authorization).kind === "AWS_IAM";
}

/** The parts of a path, of which the root has none. */
export function pathParts(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

/** A part as a construct id: Terraform's addresses have no braces. */
export function partId(part: string): string {
  const parameter = parameterOf(part);
  return parameter === undefined ? part : `any-${parameter}`;
}

/** The name of a part that stands for any text, like `{id}` or `{proxy+}`. */
export function parameterOf(part: string): string | undefined {
  return /^\{([A-Za-z0-9._-]+)\+?\}$/.exec(part)?.[1];
}

/** Tells what is wrong with the paths and methods of any API. */
export function inspectPaths(
  inspection: Inspection,
  routes: readonly Pick<Route, "path" | "method">[],
): void {
  inspection.refuseUnless(routes.length > 0, {
    input: "routes",
    given: [],
    allowed: "at least one route, or else there is nothing to deploy",
    fix: "leave it out to pass on all requests",
  });
  for (const { path, method } of routes) {
    inspection.refuseUnless(!Token.isUnresolved(path) && !Token.isUnresolved(method), {
      input: "routes",
      told: "of a path or method that only Terraform knows",
      allowed: "paths and methods known at synthesis, from which the resources are made",
      fix: "write them",
    });
    inspection.require("routes.path", path, routePath);
    inspection.require("routes.method", method, {
      allowed: HTTP_METHODS.join(", "),
      fix: "write it in capitals",
      isMet: (name) => HTTP_METHODS.includes(name),
    });
  }
  const keys = routes.map(({ path, method }) => `${method} ${path}`);
  for (const key of new Set(keys.filter((each, index) => keys.indexOf(each) !== index))) {
    inspection.refuse({
      input: "routes",
      given: key,
      allowed: "each method and path once",
      fix: "remove the second one",
    });
  }
}

/** Tells what is wrong with the routes of a REST API. */
export function inspectRoutes(inspection: Inspection, routes: readonly Route[] = ALL_REQUESTS): void {
  inspectPaths(inspection, routes);
  for (const { timeoutInSeconds } of routes) {
    if (timeoutInSeconds !== undefined) {
      inspection.require("routes.timeoutInSeconds", timeoutInSeconds, restTimeout);
    }
  }
  inspectSiblings(inspection, routes);
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html */
const routePath = {
  allowed:
    "a path like /orders/{id}: it begins with /, and each part is one or more of letters, digits and . _ - : or a name in " +
    "braces, once each; only the last may be greedy, like {path+}",
  fix: "write no slash at the end, and no query",
  isMet: (path: string) => {
    const parts = pathParts(path);
    const names = parts.flatMap((part) => parameterOf(part) ?? []);
    return (
      path === `/${parts.join("/")}` &&
      parts.every((part) => /^[A-Za-z0-9._:-]+$/.test(part) || parameterOf(part) !== undefined) &&
      parts.slice(0, -1).every((part) => !part.endsWith("+}")) &&
      new Set(names).size === names.length
    );
  },
};

/** API Gateway refuses the second one: "A sibling of this resource already has a variable path part". */
function inspectSiblings(inspection: Inspection, routes: readonly Route[]): void {
  const parameters = new Map<string, Set<string>>();
  for (const { path } of routes) {
    const parts = pathParts(path);
    parts.forEach((part, index) => {
      if (parameterOf(part) === undefined) return;
      const parent = `/${parts.slice(0, index).join("/")}`;
      parameters.set(parent, (parameters.get(parent) ?? new Set()).add(part));
    });
  }
  for (const [parent, names] of parameters) {
    inspection.refuseUnless(names.size < 2, {
      input: "routes.path",
      told: `${[...names].join(" and ")} below ${parent}`,
      allowed: "one part in braces below each path",
      fix: "give it one name in all routes, or let a greedy one serve the others too",
    });
  }
}
