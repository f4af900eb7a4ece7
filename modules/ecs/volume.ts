import type { ISecurityGroup } from "../security";
import type { ContainerProps } from "./container";

/** Storage that containers mount; the same object in two containers is the same storage. */
export type Volume =
  | { readonly kind: "ephemeral"; readonly name: string }
  | ({ readonly kind: "efs"; readonly name: string } & EfsVolumeOptions);

export interface EfsVolumeOptions {
  /** Id of the file system, like `fs-0123456789abcdef0`. */
  readonly fileSystemId: string;
  /** ARN of the file system, for the permission to mount it. */
  readonly fileSystemArn: string;
  /** Access point, which sets user and folder; its `root` is what is mounted. */
  readonly accessPointId: string;
  /** Carried by the file system's mount targets, to be opened for the tasks on port 2049. */
  readonly securityGroup: ISecurityGroup;
  /**
   * Whether tasks may not write.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

export const Volume = {
  /** Storage of the task that goes when the task goes. */
  ephemeral(name: string): Volume {
    return { kind: "ephemeral", name };
  },
  /** A file system of Amazon EFS, mounted with TLS and the task's role. */
  efs(name: string, options: EfsVolumeOptions): Volume {
    return { kind: "efs", name, ...options };
  },
};

/** The volumes that containers mount, each once. */
export function volumesOf(containers: Readonly<Record<string, ContainerProps>>): readonly Volume[] {
  return [...new Set(Object.values(containers).flatMap(({ mounts = {} }) => Object.values(mounts)))];
}
