/** A path that a person asks for. */
export interface PathRequest {
  /** A Terraform address. */
  readonly from: string;
  /** A Terraform address, or an AWS service, like `logs`. */
  readonly to: string;
  readonly port: number | undefined;
}

/** A path that was asked for and cannot be looked for. */
export class PathRequestError extends Error {}

/**
 * Reads `aws_security_group.app -> aws_db_instance.main:3306`. The port may be left out for the destination's own.
 *
 * @throws PathRequestError that says what is allowed
 */
export function readPathRequest(text: string): PathRequest {
  const [from = "", to = "", ...more] = text.split("->").map((end) => end.trim());
  const [, address = "", port] = /^(.*?)(?::(\d+))?$/.exec(to) ?? [];
  const number = port === undefined ? undefined : Number(port);
  const wrongPort = number !== undefined && (number < 1 || number > 65535);
  if (from === "" || address === "" || more.length > 0 || wrongPort) {
    const allowed = "two Terraform addresses and a port from 1 to 65535, or a service of AWS at the end";
    throw new PathRequestError(
      `The path ${JSON.stringify(text)} cannot be read. Allowed: ${allowed}, like ` +
        '"aws_security_group.app -> aws_db_instance.main:3306" or "aws_ecs_service.web -> logs".',
    );
  }
  return { from, to: address, port: number };
}
