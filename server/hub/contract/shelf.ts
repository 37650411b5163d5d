/** What a repository holds. Each kind has its own namespace: a model and a dataset may share a name. */
export const REPO_KINDS = ["model", "dataset", "space", "code"] as const;

/** The word for a kind in addresses: `/models/{namespace}/{name}`. */
export const SHELVES = ["models", "datasets", "spaces", "codes"] as const;

type Kind = (typeof REPO_KINDS)[number];
type Shelf = (typeof SHELVES)[number];

const KIND_OF_SHELF = { models: "model", datasets: "dataset", spaces: "space", codes: "code" } as const;
const SHELF_OF_KIND = { model: "models", dataset: "datasets", space: "spaces", code: "codes" } as const;

// Beside the schemas, not among them: the browser needs these words on pages that check nothing.
export const kindOf = (shelf: Shelf): Kind => KIND_OF_SHELF[shelf];
export const shelfOf = (kind: Kind): Shelf => SHELF_OF_KIND[kind];
