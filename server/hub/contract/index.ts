export { CreateRepoInput, kindOf, RepoAddress, RepoKind, RepoName, SHELVES, Shelf, shelfOf } from "./repo";
