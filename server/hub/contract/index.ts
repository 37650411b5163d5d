export { CreateRepoInput, kindOf, RepoKind, SHELVES, shelfOf } from "./repo";
