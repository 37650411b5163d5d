import { addCollectionItem } from "./add-collection-item";
import { createCollection } from "./create-collection";
import { deleteCollection } from "./delete-collection";
import { getCollection } from "./get-collection";
import { getCollectionAt } from "./get-collection-at";
import { listCollectionEditors } from "./list-collection-editors";
import { listCollections } from "./list-collections";
import { putCollectionEditor } from "./put-collection-editor";
import { removeCollectionEditor } from "./remove-collection-editor";
import { removeCollectionItem } from "./remove-collection-item";
import { updateCollection } from "./update-collection";
import { updateCollectionItem } from "./update-collection-item";

export const collectionOperations = {
  addCollectionItem,
  createCollection,
  deleteCollection,
  getCollection,
  getCollectionAt,
  listCollectionEditors,
  listCollections,
  putCollectionEditor,
  removeCollectionEditor,
  removeCollectionItem,
  updateCollection,
  updateCollectionItem,
};
