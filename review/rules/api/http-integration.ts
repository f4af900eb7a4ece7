import type { Entry } from "../../api/entry";
import { isListener } from "../../api/entry";
import type { Graph } from "../../graph/graph";
import { External } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Template, Unknown } from "../../graph/value";
import { isSet, textOf } from "../../load-balancer/argument";
import { listenerProtocol } from "../../load-balancer/listeners";
import { LISTENERS, LOAD_BALANCERS } from "../../load-balancer/types";
import { follow, isResource, lookUp, nameOf } from "../../network/look-up";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { IntegrationWay } from "./integration-way";
import { merged } from "./merged";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html */
export const httpIntegration: Rule<IntegrationWay> = {
  id: "API-03",
  title: "The integration of the HTTP API names a listener, and how to call it",
  awsCode: "ELBV2_LISTENERS_MISMATCH",
  check: ({ entries }, graph) =>
    merged(entries.filter(({ by }) => by === "arn").flatMap((entry) => judge(graph, entry))),
};

function judge(graph: Graph, entry: Entry): Judgement[] {
  const { integration, target } = entry;
  const { at, label } = integration;
  const found = lookUp(graph, integration.uri, ...LISTENERS);
  const listener = isResource(found) && isListener(found) ? found : undefined;
  const said: Judgement[] = [judgeUri(entry, listener)];
  const type = textOf(integration.type, `integration_type of ${label}`);
  if (typeof type === "string" && !/^http_proxy$/i.test(type)) {
    said.push(
      broken({
        at,
        found: `${label} has type ${type}`,
        needed: "HTTP_PROXY",
        why: "A private integration of an HTTP API is an HTTP proxy.",
        fix: 'integration_type = "HTTP_PROXY"',
      }),
    );
  }
  // Whether an OpenAPI body without it takes that of the operation is not documented.
  if (!isSet(integration.method) && at !== integration.api) {
    said.push(
      broken({
        at,
        found: `${label} has no integration_method`,
        needed: "the method with which the backend is called",
        why: "AWS refuses an HTTP proxy without it.",
        fix: 'integration_method = "ANY"',
      }),
    );
  }
  const format = textOf(integration.payloadFormat, `payload_format_version of ${label}`);
  if (typeof format === "string" && format !== "1.0") {
    said.push(
      broken({
        at,
        found: `${label} has payload_format_version ${format}`,
        needed: "1.0",
        why: "Only integrations of functions take 2.0.",
        fix: 'payload_format_version = "1.0"',
      }),
    );
  }
  return listener && isResource(target) ? [...said, ...judgeTls(graph, { integration, listener })] : said;
}

function judgeUri(
  { integration, target, listeners: [meant] }: Entry,
  listener: Resource | undefined,
): Judgement {
  const { at, label } = integration;
  const words = {
    at,
    needed: "the ARN of a listener, or of a Cloud Map service, in integration_uri",
    why: "Over a VPC link an HTTP API takes its target from the ARN of a listener, not from a URL or the load balancer.",
    fix: `integration_uri = ${meant?.address ?? "aws_lb_listener.example"}.arn`,
  };
  const uri = follow(integration.uri);
  const start = uri instanceof Template ? uri.parts[0] : uri;
  if (uri === undefined || (typeof start === "string" && /^https?:/i.test(start))) {
    const found =
      uri === undefined ? `${label} has no integration_uri` : `integration_uri of ${label} is a URL`;
    return broken({ ...words, found });
  }
  if (listener) {
    if (isResource(target)) return proven(`${label} leads to ${listener.address}`);
    const found = `${label} leads to ${listener.address}, whose load balancer is not in the files given`;
    return unknown({
      ...words,
      at: listener,
      found,
      fix: "Give the files or the plan with the load balancer.",
    });
  }
  if (isResource(target)) {
    if (!LOAD_BALANCERS.some((type) => type === target.type))
      return proven(`${label} leads to ${target.address}`);
    const found = `integration_uri of ${label} names ${target.address}, not a listener of it`;
    return broken({ ...words, found });
  }
  const what =
    target instanceof External || target === undefined
      ? "a listener that is not in the files given"
      : target instanceof Unknown
        ? `a listener that is not known (${target.reason})`
        : nameOf(target);
  return unknown({
    ...words,
    found: `${label} leads to ${what}`,
    fix: "Give the files or the plan with the listener.",
  });
}

/** With tls_config it calls by HTTPS, otherwise by HTTP. */
function judgeTls(
  graph: Graph,
  { integration, listener }: { integration: Entry["integration"]; listener: Entry["listeners"][number] },
): Judgement[] {
  const loadBalancer = lookUp(graph, listener.get("load_balancer_arn"), ...LOAD_BALANCERS);
  if (!isResource(loadBalancer) || !isListener(listener)) return [];
  const protocol = listenerProtocol(listener, loadBalancer);
  const name = textOf(integration.serverName, "server_name_to_verify");
  if (name instanceof Unknown || typeof protocol !== "string" || (protocol === "TCP" && name !== undefined))
    return [];
  const isTls = protocol === "HTTPS" || protocol === "TLS";
  const { at, label } = integration;
  if (isTls === (name !== undefined))
    return [
      proven(
        `${label} calls by ${isTls ? "HTTPS" : "HTTP"}, and ${listener.address} has protocol ${protocol}`,
      ),
    ];
  return [
    broken({
      at,
      found: `${label} has ${name === undefined ? "no tls_config" : "a tls_config"}, and ${listener.address} has protocol ${protocol}`,
      needed: isTls
        ? "tls_config with the name in the certificate of the listener"
        : "no tls_config, or a listener that ends TLS",
      why: "A private integration calls by HTTPS only if it has a tls_config, and by HTTP otherwise.",
      fix: isTls ? 'tls_config {\n  server_name_to_verify = "..."\n}' : "Leave tls_config out.",
    }),
  ];
}
