import { DATABASE_ENGINES } from "../../aws/database-engines";
import type { SubnetGroup } from "../network";

/** What instances and clusters have in common. */
export interface DatabaseProps {
  /**
   * Identifier: up to 63 (Aurora: 60) lower-case letters, digits and single hyphens, beginning with a letter, unique in the
   * account and Region.
   */
  readonly name: string;
  /** Subnets in two or more zones. */
  readonly subnets: SubnetGroup;
  /**
   * Version of the engine: its first parts choose the parameter group family. With a whole version, like `8.4.5`, AWS stays there;
   * with one that names no minor version, like `8.4` or `17`, AWS upgrades by itself in the maintenance window.
   */
  readonly engineVersion: string;
  /** Instance class, like `db.m7g.large`. */
  readonly instanceClass: string;
  /**
   * Name of a database to make at the start: 1 to 63 letters, digits and underscores, beginning with a letter.
   *
   * @default none
   */
  readonly databaseName?: string;
  /**
   * TCP port, 1150 to 65535.
   *
   * @default the engine's own: 3306 or 5432
   */
  readonly port?: number;
  /**
   * Master user. RDS makes the password, keeps it in Secrets Manager and rotates it.
   *
   * @default "dbadmin"
   */
  readonly username?: string;
  /**
   * ARN of the KMS key for storage.
   *
   * @default the account's key for RDS: storage is always encrypted
   */
  readonly kmsKeyArn?: string;
  /**
   * Days that automatic backups are kept, 1 to 35.
   *
   * @default 7
   */
  readonly backupRetentionInDays?: number;
  /**
   * Whether AWS refuses to delete it, and Terraform to plan that. To remove it, first deploy with false.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether a snapshot `<name>-final` is left when it is deleted.
   *
   * @default true
   */
  readonly finalSnapshot?: boolean;
  /**
   * Parameters beside those that demand TLS and keep idle connections alive; the same name replaces one of them.
   *
   * @default none
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Whether AWS may upgrade to newer minor versions by itself: only where the version names none, like `8.4` or `17`. Otherwise the
 * next plan would want to go back to the version that is written, which AWS refuses.
 */
export function autoMinorVersionUpgrade(engine: keyof typeof DATABASE_ENGINES, version: string): boolean {
  return DATABASE_ENGINES[engine].family(version) === `${engine}${version}`;
}

/**
 * A change that AWS cannot make in place would replace the database. With deletion protection the plan fails instead. Without it, the
 * replacement comes first, since what names the database's ARN is replaced so too, and AWS refuses a second database of the same name:
 * change `name` with it.
 */
export function keptByTerraform({ deletionProtection = true }: DatabaseProps) {
  return deletionProtection ? { preventDestroy: true } : undefined;
}

/** How every database is kept: private, encrypted, backed up, its password managed, and hard to delete by mistake. */
export function protection(props: DatabaseProps) {
  const {
    name,
    kmsKeyArn,
    backupRetentionInDays = 7,
    deletionProtection = true,
    finalSnapshot = true,
  } = props;
  return {
    storageEncrypted: true,
    kmsKeyId: kmsKeyArn,
    // A managed password is never in the state, unlike one that Terraform sets.
    manageMasterUserPassword: true,
    backupRetentionPeriod: backupRetentionInDays,
    copyTagsToSnapshot: true,
    deletionProtection,
    skipFinalSnapshot: !finalSnapshot,
    finalSnapshotIdentifier: finalSnapshot ? `${name}-final` : undefined,
    iamDatabaseAuthenticationEnabled: true,
  };
}
