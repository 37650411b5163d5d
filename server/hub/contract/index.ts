export { CreateRepoInput, kindOf, REPO_KINDS, RepoKind, SHELVES, Shelf, shelfOf } from "./repo";
