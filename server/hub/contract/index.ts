export { CreateRepoInput, kindOf, RepoAddress, RepoKind, SHELVES, shelfOf } from "./repo";
