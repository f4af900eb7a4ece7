import { Fn, Op } from "cdktf";
import { DATABASE_ENGINES } from "../../aws/database-engines";
import { matching, type Requirement } from "../refusal";

/** The rule table of RDS: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html */

const IDENTIFIER_PATTERN = "^[a-z](-?[a-z0-9])*$";

export const databaseIdentifier = identifierOf(63, "");

/** An identifier to which the number of an instance is added, at most `-16`. */
export const clusterIdentifier = identifierOf(60, " (RDS takes 63, of which three number the instances)");

function identifierOf(longest: number, because: string): Requirement<string> {
  return {
    allowed:
      `1 to ${longest} lower-case letters, digits and single hyphens, beginning with a letter ` +
      `and not ending with a hyphen${because}`,
    fix: "choose a name like orders",
    isMet: (name) => name.length <= longest && new RegExp(IDENTIFIER_PATTERN).test(name),
    condition: (name) =>
      Op.and(Fn.can(Fn.regex(IDENTIFIER_PATTERN, name)), Fn.can(Fn.regex(`^.{1,${longest}}$`, name))),
  };
}

/** What every engine takes; PostgreSQL's limit is the lower one. */
export const databaseName = matching("^[A-Za-z][A-Za-z0-9_]{0,62}$", {
  allowed: "1 to 63 letters, digits and underscores, beginning with a letter",
  fix: "use underscores in place of hyphens, or leave it out and make the database later",
});

export const databasePort: Requirement<number> = {
  allowed: "a whole number from 1150 to 65535",
  fix: "leave it out to take the engine's own port",
  isMet: (port) => Number.isInteger(port) && port >= 1150 && port <= 65535,
  condition: (port) => Op.and(Op.gte(port, 1150), Op.lte(port, 65535)),
};

export function username(engine: keyof typeof DATABASE_ENGINES): Requirement<string> {
  const { longestUsername, reservedUsernames } = DATABASE_ENGINES[engine];
  const pattern = `^[A-Za-z][A-Za-z0-9_]{0,${longestUsername - 1}}$`;
  const reserved: readonly string[] = reservedUsernames;
  return {
    allowed: `1 to ${longestUsername} letters, digits and underscores, beginning with a letter, and not ${reserved.join(" or ")}`,
    fix: "leave it out to take dbadmin",
    isMet: (name) => new RegExp(pattern).test(name) && !reserved.includes(name.toLowerCase()),
    condition: (name) =>
      Op.and(Fn.can(Fn.regex(pattern, name)), Op.not(Fn.contains([...reserved], Fn.lower(name)))),
  };
}

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
  condition: (days) => Op.and(Op.gte(days, 1), Op.lte(days, 35)),
};
