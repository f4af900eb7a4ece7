export { type IRepository, Repository, type RepositoryAttributes, type RepositoryProps } from "./repository";
