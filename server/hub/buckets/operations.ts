import { createBucket } from "./create-bucket";
import { deleteBucket } from "./delete-bucket";
import { deleteBucketFiles } from "./delete-bucket-files";
import { getBucket } from "./get-bucket";
import { listBucketCollaborators } from "./list-bucket-collaborators";
import { listBucketFiles } from "./list-bucket-files";
import { listBuckets } from "./list-buckets";
import { moveBucket } from "./move-bucket";
import { putBucketCollaborator } from "./put-bucket-collaborator";
import { removeBucketCollaborator } from "./remove-bucket-collaborator";
import { updateBucket } from "./update-bucket";

export const bucketOperations = {
  createBucket,
  deleteBucket,
  deleteBucketFiles,
  getBucket,
  listBucketCollaborators,
  listBucketFiles,
  listBuckets,
  moveBucket,
  putBucketCollaborator,
  removeBucketCollaborator,
  updateBucket,
};
