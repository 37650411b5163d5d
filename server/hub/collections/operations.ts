import { addCollectionItem } from "./add-collection-item";
import { createCollection } from "./create-collection";
import { deleteCollection } from "./delete-collection";
import { getCollection } from "./get-collection";
import { getCollectionAt } from "./get-collection-at";
import { listCollectionEditors } from "./list-collection-editors";
import { listCollectionTeams } from "./list-collection-teams";
import { listCollections } from "./list-collections";
import { putCollectionEditor } from "./put-collection-editor";
import { putCollectionTeam } from "./put-collection-team";
import { removeCollectionEditor } from "./remove-collection-editor";
import { removeCollectionItem } from "./remove-collection-item";
import { removeCollectionTeam } from "./remove-collection-team";
import { setCollectionGroup } from "./set-collection-group";
import { updateCollection } from "./update-collection";
import { updateCollectionItem } from "./update-collection-item";

export const collectionOperations = {
  addCollectionItem,
  createCollection,
  deleteCollection,
  getCollection,
  getCollectionAt,
  listCollectionEditors,
  listCollectionTeams,
  listCollections,
  putCollectionEditor,
  putCollectionTeam,
  removeCollectionEditor,
  removeCollectionItem,
  removeCollectionTeam,
  setCollectionGroup,
  updateCollection,
  updateCollectionItem,
};
