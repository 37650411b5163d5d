import { getReadme } from "./get-readme";
import { putReadme } from "./put-readme";

export const readmeOperations = {
  getReadme,
  putReadme,
};
