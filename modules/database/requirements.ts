import { DATABASE_ENGINES, RESERVED_USERNAMES } from "../../aws/database-engines";
import { matching, type Requirement } from "../refusal";

/** The rule table of RDS: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html */

export const databaseIdentifier = matching("^[a-z](-?[a-z0-9]){0,62}$", {
  allowed:
    "1 to 63 lower-case letters, digits and single hyphens, beginning with a letter and not ending with a hyphen",
  fix: "choose a name like orders",
});

export const databasePort: Requirement<number> = {
  allowed: "a whole number from 1150 to 65535",
  fix: "leave it out to take the engine's own port",
  isMet: (port) => Number.isInteger(port) && port >= 1150 && port <= 65535,
};

export const username: Requirement<string> = {
  allowed: `1 to 16 letters, digits and underscores, beginning with a letter, and none of ${[...RESERVED_USERNAMES].join(", ")}`,
  fix: "leave it out to take dbadmin",
  isMet: (name) => /^[A-Za-z][A-Za-z0-9_]{0,15}$/.test(name) && !RESERVED_USERNAMES.has(name.toLowerCase()),
};

export const instanceClass = matching("^db[.][a-z0-9-]+[.][a-z0-9-]+$", {
  allowed: "an instance class of RDS, like db.m7g.large",
  fix: "list them with: aws rds describe-orderable-db-instance-options",
});

export function engineVersion(engine: keyof typeof DATABASE_ENGINES): Requirement<string> {
  const examples = {
    mysql: "8.4.5",
    postgres: "17.5",
    "aurora-mysql": "8.0.mysql_aurora.3.08.2",
    "aurora-postgresql": "16.8",
  };
  return {
    allowed: `a version of ${engine}, like ${examples[engine]}`,
    fix: `list them with: aws rds describe-db-engine-versions --engine ${engine}`,
    isMet: (version) => DATABASE_ENGINES[engine].family(version) !== undefined,
  };
}

/** RDS keeps automatic backups for at most 35 days, and 0 turns them off. */
export const backupRetention: Requirement<number> = {
  allowed: "a whole number of days from 1 to 35",
  fix: "keep at least a day: without backups there is no point-in-time recovery",
  isMet: (days) => Number.isInteger(days) && days >= 1 && days <= 35,
};
