import type { ResourceRule, Rule } from "../rule";
import { accessLog } from "./access-log";
import { accountBoundary } from "./account-boundary";
import { addressType } from "./address-type";
import { associationById } from "./association-by-id";
import { associationGroupsStay } from "./association-groups-stay";
import { clientReachesLattice } from "./client-reaches-lattice";
import { configurationAddress } from "./configuration-address";
import { configurationArn } from "./configuration-arn";
import { configurationGroup } from "./configuration-group";
import { configurationHostName } from "./configuration-host-name";
import { configurationInNetwork } from "./configuration-in-network";
import { configurationIsLogged } from "./configuration-is-logged";
import { configurationPorts } from "./configuration-ports";
import { configurationType } from "./configuration-type";
import { databaseAdmitsGateway } from "./database-admits-gateway";
import { databaseNameResolves } from "./database-name-resolves";
import { definitionNamesTarget } from "./definition-names-target";
import { endpointArguments } from "./endpoint-arguments";
import { endpointChangedInPlace } from "./endpoint-changed-in-place";
import { endpointInOtherVpc } from "./endpoint-in-other-vpc";
import { endpointLeadsToConfiguration } from "./endpoint-leads-to-configuration";
import { endpointType } from "./endpoint-type";
import { gatewayInDatabaseVpc } from "./gateway-in-database-vpc";
import { groupsOfLattice } from "./groups-of-lattice";
import { keepaliveBelowIdleTimeout } from "./keepalive-below-idle-timeout";
import { latticeNames } from "./lattice-names";
import { oneWayIntoNetwork } from "./one-way-into-network";
import { portsContain } from "./ports-contain";
import { replaced } from "./replaced";
import { serviceNetworkAuth } from "./service-network-auth";
import { shareOfResource } from "./share-of-resource";
import { sharePermission } from "./share-permission";
import { sharePrincipal } from "./share-principal";
import { sharingFlagIsSet } from "./sharing-flag-is-set";
import { subnetSize } from "./subnet-size";
import { subnetsOfLattice } from "./subnets-of-lattice";
import { zonesOverlap } from "./zones-overlap";

/** The rules about resources of VPC Lattice and PrivateLink for resources; those about hops are bound to them in `paths/lattice`. */
export const LATTICE_RULES: readonly ResourceRule[] = [
  groupsOfLattice,
  configurationType,
  endpointType,
  configurationArn,
  configurationHostName,
  configurationAddress,
  configurationPorts,
  configurationGroup,
  latticeNames,
  endpointArguments,
  subnetsOfLattice,
  subnetSize,
  addressType,
  shareOfResource,
  sharePrincipal,
  sharePermission,
  associationById,
  serviceNetworkAuth,
  accessLog,
  configurationIsLogged,
  sharingFlagIsSet,
  oneWayIntoNetwork,
  keepaliveBelowIdleTimeout,
  replaced,
  endpointChangedInPlace,
  associationGroupsStay,
];

/** What is proven of hops, for lists of all rules. */
export const LATTICE_HOP_RULES: readonly Pick<Rule<unknown>, "id" | "title" | "awsCode">[] = [
  clientReachesLattice,
  endpointLeadsToConfiguration,
  endpointInOtherVpc,
  databaseNameResolves,
  zonesOverlap,
  configurationInNetwork,
  definitionNamesTarget,
  portsContain,
  gatewayInDatabaseVpc,
  databaseAdmitsGateway,
  accountBoundary,
];
