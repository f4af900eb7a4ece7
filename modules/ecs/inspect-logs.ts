import { Token } from "cdktf";
import { readArn } from "../../aws/arn";
import { inspectAccess } from "../iam";
import type { Inspection } from "../refusal";
import type { CloudWatchOptions, ContainerLogs } from "./container-logs";

/** Tells what is wrong with where the output of a container goes. */
export function inspectLogs(
  inspection: Inspection,
  input: string,
  logs: ContainerLogs | undefined,
  region: string,
): void {
  if (logs?.driver === "awsfirelens") {
    for (const use of logs.uses) inspectAccess(inspection, input, use);
  }
  if (logs?.driver !== "awslogs") return;
  inspectOptions(inspection, input, logs.options);
  if (logs.group.kind === "created by ECS") {
    inspection.refuseUnless(/^[A-Za-z0-9_/.#-]{1,512}$/.test(logs.group.name), {
      input,
      given: logs.group.name,
      allowed: "the name of a log group: 1 to 512 letters, digits and any of _ / . # -",
      fix: "choose a name like /ecs/orders",
    });
  }
  if (logs.group.kind !== "existing") return;
  const groupRegion = readArn(logs.group.group.logGroupArn)?.region;
  inspection.refuseUnless(groupRegion === undefined || Token.isUnresolved(region) || groupRegion === region, {
    input,
    told: `a log group in ${groupRegion}`,
    allowed: `a log group in ${region}, since an endpoint leads to its own Region`,
    fix: "log to a group of the task's Region",
  });
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html */
function inspectOptions(inspection: Inspection, input: string, options: CloudWatchOptions): void {
  const { maxBufferSizeInMib, mode, streamPrefix } = options;
  if (maxBufferSizeInMib !== undefined) {
    inspection.refuseUnless(Number.isInteger(maxBufferSizeInMib) && maxBufferSizeInMib >= 1, {
      input: `${input}.maxBufferSizeInMib`,
      given: maxBufferSizeInMib,
      allowed: "a whole number of MiB from 1",
      fix: "leave it out for 10, or raise it",
    });
    inspection.refuseUnless(mode !== "blocking", {
      input: `${input}.maxBufferSizeInMib`,
      given: maxBufferSizeInMib,
      allowed: "nothing with the mode blocking, which has no buffer",
      fix: 'leave it out, or set mode to "non-blocking"',
    });
  }
  if (streamPrefix === undefined || Token.isUnresolved(streamPrefix)) return;
  inspection.refuseUnless(/^[^:*]{1,256}$/.test(streamPrefix), {
    input: `${input}.streamPrefix`,
    given: streamPrefix,
    allowed: "1 to 256 characters without : and *",
    fix: "leave it out for the service's name",
  });
}
