/**
 * ECR repositories for the images of private services.
 *
 * @module private-paths/ecr
 */
export { type IRepository, Repository, type RepositoryAttributes, type RepositoryProps } from "./repository";
