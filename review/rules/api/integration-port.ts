import type { Entry } from "../../api/entry";
import { type IntegrationUri, readUri } from "../../api/integration-uri";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { listenerPort, listenerProtocol, listenersOf } from "../../load-balancer/listeners";
import { isResource, nameOf } from "../../network/look-up";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { IntegrationWay } from "./integration-way";
import { merged } from "./merged";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-nlb-for-vpclink-using-console.html */
export const integrationPort: Rule<IntegrationWay> = {
  id: "API-01",
  title: "The integration calls a port on which the load balancer listens",
  awsCode: "ELBV2_LISTENERS_MISMATCH",
  check: ({ entries }, graph) =>
    merged(entries.filter(({ by }) => by === "uri").map((entry) => judge(graph, entry))),
};

function judge(graph: Graph, { integration, target, listeners: [meant] }: Entry): Judgement {
  const { at, label } = integration;
  const uri = readUri(integration.uri);
  const common = {
    at,
    needed: "the absolute URI of the load balancer, with the port of a listener of it",
    why: "Behind a VPC link only the port of the URI decides where a call goes: it has to be that of a listener. A call to another port is answered with 500.",
  };
  const example = 'uri = "http://${aws_lb.example.dns_name}/"';
  if (uri === undefined) {
    const found =
      integration.uri === undefined
        ? `${label} has no URI`
        : `the URI of ${label} is not an absolute one of http or https`;
    return broken({ ...common, found, fix: example });
  }
  const fix =
    at === integration.api
      ? "Write the OpenAPI body as JSON, like body = jsonencode({ ... }), with the port in the URI."
      : "Write the port into the URI, or give the plan.";
  const doubt = (found: string) => unknown({ ...common, found, fix });
  if (uri instanceof Unknown) return doubt(`the URI of ${label} is not known: ${uri.reason}`);
  const { port } = uri;
  if (port instanceof Unknown) return doubt(`${label}: ${port.reason}`);
  const called = `${label} calls port ${port} (${uri.text})`;
  // https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-type
  if (port !== 80 && port !== 443 && port < 1024) {
    return broken({
      ...common,
      found: called,
      needed: "port 80, 443, or one above 1024, on which the load balancer listens too",
      why: "API Gateway calls the ports 80 and 443 and those above 1024, and no others.",
      fix: `uri = "${withPort(uri, 80)}"`,
    });
  }
  if (!isResource(target))
    return doubt(
      `${called}, and what ${target ? nameOf(target) : "the VPC link"} listens on is not in the files given`,
    );
  const { listeners, complete } = listenersOf(graph, target);
  const listener = listeners.find((one) => listenerPort(one) === port);
  if (listener) return proven(`${called}, on which ${listener.address} listens`);
  const ports = listeners.map(listenerPort);
  const has = listeners.map(
    (one, index) =>
      `${one.address} on ${typeof ports[index] === "number" ? ports[index] : "a port that is not known"}`,
  );
  const found = `${called}, and ${target.address} has ${has.length > 0 ? has.join(", ") : "no listener"}`;
  if (complete !== true) return doubt(`${found}; ${complete}`);
  if (ports.some((one) => typeof one !== "number")) return doubt(found);
  const needed = `a listener of ${target.address} on port ${port}, or a URI with the port of one that it has`;
  return broken({
    ...common,
    found,
    needed,
    fix: `uri = "${toListener(uri, target, meant ?? listeners[0])}"`,
  });
}

/** The URI with the port of a listener, and with the scheme that it speaks. */
function toListener(uri: IntegrationUri, loadBalancer: Resource, listener: Resource | undefined): string {
  const port = listener && listenerPort(listener);
  if (!listener || typeof port !== "number") return uri.text;
  const protocol = listenerProtocol(listener, loadBalancer);
  const scheme =
    protocol === "TLS" || protocol === "HTTPS" ? "https" : uri.scheme === "https" ? "https" : "http";
  return withPort({ ...uri, scheme, text: uri.text.replace(/^\w+:/, `${scheme}:`) }, port);
}

function withPort({ text, scheme }: IntegrationUri, port: number): string {
  const isDefault = port === (scheme === "https" ? 443 : 80);
  return text.replace(/^(\w+:\/\/(?:\$\{[^}]*\}|[^/:])*)(?::[^/]*)?/, isDefault ? "$1" : `$1:${port}`);
}
